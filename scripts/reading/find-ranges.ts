import { ListOffsetTimestamps } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import type { Brokers, TopicMetadata } from '../cluster-access/ask-brokers';
import { listOffsets, partitionName, untoldOffsets } from '../cluster-access/list-offsets';
import { retryFor } from '../system/retry-for';
import { readTopicsMetadata } from './find-topics';
import type { PartitionRange } from './partition-reading';
import { QUIET_MS } from './told-troubles';

/** What there is to read of a partition just now, and who leads it. */
export interface FoundRange extends PartitionRange {
  readonly leader: number;
  readonly leaderEpoch: number;
}

/** An election takes a second or so. */
const ELECTION_MS = 10_000;

/**
 * The part of each partition from a time to the end that it has now.
 *
 * @param fromMs undefined for all that is there
 * @param onTrouble told of a partition that is waited for
 * @throws AccessError for a partition that nobody tells of
 */
export async function findRanges(
  brokers: Brokers,
  found: readonly TopicMetadata[],
  fromMs: number | undefined,
  onTrouble: (text: string) => void,
): Promise<readonly FoundRange[]> {
  const names = found.map(({ name }) => name ?? '');
  let topics: readonly TopicMetadata[] | undefined = found;
  const late = setTimeout(
    () =>
      onTrouble(
        `${names.join(', ')}: must have leaders that say where partitions begin and end. They are waited for.`,
      ),
    QUIET_MS,
  );
  return await retryFor(
    { durationMs: ELECTION_MS, retryOn: (error) => error instanceof AccessError },
    async () => {
      topics ??= await readTopicsMetadata(brokers, names);
      const asked = topics;
      topics = undefined;
      return await rangesOf(brokers, asked, fromMs);
    },
  ).finally(() => clearTimeout(late));
}

async function rangesOf(
  brokers: Brokers,
  topics: readonly TopicMetadata[],
  fromMs: number | undefined,
): Promise<readonly FoundRange[]> {
  const partitions = topics.flatMap(({ name, topicId, partitions: ofTopic }) =>
    ofTopic.map(({ partitionIndex: partition, leaderId: leader, leaderEpoch }) => ({
      ...{ topic: name ?? '', topicId, partition, leader, leaderEpoch },
    })),
  );
  const ask = (time: bigint) =>
    listOffsets(
      brokers,
      topics,
      partitions.map(({ topic, partition }) => ({ topic, partition, time })),
    );
  const [starts, ends] = await Promise.all([
    ask(fromMs === undefined ? ListOffsetTimestamps.EARLIEST : BigInt(Math.max(0, fromMs))),
    ask(ListOffsetTimestamps.LATEST),
  ]);
  return partitions.map((each) => {
    const [start, end] = [starts.get(partitionName(each)), ends.get(partitionName(each))];
    if (start === undefined || end === undefined) throw untoldOffsets(partitionName(each));
    // Nothing is so new: what comes later is.
    return { ...each, from: Number(start < 0n ? end : start), end: Number(end) };
  });
}
