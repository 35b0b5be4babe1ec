import type { Problem } from '../../../cluster/errors';
import { compareRecords } from './compare-records';
import type { PlacedRecord } from './smoke-records';
import type { FilledPartition } from './smoke-topic';

/** What is wrong with records that were read, all of them unless `expected` says which. */
export function judgeReadBack(
  { partition, leader, produced }: FilledPartition,
  consumed: readonly PlacedRecord[],
  expected: readonly PlacedRecord[] = produced,
): readonly Problem[] {
  const difference = compareRecords(expected, consumed);
  if (difference === undefined) return [];
  return [
    {
      path: `Partition ${partition} of the smoke topic`,
      rule: `give back the ${expected.length} records that were acknowledged`,
      value: difference,
      remedy: `Look for truncation and disk errors in Kafka's log in ${leader.paths.kafka.logs} of ${leader.name}, which leads it`,
    },
  ];
}

/** How many records all partitions hold. */
export function countRecords(filled: readonly FilledPartition[]): number {
  return filled.reduce((sum, { produced }) => sum + produced.length, 0);
}
