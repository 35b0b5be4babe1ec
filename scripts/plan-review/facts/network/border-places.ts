import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { ResourceChange } from '../../../terraform-plan/plan';
import { isUnknown, textOf } from '../../../terraform-plan/values';
import { matcherFor } from '../../kinds/matcher-for';
import type { TypePattern } from '../../kinds/type-patterns';
import { groupBy, words } from '../../lists';
import type { PlanFacts } from '../../plan-facts';

/** Rules that are resources of their own. */
export const RULE_TYPES: readonly TypePattern[] = [
  ...['*_rule', '*_rules'].flatMap((rule) =>
    ['*_security', '*_security_group', '*_secgroup', '*_acl', '*_ingress', '*_egress'].map(
      (owner) => owner + rule.slice(1),
    ),
  ),
  ...words(`
    *_firewall_rule *_firewall_rules *_firewall_policy_rule *_firewall_policy_rules
    *_prefix_list_entry google_compute_firewall
  `),
];
/** What they are rules of, with rules inside it or beside it. */
export const OWNER_TYPES: readonly TypePattern[] = words(`
  *_security_group *_secgroup *_network_acl *_firewall *_security_list *_prefix_list
`);

/** Whether it is a rule that is a resource of its own. */
export const isRuleType = matcherFor({ types: RULE_TYPES });

/** Whether rules of this type, or rules inside it, say what passes. */
export const isBorderType = matcherFor({ types: [...RULE_TYPES, ...OWNER_TYPES] });

/** By which attribute a rule names its border: the first that it has. */
export const REFERENCES = words(`
  security_group_id network_acl_id network_security_group_name firewall_group_id firewall_id
  firewall_policy prefix_list_id network
`);

type Side = 'before' | 'after';

/** Which border a resource is of: by the address of its owner, where the plan has it, else by its id. */
export class BorderPlaces {
  private readonly owners: readonly ResourceChange[];
  private readonly byName: ReadonlyMap<string, string>;
  private readonly byPlace: ReadonlyMap<string, readonly ResourceChange[]>;

  constructor(
    private readonly facts: PlanFacts,
    resources: readonly ResourceChange[],
  ) {
    this.owners = resources.filter(({ type }) => !isRuleType(type));
    this.byName = new Map(
      this.owners.flatMap((owner) =>
        namesOf(owner).map((name) => [scoped(owner, name), owner.address]),
      ),
    );
    this.byPlace = groupBy(this.owners, ({ address }) => configurationAddress(address));
  }

  /** Undefined where the resource isn't there on this side. */
  keyOf(resource: ResourceChange, side: Side): string | undefined {
    if (resource[side] === undefined) return undefined;
    const reference = referenceOf(resource);
    if (reference === undefined) return resource.address;
    const name = textOf(resource[side], reference);
    if (name !== undefined) return this.byName.get(scoped(resource, name)) ?? name;
    return this.keyInCode(resource, textOf(resource.before, reference));
  }

  /** What isn't known before the apply is of the border that it was of, or that the code leads to. */
  private keyInCode(resource: ResourceChange, before: string | undefined): string {
    if (before !== undefined) return this.byName.get(scoped(resource, before)) ?? before;
    const places = this.facts.plan.dependencies.get(configurationAddress(resource.address)) ?? [];
    const meant = places.flatMap((place) => this.byPlace.get(place) ?? []);
    return meant.length === 1 ? meant[0]!.address : resource.address;
  }

  ownerOf(key: string): ResourceChange | undefined {
    return this.owners.find(({ address }) => address === key);
  }

  /** By what others name a border. */
  namesOf(key: string): readonly string[] {
    const owner = this.ownerOf(key);
    return owner === undefined ? [key] : namesOf(owner);
  }
}

/** The attribute by which a rule names its border; undefined for the border itself. */
export function referenceOf(resource: ResourceChange): string | undefined {
  if (!isRuleType(resource.type)) return undefined;
  return REFERENCES.find(
    (key) =>
      textOf(resource.before, key) !== undefined ||
      textOf(resource.after, key) !== undefined ||
      isUnknown(resource, key),
  );
}

function namesOf({ before, after }: ResourceChange): readonly string[] {
  const names = [before, after].flatMap((values) =>
    ['id', 'name', 'arn'].map((key) => textOf(values, key)),
  );
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[];
}

/** Names are one provider’s own. */
function scoped({ type }: ResourceChange, name: string): string {
  return `${type.split('_')[0]} ${name}`;
}
