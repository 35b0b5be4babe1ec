import { isLost, tagOf, textOf, textsIn, textsOf } from '../../../terraform-plan/values';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { kindOf } from '../../kinds/kind-of';
import type { PlanFacts } from '../../plan-facts';

/**
 * Tells of each resource whether it goes only because its host goes: then the host's finding says all.
 * It does where it refers to the host or to something of the host's by id, as an alarm does, or where
 * the host refers to it and nothing that stays does, as to its role. Names that look alike say nothing.
 */
export function goesWithHost(facts: PlanFacts): (resource: ResourceChange) => boolean {
  const gone = facts.clusters.flatMap(({ name, hosts }) =>
    hosts.filter(({ fate }) => fate === 'removed').map((host) => ({ cluster: name, host })),
  );
  if (gone.length === 0) return () => false;
  const owned = new Set<ResourceChange>(gone.map(({ host }) => host.instance));
  const places = new Set(gone.map(({ cluster, host }) => `${cluster}/${host.name}`));
  const lost = facts.plan.changes.filter((each) => each.mode === 'managed' && isLost(each));
  const kept = keptTexts(facts);
  for (let size = -1; size !== owned.size;) {
    size = owned.size;
    const all = [...owned];
    const ids = new Set(all.flatMap(({ type, before }) => idsOf(type, before)));
    const meant = new Set(all.flatMap(({ before }) => textsIn(before, TAGS)));
    for (const each of lost) {
      if (places.has(placeOf(each)) || textsIn(each.before, TAGS).some((text) => ids.has(text)))
        owned.add(each);
      const own = idsOf(each.type, each.before);
      const isHeld = OWN_KINDS.has(kindOf(each.type)) || OWN_TYPE.test(each.type);
      if (isHeld && own.some((id) => meant.has(id)) && !own.some((id) => kept.has(id)))
        owned.add(each);
    }
  }
  return (resource) => owned.has(resource);
}

/** They refer to nothing. */
const TAGS = /^tags/;

/** What a host may have for itself alone; a network that it stands in is never its own. */
const OWN_KINDS: ReadonlySet<unknown> = new Set(['identity', 'data']);
const OWN_TYPE = /_(network_interface|eip)$/;

function placeOf(resource: ResourceChange): string {
  return `${tagOf(resource, 'kafka-cluster')}/${tagOf(resource, 'kafka-host')}`;
}

/** By what others refer to it. */
function idsOf(type: string, values: Values | undefined): readonly string[] {
  const keys = ['id', 'arn', 'private_ip', 'public_ip', 'private_dns', 'allocation_id'];
  const named = kindOf(type) === 'identity' ? [...keys, 'name'] : keys;
  return [...named.map((key) => textOf(values, key)), ...textsOf(values, 'private_ips')].filter(
    (id) => id !== undefined && id !== '',
  ) as string[];
}

function keptTexts({ resources }: PlanFacts): ReadonlySet<string> {
  const kept = [...resources.values()].flat().filter((each) => !isLost(each));
  return new Set(kept.flatMap(({ before }) => textsIn(before, TAGS)));
}
