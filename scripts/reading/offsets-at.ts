import { ListOffsetTimestamps } from '@platformatic/kafka';
import type { Brokers, TopicMetadata } from '../cluster-access/ask-brokers';
import { listOffsets, partitionName, untoldOffsets } from '../cluster-access/list-offsets';

/** Where a time lies in a partition. */
export interface OffsetAt {
  readonly topic: string;
  readonly partition: number;
  /** Of the oldest record that there is. */
  readonly start: number;
  /** Of the first record that is not older than the time; the end where none is. */
  readonly at: number;
  /** That the next record gets. */
  readonly end: number;
}

/**
 * Looks up a time in every partition, by their names and numbers.
 *
 * @throws AccessError for a partition without a leader that answers
 */
export async function offsetsAt(
  brokers: Brokers,
  topics: readonly TopicMetadata[],
  timeMs: number,
): Promise<readonly OffsetAt[]> {
  const partitions = topics
    .flatMap(({ name, partitions: ofTopic }) =>
      ofTopic.map(({ partitionIndex: partition }) => ({ topic: name ?? '', partition })),
    )
    .sort((a, b) => a.topic.localeCompare(b.topic, 'en') || a.partition - b.partition);
  const ask = (time: bigint) =>
    listOffsets(
      brokers,
      topics,
      partitions.map((each) => ({ ...each, time })),
    );
  const [starts, found, ends] = await Promise.all([
    ask(ListOffsetTimestamps.EARLIEST),
    ask(BigInt(Math.max(0, timeMs))),
    ask(ListOffsetTimestamps.LATEST),
  ]);
  return partitions.map((each) => {
    const name = partitionName(each);
    const [start, at, end] = [starts.get(name), found.get(name), ends.get(name)];
    if (start === undefined || at === undefined || end === undefined) throw untoldOffsets([name]);
    return { ...each, start: Number(start), at: Number(at < 0n ? end : at), end: Number(end) };
  });
}
