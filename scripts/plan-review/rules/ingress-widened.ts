import { say, type Sayable } from '../../masking/say';
import {
  borderOpenings,
  coverOpening,
  INCOMING_ATTRIBUTES,
  inlineOpenings,
  ingressRuleOpenings,
  isOpenToWorld,
  ruleOpenings,
  sayOpening,
  type IngressOpening,
} from '../facts/network/ingress-opening';
import { distinct, groupBy, listSome } from '../lists';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote, quoteDerived } from '../../terraform-plan/quote';
import { isUnknown, textOf, textsOf } from '../../terraform-plan/values';

type Read = (values: Values | undefined) => readonly IngressOpening[];

/** How each type says who comes in, and by which attribute it names its group. */
const KINDS: Readonly<Record<string, { readonly read: Read; readonly group: string }>> = {
  aws_security_group: { read: inlineOpenings, group: 'id' },
  aws_default_security_group: { read: inlineOpenings, group: 'id' },
  aws_security_group_rule: { read: ruleOpenings, group: 'security_group_id' },
  aws_default_network_acl: { read: borderOpenings, group: 'id' },
  aws_ec2_managed_prefix_list: { read: borderOpenings, group: 'id' },
  aws_ec2_managed_prefix_list_entry: { read: borderOpenings, group: 'prefix_list_id' },
  aws_network_acl_rule: { read: borderOpenings, group: 'network_acl_id' },
  aws_vpc_security_group_ingress_rule: { read: ingressRuleOpenings, group: 'security_group_id' },
};

/** Who gets in that didn't. */
export const ingressWidened: Rule = {
  id: 'ingress-widened',
  title: 'A security group lets in more than before, or the whole internet',
  judge: (facts) => {
    const resources = resourcesOf(facts, ...Object.keys(KINDS));
    const before = groupBy(
      resources.flatMap((resource) => openings(resource, 'before')),
      ({ group }) => group,
    );
    return [
      ...resources.filter(isChange).flatMap((resource) => {
        const added = openings(resource, 'after').filter(
          ({ group, opening }) =>
            !coverOpening(
              (before.get(group) ?? []).map((other) => other.opening),
              opening,
            ),
        );
        return judgements(resource, added, isStanding(resource));
      }),
      ...untold(resources.filter((resource) => isChange(resource) && isUntold(resource))),
      ...groupsJoined(facts),
    ];
  },
};

interface PlacedOpening {
  readonly group: string;
  readonly opening: IngressOpening;
}

function openings(resource: ResourceChange, side: 'before' | 'after'): readonly PlacedOpening[] {
  const { read } = KINDS[resource.type]!;
  const group = groupOf(resource);
  return read(resource[side]).map((opening) => ({ group, opening }));
}

/** By the group's id; a group that is made anew is told by its address. */
function groupOf({ type, before, after, address }: ResourceChange): string {
  const { group } = KINDS[type]!;
  return textOf(before, group) ?? textOf(after, group) ?? address;
}

function isChange({ change, after }: ResourceChange): boolean {
  return after !== undefined && change !== 'none' && change !== 'read' && change !== 'forget';
}

/** A way into a group that is new itself widens nothing; the id of one that stands is known. */
function isStanding({ type, before, after }: ResourceChange): boolean {
  const { group } = KINDS[type]!;
  return before !== undefined || (group !== 'id' && textOf(after, group) !== undefined);
}

function judgements(
  resource: ResourceChange,
  added: readonly PlacedOpening[],
  isStanding: boolean,
): readonly Judgement[] {
  const world = added.filter(({ opening }) => isOpenToWorld(opening));
  const others = added.filter(({ opening }) => !isOpenToWorld(opening));
  return [
    ...(world.length > 0 ? [open(resource, world)] : []),
    ...(isStanding && others.length > 0 ? [widened(resource, others)] : []),
  ];
}

/** The rules of a group that is made anew are unknown where the code has none inside. */
function isUntold(resource: ResourceChange): boolean {
  const isEgress = textOf(resource.after, 'type') === 'egress';
  const isComputed = KINDS[resource.type]!.read === inlineOpenings && resource.change !== 'update';
  return (
    isStanding(resource) &&
    !isEgress &&
    !isComputed &&
    INCOMING_ATTRIBUTES.some((key) => isUnknown(resource, key))
  );
}

function open(resource: ResourceChange, added: readonly PlacedOpening[]): Judgement {
  return {
    severity: 'danger',
    what: say`Opens ${resource.address} to the internet: ${list(resource, added)}.`,
    why: 'Anyone can reach the port. Kafka and ZooKeeper were made for a private network: who reaches them can read, write or stop them, unless every listener asks who it is.',
    remedy: 'Name the networks or the security groups of the clients instead.',
    addresses: [resource.address],
  };
}

function widened(resource: ResourceChange, added: readonly PlacedOpening[]): Judgement {
  return {
    severity: 'care',
    what: say`Lets in more through ${resource.address}: ${list(resource, added)}.`,
    why: 'Who is let in can reach what listens there, and so can whoever gets hold of a machine there.',
    remedy: 'See that these are the networks and ports that are meant, and as few as will do.',
    addresses: [resource.address],
  };
}

function untold(resources: readonly ResourceChange[]): readonly Judgement[] {
  if (resources.length === 0) return [];
  const addresses = resources.map(({ address }) => address);
  return [
    {
      severity: 'care',
      what: say`Changes who is let in through ${listSome(addresses)}, in a way that is known only after the apply.`,
      why: 'Nobody can tell now whether it lets in more than before.',
      remedy: 'Look at where the value comes from, or plan again when it is known.',
      addresses,
    },
  ];
}

function list(resource: ResourceChange, added: readonly PlacedOpening[]): Sayable {
  return listSome(distinct(added.map(({ opening }) => sayOpening(resource, 'after', opening))));
}

/** Hosts and interfaces that join a further group are reached by what it lets in. */
function groupsJoined(facts: PlanFacts): readonly Judgement[] {
  const places = [
    ...resourcesOf(facts, 'aws_instance').map((r) => [r, 'vpc_security_group_ids'] as const),
    ...resourcesOf(facts, 'aws_network_interface').map((r) => [r, 'security_groups'] as const),
  ];
  const attached = resourcesOf(facts, 'aws_network_interface_sg_attachment')
    .filter(({ change }) => change === 'create' || change === 'update' || change === 'replace')
    .filter((resource) => textOf(resource.after, 'network_interface_id') !== undefined)
    .map((resource) => ({
      resource,
      what:
        quote(resource, 'after', 'security_group_id') ??
        say`one that is known only after the apply`,
    }));
  const joined = places.flatMap(([resource, key]) => {
    const before = new Set(textsOf(resource.before, key));
    const groups = textsOf(resource.after, key).filter((group) => !before.has(group));
    const isUntold = isUnknown(resource, key);
    if (resource.change !== 'update' || (groups.length === 0 && !isUntold)) return [];
    const what = isUntold
      ? say`groups that are known only after the apply`
      : quoteDerived(resource, ['after'], [key], groups.join(', '));
    return [{ resource, what }];
  });
  return [...groupBy([...joined, ...attached], ({ what }) => what)].map(([what, group]) => {
    const addresses = group.map(({ resource }) => resource.address);
    return {
      severity: 'care',
      what: say`Puts ${listSome(addresses)} into further security groups: ${what}.`,
      why: 'They are then reached by whatever these groups let in.',
      remedy: 'See what they let in, now and later.',
      addresses,
    };
  });
}
