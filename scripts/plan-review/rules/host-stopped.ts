import { joinSaid, say } from '../../masking/say';
import { hostsDown, isTooMany } from '../facts/hosts/hosts-down';
import { nameHosts } from '../facts/hosts/name-hosts';
import { distinct } from '../lists';
import type { HostFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Hosts that stop in an order that the cluster can bear. */
export const hostStopped: Rule = {
  id: 'host-stopped',
  title: 'A host stops and starts again, no more of them at a time than the cluster can miss',
  isToldByHosts: true,
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const stopped = cluster.hosts.filter(({ fate }) => fate === 'stopped');
      const down = stopped.filter(staysDown);
      const up = stopped.filter((host) => !staysDown(host));
      const causes = joinSaid(distinct(up.flatMap(({ stoppedBy }) => stoppedBy)));
      const isOnlyOne = cluster.hosts.filter(({ fate }) => fate !== 'added').length === 1;
      return [
        ...tell(down, {
          severity: 'care',
          what: say`Stops ${nameHosts(down)}, and doesn’t start ${down.length === 1 ? 'it' : 'them'} again.`,
          why: 'Its partitions stay short of a replica, or its quorum of a member, for as long as it is down: another failure may stop writes.',
          remedy: 'Move its partitions away first, or start it again before anything else is done.',
        }),
        ...tell(hostsDown(cluster, facts).some(isTooMany) ? [] : up, {
          severity: 'care',
          what: say`Stops and starts ${nameHosts(up)}${up.length === 1 ? '' : ' one after another'}, because of ${causes}.`,
          why: isOnlyOne
            ? 'It is the only one: nothing serves while it is down.'
            : 'While a host is down, its partitions have a replica less, and another failure may stop writes.',
          remedy:
            'Apply when the cluster is healthy and the load is low, and let no other change run at the same time.',
        }),
      ];
    }),
};

/** Whether a resource says that the instance shall stand still: nothing starts it again. */
function staysDown({ stoppedBy }: HostFacts): boolean {
  return stoppedBy.some((cause) => /(^|\.)aws_ec2_instance_state\./.test(cause));
}
