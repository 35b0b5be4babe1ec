import type { HostFacts } from './plan-facts';

/** Hosts in the cluster's terms: `broker 1, 2, 3`, `broker 1 and zookeeper 4`, or `host web-1`. */
export function nameHosts(hosts: readonly Pick<HostFacts, 'name'>[]): string {
  const groups = new Map<string, string[]>();
  for (const { name } of hosts) {
    const [, role, id] = /^(broker|zookeeper)-(\d+)$/.exec(name) ?? [];
    const key = role ?? 'host';
    groups.set(key, [...(groups.get(key) ?? []), id ?? name]);
  }
  return [...groups].map(([role, ids]) => `${role} ${ids.join(', ')}`).join(' and ');
}

/** How many hosts, with `host` in the plural where it must be. */
export function countHosts(count: number): string {
  return count === 1 ? 'one host' : `${count} hosts`;
}
