import type { Brokers } from '../cluster-access/ask-brokers';
import type { FoundRange } from '../reading/find-ranges';
import { PartitionFeed } from '../reading/partition-feed';
import { PartitionReading } from '../reading/partition-reading';
import type { TopicRecord } from '../reading/topic-record';

export interface ReadRangesOptions {
  /** Told of each record, in the order of its partition. */
  readonly onRecord: (record: TopicRecord) => void;
  readonly onTrouble: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Answers come as large as a partition allows, over any line. */
const REQUEST_MS = 30_000;
/** Partitions whose leader is gone for so long will not be read soon. */
const PATIENCE_MS = 60_000;

/**
 * Reads ranges of partitions to their ends; nothing is kept of them.
 *
 * @throws AccessError where a partition can't be read
 */
export async function readRanges(
  brokers: Brokers,
  ranges: readonly FoundRange[],
  { onRecord, onTrouble, signal }: ReadRangesOptions,
): Promise<void> {
  const partitions = ranges.map((range) => {
    const filter = (record: TopicRecord) => {
      onRecord(record);
      return false;
    };
    const partition = new PartitionReading(range, { filter, follow: false });
    return Object.assign(partition, { leader: range.leader, leaderEpoch: range.leaderEpoch });
  });
  const kafka = brokers.kafka.apart({ requestTimeoutMs: REQUEST_MS });
  const feed = new PartitionFeed({
    ...{ brokers: { ...brokers, kafka }, partitions, onTrouble, signal, patienceMs: PATIENCE_MS },
  });
  try {
    while (partitions.some((partition) => !partition.isDone)) {
      await feed.topUp()();
    }
  } finally {
    await kafka.close();
  }
}
