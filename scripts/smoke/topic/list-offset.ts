import { FetchIsolationLevels, listOffsetsV8 } from '@platformatic/kafka';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { Partition } from './smoke-records';

/** The answer to a look-up by time; both -1 where no record is that new. */
export interface ListedOffset {
  readonly offset: bigint;
  readonly timestampMs: number;
}

/** Asked by a consumer, not by a replica. */
const CONSUMER = -1;
const ANY_LEADER_EPOCH = -1;

/**
 * Asks the leader of a partition for the first offset whose record is not older than a time, in
 * milliseconds since 1970, or for one of the ends (`ListOffsetTimestamps`).
 */
export async function listOffset(
  leader: BrokerAccess,
  { topic, partition }: Partition,
  time: bigint,
): Promise<ListedOffset> {
  const wanted = {
    partitionIndex: partition,
    currentLeaderEpoch: ANY_LEADER_EPOCH,
    timestamp: time,
  };
  const { topics } = await leader.ask(
    listOffsetsV8.api,
    CONSUMER,
    FetchIsolationLevels.READ_UNCOMMITTED,
    [{ name: topic, partitions: [wanted] }],
  );
  const found = topics[0]?.partitions[0];
  if (!found) throw new Error(`ListOffsets answered without partition ${partition} of ${topic}.`);
  return { offset: found.offset, timestampMs: Number(found.timestamp) };
}
