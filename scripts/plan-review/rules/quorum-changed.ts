import { joinSaid, say, type Sayable } from '../../masking/say';
import { sayIfShown } from '../../terraform-plan/quote';
import { changedKeys, type ChangedKey } from '../facts/configuration/changed-keys';
import { distinct } from '../lists';
import type { Judgement, Rule } from '../rule';

/** Members of the quorum that come, go or move: ZooKeeper's, or the controllers of KRaft. */
export const quorumChanged: Rule = {
  id: 'quorum-changed',
  title: 'The members of the quorum change, or more than one of them at once',
  judge: (facts) => [
    ...zookeepers(changedKeys(facts, 'zookeeper')),
    ...changedKeys(facts, 'broker').flatMap(controllers),
  ],
};

function zookeepers(changes: readonly ChangedKey[]): readonly Judgement[] {
  const members = changes.filter(({ key }) => /^server\.\d+$/.test(key));
  if (members.length === 0) return [];
  const ids = distinct(members.map(({ key }) => key));
  const told = joinSaid(ids.map((id) => describe(id, members)));
  const addresses = distinct(members.flatMap((member) => member.addresses));
  return [judgement({ isOne: ids.length === 1, told: say`ZooKeeper quorum: ${told}`, addresses })];
}

function describe(id: string, members: readonly ChangedKey[]): Sayable {
  const { before, after, shown } = members.find(({ key }) => key === id)!;
  if (before === undefined) return say`${shown.key} joins`;
  return after === undefined ? say`${shown.key} leaves` : say`${shown.key} moves`;
}

/** Where controllers find each other: `1@controller-1:9093,2@controller-2:9093`, or without the ids. */
const VOTERS = new Set(['controller.quorum.voters', 'controller.quorum.bootstrap.servers']);

function controllers(change: ChangedKey): readonly Judgement[] {
  const { key, before = '', after = '', shown, addresses } = change;
  if (!VOTERS.has(key)) return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  const differing = [...old, ...now].filter((each) => !old.includes(each) || !now.includes(each));
  if (differing.length === 0) return [];
  const isOne = distinct(differing.map(idOf)).length === 1 && old.length > 0 && now.length > 0;
  const [was, becomes] = [sayIfShown(before, shown.before), sayIfShown(after, shown.after)];
  const told = say`controllers’ quorum: ${shown.key} ${was || 'not set'} → ${becomes || 'not set'}`;
  return [judgement({ isOne, told, addresses })];
}

function membersOf(text: string): readonly string[] {
  return text.split(',').flatMap((member) => member.trim() || []);
}

function idOf(member: string): string {
  return member.includes('@') ? member.slice(0, member.indexOf('@')) : member;
}

interface QuorumChange {
  /** Whether it is one member's difference. */
  readonly isOne: boolean;
  readonly told: Sayable;
  readonly addresses: readonly Sayable[];
}

function judgement({ isOne, told, addresses }: QuorumChange): Judgement {
  return {
    severity: isOne ? 'care' : 'danger',
    what: say`Changes the members of the ${told}.`,
    why: isOne
      ? 'While members restart one by one, old and new lists stand side by side. With one member’s difference, two majorities always have a member in common.'
      : 'While members restart one by one, old and new lists stand side by side. With more than one member’s difference, each list can have a majority of its own, and the cluster two truths.',
    remedy: isOne
      ? 'See that all members are healthy before and after.'
      : 'Change one member, converge, see that the quorum is whole, and only then change the next.',
    addresses,
  };
}
