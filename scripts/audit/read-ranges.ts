import type { Brokers } from '../cluster-access/ask-brokers';
import type { FoundRange } from '../reading/find-ranges';
import { PartitionFeed, PATIENCE_MS } from '../reading/partition-feed';
import { PartitionReading } from '../reading/partition-reading';
import { readApart } from '../reading/read-apart';
import type { TopicRecord } from '../reading/topic-record';

export interface ReadRangesOptions {
  /** Told of each record, in the order of its partition. */
  readonly onRecord: (record: TopicRecord) => void;
  readonly onTrouble: (text: string) => void;
  readonly signal: AbortSignal;
}

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
  const filter = (record: TopicRecord) => {
    onRecord(record);
    return false;
  };
  const partitions = ranges.map((range) => new PartitionReading(range, { filter, follow: false }));
  await readApart(brokers, async (own) => {
    const feed = new PartitionFeed({
      ...{ brokers: own, partitions, onTrouble, signal, patienceMs: PATIENCE_MS },
    });
    while (partitions.some((partition) => !partition.isDone)) await feed.topUp()();
  });
}
