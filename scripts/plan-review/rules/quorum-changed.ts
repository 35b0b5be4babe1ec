import { joinSaid, say, type Sayable } from '../../masking/say';
import { changedKeys, type ChangedKey } from '../facts/configuration/changed-keys';
import type { Rule } from '../rule';

/** Members of the ZooKeeper quorum that come, go or move. */
export const quorumChanged: Rule = {
  id: 'quorum-changed',
  title: 'The members of the ZooKeeper quorum change, or more than one of them at once',
  judge: (facts) => {
    const members = changedKeys(facts, 'zoo.cfg').filter(({ key }) => /^server\.\d+$/.test(key));
    if (members.length === 0) return [];
    const ids = [...new Set(members.map(({ key }) => key))];
    const isOne = ids.length === 1;
    return [
      {
        severity: isOne ? 'care' : 'danger',
        what: say`Changes the members of the ZooKeeper quorum: ${joinSaid(ids.map((id) => describe(id, members)))}.`,
        why: isOne
          ? 'While members restart one by one, old and new lists stand side by side. With one member’s difference, two majorities always have a member in common.'
          : 'While members restart one by one, old and new lists stand side by side. With more than one member’s difference, each list can have a majority of its own, and the cluster two truths.',
        remedy: isOne
          ? 'See that all members are healthy before and after.'
          : 'Change one member, converge, see that the quorum is whole, and only then change the next.',
        addresses: [...new Set(members.flatMap(({ addresses }) => addresses))],
      },
    ];
  },
};

function describe(id: string, members: readonly ChangedKey[]): Sayable {
  const { before, after, shown } = members.find(({ key }) => key === id)!;
  if (before === undefined) return say`${shown.key} joins`;
  return after === undefined ? say`${shown.key} leaves` : say`${shown.key} moves`;
}
