import type { Shipped } from './log-shipper';

/** None of the records that were acknowledged may be lost or doubled, and none refused. */
export function expectNothingLost(shipped: readonly Shipped[], found: readonly string[]): void {
  const acknowledged = shipped.flatMap((each) => each.acknowledged);
  const pauses = shipped.map(({ longestGapMs }) => longestGapMs).join(', ');
  console.log(
    `${acknowledged.length} records acknowledged, ${found.length} read; the longest time without an acknowledgement: ${pauses} ms`,
  );
  expect(shipped.flatMap(({ failed }) => failed)).toEqual([]);
  // It shipped all along; how many records depends on how long the steps took.
  expect(acknowledged.length).toBeGreaterThan(100);
  const there = new Set(found);
  expect(acknowledged.filter(({ value }) => !there.has(value))).toEqual([]);
  expect(found).toHaveLength(there.size);
}
