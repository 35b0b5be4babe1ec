import { RUN_PROGRAM } from '../../../cluster/program';
import { say } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { HostFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Hosts that go for good. */
export const hostRemoved: Rule = {
  id: 'host-removed',
  title: 'A broker, a ZooKeeper member or another host goes for good',
  reads: [{ types: 'aws_instance', and: ['lost'] }],
  isToldByHosts: true,
  judge: ({ clusters }) =>
    clusters.flatMap(({ hosts }) => {
      const removed = hosts.filter(
        ({ fate, instance }) => fate === 'removed' && instance.change === 'delete',
      );
      const members = removed.filter(isMember);
      const others = removed.filter((host) => !isMember(host));
      return [
        ...tell(members, {
          severity: 'danger',
          hosts: members.map(({ address }) => address),
          what: say`Removes ${nameHosts(members)}.`,
          why: 'Kafka moves no partition by itself: those with a replica on a removed broker stay short of one for ever, and those with their only in-sync replica there are lost. A quorum that shrinks by a member can miss fewer.',
          remedy: `Move all partitions away first, with \`${RUN_PROGRAM} drain HOST\`, and see that none is left on it; take ZooKeeper members out one at a time, and only down to an odd number.`,
        }),
        ...tell(others, {
          severity: 'care',
          what: say`Removes ${nameHosts(others)}.`,
          why: 'What runs there ends, and its system disk goes with it.',
          remedy: 'See that nothing needs the host any more.',
        }),
      ];
    }),
};

function isMember({ isBroker, isZookeeper }: HostFacts): boolean {
  return isBroker || isZookeeper;
}
