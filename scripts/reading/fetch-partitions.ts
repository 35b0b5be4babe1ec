import { FetchIsolationLevels } from '@platformatic/kafka';
import { groupBy } from '../cluster-access/group-by';
import type { BrokerAccess } from '../cluster-access/kafka-access';
import { rawFetchV16, type PartitionAnswer, type TopicAnswer } from './fetch-v16';
import type { PartitionReading } from './partition-reading';

/** What a leader said of a partition. */
export interface FetchedPartition extends PartitionAnswer {
  readonly partition: PartitionReading;
}

/** A broker that has nothing answers after so long. */
const MAX_WAIT_MS = 500;
const MIN_BYTES = 1;
/** Of one answer: more would be long in coming over a slow line, and in being taken apart. */
const ANSWER_BYTES = 4 * 2 ** 20;
/** Of all partitions together, as they lie on disks; in memory, without compression and with an answer that waits behind another, it is several times that. */
const ALL_BYTES = 16 * 2 ** 20;
/** Of one partition: at least a batch as producers of logs make it, compressed. */
const [LEAST_BYTES, MOST_BYTES] = [64 * 2 ** 10, 2 ** 20];
/** Of a fetch that makes no session: each stands for itself. */
const NO_SESSION = { id: 0, epoch: -1 };
const ANY_RACK = '';

/**
 * Asks a leader for what comes next in partitions, without a group. The first of them that has anything brings at
 * least one whole batch, however large.
 *
 * @param share how many partitions are read altogether
 * @throws AccessError where it gives no answer
 */
export async function fetchPartitions(
  leader: BrokerAccess,
  partitions: readonly PartitionReading[],
  share: number,
): Promise<readonly FetchedPartition[]> {
  const partitionMaxBytes = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, ALL_BYTES / share));
  const topics = groupBy(partitions, ({ topicId }) => topicId).map(([topicId, ofTopic]) => ({
    topicId,
    partitions: ofTopic.map(({ partition, next }) => ({
      ...{ partition, fetchOffset: BigInt(next), partitionMaxBytes },
      ...{ currentLeaderEpoch: -1, lastFetchedEpoch: -1 },
    })),
  }));
  const answers = await leader.ask(
    rawFetchV16,
    MAX_WAIT_MS,
    MIN_BYTES,
    ANSWER_BYTES,
    FetchIsolationLevels.READ_UNCOMMITTED,
    NO_SESSION.id,
    NO_SESSION.epoch,
    topics,
    [],
    ANY_RACK,
  );
  const askedFor = ({ topicId }: TopicAnswer, index: number) =>
    partitions.find((each) => each.topicId === topicId && each.partition === index);
  return answers.flatMap((topic) =>
    topic.partitions.flatMap((answer) => {
      const partition = askedFor(topic, answer.partitionIndex);
      return partition ? [{ ...answer, partition }] : [];
    }),
  );
}
