import { describeGroupsV5, listGroupsV5, offsetCommitV9, offsetFetchV9 } from '@platformatic/kafka';
import { nearWord } from '../../cluster/checks/near-word';
import { formatProblem, UserError } from '../../cluster/errors';
import { askEveryBroker, type Brokers } from '../cluster-access/ask-brokers';
import { findCoordinator, whileCoordinatorMoves } from '../cluster-access/group-coordinator';
import { groupBy } from '../cluster-access/group-by';
import type { BrokerAccess } from '../cluster-access/kafka-access';
import type { CommittedOffset, RewindStep } from './plan-rewind';

/** A group as its coordinator sees it. */
export interface SeenGroup {
  /** Kafka's own word, such as `Stable`, or `Empty` where it has no members. */
  readonly state: string;
  /** Who reads in it, as `client (host)`. */
  readonly members: readonly string[];
  readonly committed: readonly CommittedOffset[];
}

export interface AskedGroup {
  readonly group: string;
  readonly signal: AbortSignal;
  /** What names it, for the error. */
  readonly path: string;
}

/** What Kafka says of a group that is not there. */
const DEAD = 'Dead';
/** Who is in no group commits in the name of nobody: Kafka takes that only of a group without members. */
const NOBODY = { memberId: '', generation: -1 };

/**
 * Looks at a group.
 *
 * @throws UserError where there is none of this name
 */
export async function readGroup(
  brokers: Brokers,
  { group, signal, path }: AskedGroup,
): Promise<SeenGroup> {
  return await withCoordinator(brokers, { group, signal }, async (coordinator) => {
    const { groups } = await coordinator.ask(describeGroupsV5.api, [group], false);
    const { groupState: state, members } = groups[0]!;
    const committed = await readCommitted(coordinator, group);
    // A group whose members have gone, and that only has offsets, is dead to some releases.
    if (state === DEAD && committed.length === 0) throw await noSuchGroup(brokers, group, path);
    return {
      ...{ state, committed },
      members: members.map(({ clientId, clientHost }) => `${clientId} (${clientHost})`),
    };
  });
}

/**
 * Commits where a group is to go on.
 *
 * @throws AccessError with UNKNOWN_MEMBER_ID where somebody has joined it meanwhile
 */
export async function commitSteps(
  brokers: Brokers,
  { group, signal }: { readonly group: string; readonly signal: AbortSignal },
  steps: readonly RewindStep[],
): Promise<void> {
  const topics = groupBy(steps, ({ topic }) => topic).map(([name, own]) => ({
    name,
    partitions: own.map(({ partition, after }) => ({
      ...{ partitionIndex: partition, committedOffset: BigInt(after), committedLeaderEpoch: -1 },
    })),
  }));
  const { generation, memberId } = NOBODY;
  await withCoordinator(brokers, { group, signal }, (coordinator) =>
    coordinator.ask(offsetCommitV9.api, group, generation, memberId, null, topics),
  );
}

async function withCoordinator<T>(
  brokers: Brokers,
  { group, signal }: { readonly group: string; readonly signal: AbortSignal },
  work: (coordinator: BrokerAccess) => Promise<T>,
): Promise<T> {
  return await whileCoordinatorMoves(signal, async () => {
    const host = await findCoordinator(brokers, group);
    return await work(brokers.kafka.broker(host));
  });
}

async function readCommitted(
  coordinator: BrokerAccess,
  group: string,
): Promise<readonly CommittedOffset[]> {
  const asked = { groupId: group, memberId: null, memberEpoch: -1, topics: null };
  const { groups } = await coordinator.ask(offsetFetchV9.api, [asked], true);
  return (groups[0]?.topics ?? []).flatMap(({ name: topic, partitions }) =>
    partitions
      .filter(({ committedOffset }) => committedOffset >= 0n)
      .map(({ partitionIndex: partition, committedOffset }) => ({
        ...{ topic, partition, offset: Number(committedOffset) },
      })),
  );
}

async function noSuchGroup(brokers: Brokers, group: string, path: string): Promise<UserError> {
  const { answers } = await askEveryBroker(brokers, (broker) =>
    broker.ask(listGroupsV5.api, [], []),
  );
  const known = answers.flatMap(({ answer }) => answer.groups.map(({ groupId }) => groupId));
  const near = nearWord(group, known);
  return new UserError(
    formatProblem({
      ...{ path, rule: 'name a group of the cluster', value: group },
      remedy:
        near === undefined
          ? `Name one: ${known.toSorted().join(', ') || 'there is none'}`
          : `Did you mean '${near}'`,
    }),
  );
}
