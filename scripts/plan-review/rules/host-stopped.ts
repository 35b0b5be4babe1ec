import { hostsDown, isTooMany } from '../evidence/hosts-down';
import { nameHosts } from '../evidence/name-hosts';
import type { HostFacts } from '../plan-facts';
import type { Rule } from '../rule';

/** Hosts that stop in an order that the cluster can bear. */
export const hostStopped: Rule = {
  id: 'host-stopped',
  title: 'A host stops and starts again, no more of them at a time than the cluster can miss',
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const hosts = cluster.hosts.filter(({ fate }) => fate === 'stopped');
      if (hosts.length === 0 || hostsDown(cluster, facts).some(isTooMany)) return [];
      const order = hosts.length === 1 ? '' : ' one after another';
      return [
        {
          severity: 'care',
          what: `Stops and starts ${nameHosts(hosts)}${order}, because of ${causes(hosts)}.`,
          why: onlyOne(cluster.hosts)
            ? 'It is the only one: nothing serves while it is down.'
            : 'While a host is down, its partitions have a replica less, and another failure may stop writes.',
          remedy:
            'Apply when the cluster is healthy and the load is low, and let no other change run at the same time.',
          addresses: hosts.map(({ address }) => address),
        },
      ];
    }),
};

function causes(hosts: readonly HostFacts[]): string {
  return [...new Set(hosts.flatMap(({ stoppedBy }) => stoppedBy))].join(', ');
}

function onlyOne(hosts: readonly HostFacts[]): boolean {
  return hosts.filter(({ fate }) => fate !== 'added').length === 1;
}
