import type { Problem } from '../../../cluster/errors';
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

/**
 * What is wrong with what was read from a partition, in words: undefined where it is what was
 * produced, every record once, in order, byte for byte. Timestamps are left out, for a topic may
 * have the broker set them.
 */
export function compareRecords(
  produced: readonly PlacedRecord[],
  consumed: readonly PlacedRecord[],
): string | undefined {
  const read = new Map(consumed.map((record) => [record.offset, record]));
  const lost = produced.filter(({ offset }) => !read.has(offset));
  if (lost.length > 0) {
    return `${lost.length} of ${produced.length} records lost (${offsetsOf(lost)})`;
  }
  const known = new Set(produced.map(({ offset }) => offset));
  const strange = consumed.filter(({ offset }) => !known.has(offset));
  if (strange.length > 0) return `records that nobody produced (${offsetsOf(strange)})`;
  if (consumed.length > produced.length) return `${consumed.length - produced.length} read twice`;
  const outOfOrder = consumed.find(({ offset }, at) => offset !== produced[at]?.offset);
  if (outOfOrder) return `offset ${outOfOrder.offset} out of order`;
  return firstChange(produced, consumed);
}

/** Both have the same offsets in the same order. */
function firstChange(
  produced: readonly PlacedRecord[],
  consumed: readonly PlacedRecord[],
): string | undefined {
  for (const [at, expected] of produced.entries()) {
    const found = consumed[at];
    const part = found && changedPart(expected, found);
    if (!found || !part) continue;
    const original = produced.find((other) => !changedPart(other, found));
    return original
      ? `offset ${found.offset} holds the record produced as offset ${original.offset}`
      : `${part} changed at offset ${found.offset}`;
  }
  return undefined;
}

function changedPart(expected: PlacedRecord, found: PlacedRecord): string | undefined {
  if (!sameBytes(expected.key, found.key)) return 'key';
  if (!sameBytes(expected.value, found.value)) return 'value';
  const sameHeaders =
    expected.headers.length === found.headers.length &&
    expected.headers.every(([name, content], at) => {
      const [foundName, foundContent] = found.headers[at] ?? [];
      return sameBytes(name, foundName) && sameBytes(content, foundContent);
    });
  return sameHeaders ? undefined : 'headers';
}

/** Null and an empty buffer are different: Kafka keeps them apart. */
function sameBytes(a: Buffer | null, b: Buffer | null | undefined): boolean {
  return a === null || !b ? a === b : a.equals(b);
}

function offsetsOf(records: readonly PlacedRecord[]): string {
  const [first, last] = [records[0], records.at(-1)];
  return records.length === 1
    ? `offset ${first?.offset}`
    : `offsets ${first?.offset} to ${last?.offset}`;
}
