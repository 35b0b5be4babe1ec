import {
  decodeConsumerProtocolAssignment,
  deleteGroupsV2,
  encodeConsumerProtocolAssignment,
  encodeConsumerProtocolSubscription,
  joinGroupV9,
  leaveGroupV5,
  offsetCommitV9,
  offsetFetchV9,
  ResponseError,
  syncGroupV5,
} from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import type { BrokerAccess } from '../cluster-access/kafka-access';

/** The only member of a consumer group. */
export interface Member {
  readonly group: string;
  readonly topic: string;
  readonly coordinator: BrokerAccess;
  readonly memberId: string;
  readonly generation: number;
}

/** By partition of the member's topic, the offset to go on from. */
export type GroupOffsets = ReadonlyMap<number, bigint>;

const SESSION_TIMEOUT_MS = 30_000;
const PROTOCOL_TYPE = 'consumer';
const ASSIGNOR = 'range';
const NOT_STATIC = null;

/**
 * Joins a new group, to read one topic. The coordinator lets the first member wait for others, as
 * long as `group.initial.rebalance.delay.ms` says: 3 seconds by Kafka's default.
 */
export async function joinGroup(
  coordinator: BrokerAccess,
  group: string,
  topic: string,
): Promise<Member> {
  const metadata = encodeConsumerProtocolSubscription({ version: 0, topics: [topic] });
  const join = (memberId: string) =>
    coordinator.ask(
      joinGroupV9.api,
      group,
      SESSION_TIMEOUT_MS,
      SESSION_TIMEOUT_MS,
      memberId,
      NOT_STATIC,
      PROTOCOL_TYPE,
      [{ name: ASSIGNOR, metadata }],
    );
  const memberId = await join('').then((answer) => answer.memberId, memberIdOf);
  const { generationId } = await join(memberId);
  return { group, topic, coordinator, memberId, generation: generationId };
}

/** The first answer to a new member is an error that carries its id. */
function memberIdOf(error: unknown): string {
  const cause: unknown = error instanceof AccessError ? error.cause : undefined;
  if (cause instanceof ResponseError && (error as AccessError).codes.includes(ID_REQUIRED)) {
    return (cause as ResponseError & { response: { memberId: string } }).response.memberId;
  }
  throw error;
}

const ID_REQUIRED = 'MEMBER_ID_REQUIRED';

/**
 * As the only member, and so the leader of the group, takes all partitions.
 *
 * @returns the partitions that the coordinator gives it
 */
export async function takeAll(
  { group, topic, coordinator, memberId, generation }: Member,
  partitions: readonly number[],
): Promise<readonly number[]> {
  const assignment = encodeConsumerProtocolAssignment({
    version: 0,
    assignedPartitions: [{ topic, partitions: [...partitions] }],
  });
  const answer = await coordinator.ask(
    syncGroupV5.api,
    group,
    generation,
    memberId,
    NOT_STATIC,
    PROTOCOL_TYPE,
    ASSIGNOR,
    [{ memberId, assignment }],
  );
  const { assignedPartitions } = decodeConsumerProtocolAssignment(answer.assignment);
  return assignedPartitions.flatMap((assigned) => assigned.partitions);
}

/** Commits offsets as a member. */
export async function commitOffsets(member: Member, offsets: GroupOffsets): Promise<void> {
  const { group, topic, coordinator, memberId, generation } = member;
  const partitions = [...offsets].map(([partitionIndex, committedOffset]) => ({
    partitionIndex,
    committedOffset,
    committedLeaderEpoch: -1,
  }));
  await coordinator.ask(offsetCommitV9.api, group, generation, memberId, NOT_STATIC, [
    { name: topic, partitions },
  ]);
}

/** The offsets that a group has committed, as a consumer that takes over would be told. */
export async function readCommittedOffsets({ group, coordinator }: Member): Promise<GroupOffsets> {
  const asked = { groupId: group, memberId: null, memberEpoch: -1, topics: null };
  const { groups } = await coordinator.ask(offsetFetchV9.api, [asked], true);
  const partitions = groups[0]?.topics[0]?.partitions ?? [];
  return new Map(
    partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]),
  );
}

/** Leaves the group. */
export async function leaveGroup({ group, coordinator, memberId }: Member): Promise<void> {
  await coordinator.ask(leaveGroupV5.api, group, [{ memberId }]);
}

/** Deletes the group, which nobody is a member of any more. */
export async function deleteGroup({ group, coordinator }: Member): Promise<void> {
  await coordinator.ask(deleteGroupsV2.api, [group]);
}
