import { joinSaid, say, unmarked, type Sayable } from '../../../masking/say';
import { groupBy } from '../../lists';
import type { HostFacts } from '../../plan-facts';

/** Ids up to which each is named. */
const NAMED_ONE_BY_ONE = 6;

/**
 * Hosts in the cluster's terms: `broker 1, 2, 3`, `broker 1 and zookeeper 4`, `host web-1`, and of
 * many `broker 1 to 40, 42`.
 */
export function nameHosts(hosts: readonly (Sayable | Pick<HostFacts, 'shown'>)[]): Sayable {
  const parts = hosts.map((host) => {
    const name = typeof host === 'string' ? host : host.shown.name;
    const [, role, id] = /^(broker|zookeeper)-(\d+)$/.exec(name) ?? [];
    return role === undefined
      ? { role: say`host`, id: name }
      : { role: unmarked(role), id: unmarked(id!) };
  });
  const roles = [...groupBy(parts, ({ role }) => role)].map(
    ([role, group]) => say`${role} ${listIds(group.map(({ id }) => id))}`,
  );
  return joinSaid(roles, ' and ');
}

function listIds(all: readonly Sayable[]): Sayable {
  const ids = [...new Set(all)];
  if (ids.length <= NAMED_ONE_BY_ONE || ids.some((id) => !/^\d+$/.test(id))) return joinSaid(ids);
  const runs: number[][] = [];
  for (const id of ids.map(Number).sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === id - 1) run.push(id);
    else runs.push([id]);
  }
  return unmarked(
    runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(', '))).join(', '),
  );
}
