import { say } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { HostFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';

/** Hosts that go for good. */
export const hostRemoved: Rule = {
  id: 'host-removed',
  title: 'A broker, a ZooKeeper member or another host goes for good',
  reads: [{ types: ['aws_instance'], and: ['lost'] }],
  isToldByHosts: true,
  judge: ({ clusters }) =>
    clusters.flatMap(({ hosts }) => {
      const removed = hosts.filter(
        ({ fate, instance }) => fate === 'removed' && instance.change === 'delete',
      );
      const members = removed.filter(isMember);
      const others = removed.filter((host) => !isMember(host));
      return [
        ...(members.length > 0 ? [memberRemoved(members)] : []),
        ...(others.length > 0 ? [otherRemoved(others)] : []),
      ];
    }),
};

function isMember({ isBroker, isZookeeper }: HostFacts): boolean {
  return isBroker || isZookeeper;
}

function memberRemoved(hosts: readonly HostFacts[]): Judgement {
  return {
    severity: 'danger',
    hosts: hosts.map(({ address }) => address),
    what: say`Removes ${nameHosts(hosts)}.`,
    why: 'Kafka moves no partition by itself: those with a replica on a removed broker stay short of one for ever, and those with their only in-sync replica there are lost. A quorum that shrinks by a member can miss fewer.',
    remedy:
      'Move all partitions away first, with `cdktf-kafka drain HOST`, and see that none is left on it; take ZooKeeper members out one at a time, and only down to an odd number.',
    addresses: hosts.map(({ address }) => address),
  };
}

function otherRemoved(hosts: readonly HostFacts[]): Judgement {
  return {
    severity: 'care',
    what: say`Removes ${nameHosts(hosts)}.`,
    why: 'What runs there ends, and its system disk goes with it.',
    remedy: 'See that nothing needs the host any more.',
    addresses: hosts.map(({ address }) => address),
  };
}
