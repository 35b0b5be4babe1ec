import { joinSaid, say, type Sayable } from '../../masking/say';
import { hostsDown, isTooMany } from '../facts/hosts/hosts-down';
import { nameHosts } from '../facts/hosts/name-hosts';
import { distinct } from '../lists';
import type { ClusterFacts, HostFacts, PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';

/** Hosts that stop in an order that the cluster can bear. */
export const hostStopped: Rule = {
  id: 'host-stopped',
  title: 'A host stops and starts again, no more of them at a time than the cluster can miss',
  isToldByHosts: true,
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const stopped = cluster.hosts.filter(({ fate }) => fate === 'stopped');
      const down = stopped.filter(staysDown);
      const hosts = stopped.filter((host) => !staysDown(host));
      if (down.length > 0) return [leftDown(down), ...restarted(hosts, cluster, facts)];
      return restarted(hosts, cluster, facts);
    }),
};

/** Whether a resource says that the instance shall stand still: nothing starts it again. */
function staysDown({ stoppedBy }: HostFacts): boolean {
  return stoppedBy.some((cause) => /(^|\.)aws_ec2_instance_state\./.test(cause));
}

function leftDown(hosts: readonly HostFacts[]): Judgement {
  return {
    severity: 'care',
    what: say`Stops ${nameHosts(hosts)}, and doesn’t start ${hosts.length === 1 ? 'it' : 'them'} again.`,
    why: 'Its partitions stay short of a replica, or its quorum of a member, for as long as it is down: another failure may stop writes.',
    remedy: 'Move its partitions away first, or start it again before anything else is done.',
    addresses: hosts.map(({ address }) => address),
  };
}

function restarted(
  hosts: readonly HostFacts[],
  cluster: ClusterFacts,
  facts: PlanFacts,
): readonly Judgement[] {
  if (hosts.length === 0 || hostsDown(cluster, facts).some(isTooMany)) return [];
  const order = hosts.length === 1 ? '' : ' one after another';
  return [
    {
      severity: 'care',
      what: say`Stops and starts ${nameHosts(hosts)}${order}, because of ${causes(hosts)}.`,
      why: onlyOne(cluster.hosts)
        ? 'It is the only one: nothing serves while it is down.'
        : 'While a host is down, its partitions have a replica less, and another failure may stop writes.',
      remedy:
        'Apply when the cluster is healthy and the load is low, and let no other change run at the same time.',
      addresses: hosts.map(({ address }) => address),
    },
  ];
}

function causes(hosts: readonly HostFacts[]): Sayable {
  return joinSaid(distinct(hosts.flatMap(({ stoppedBy }) => stoppedBy)));
}

function onlyOne(hosts: readonly HostFacts[]): boolean {
  return hosts.filter(({ fate }) => fate !== 'added').length === 1;
}
