import { groupBy } from '../../lists';
import type { HostFacts } from '../../plan-facts';

/** Ids up to which each is named. */
const NAMED_ONE_BY_ONE = 6;

/**
 * Hosts in the cluster's terms: `broker 1, 2, 3`, `broker 1 and zookeeper 4`, `host web-1`, and of
 * many `broker 1 to 40, 42`.
 */
export function nameHosts(hosts: readonly Pick<HostFacts, 'name'>[]): string {
  const parts = hosts.map(({ name }) => {
    const [, role, id] = /^(broker|zookeeper)-(\d+)$/.exec(name) ?? [];
    return role === undefined ? { role: 'host', id: name } : { role, id: id! };
  });
  return [...groupBy(parts, ({ role }) => role)]
    .map(([role, group]) => `${role} ${listIds(group.map(({ id }) => id))}`)
    .join(' and ');
}

function listIds(all: readonly string[]): string {
  const ids = [...new Set(all)];
  if (ids.length <= NAMED_ONE_BY_ONE || ids.some((id) => !/^\d+$/.test(id))) return ids.join(', ');
  const runs: number[][] = [];
  for (const id of ids.map(Number).sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === id - 1) run.push(id);
    else runs.push([id]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(', ')))
    .join(', ');
}
