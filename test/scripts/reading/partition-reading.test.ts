import { PartitionReading } from '../../../scripts/reading/partition-reading';
import { batchFrom } from '../../support/written-records';

const RANGE = { topic: 'app', topicId: 'id', partition: 0, from: 0, end: 1_000_000 };
const TO_MS = 1_000_000;
const lines = (count: number, atMs: number) =>
  Array.from({ length: count }, () => ({ text: 'line', atMs }));

function readingTo(toMs: number): PartitionReading {
  return new PartitionReading(RANGE, { toMs, follow: false });
}

describe('a partition that is read to a time', () => {
  it('goes on behind records of a clock that is ahead', () => {
    const reading = readingTo(TO_MS);
    reading.add(batchFrom(0, lines(4_000, TO_MS + 3_600_000)), 0);
    reading.add(batchFrom(4_000, [...lines(1, TO_MS - 1), ...lines(4_000, TO_MS + 3_600_000)]), 0);
    expect(reading.isDone).toBe(false);
    expect(reading.waiting).toBe(1);
  });

  it('ends where all that comes is too new', () => {
    const reading = readingTo(TO_MS);
    reading.add(batchFrom(0, lines(5_000, TO_MS + 60_000)), 0);
    expect(reading.isDone).toBe(true);
  });

  it('does not end for records that are hardly too new', () => {
    const reading = readingTo(TO_MS);
    reading.add(batchFrom(0, lines(9_000, TO_MS + 59_999)), 0);
    expect(reading.isDone).toBe(false);
    expect(reading.waiting).toBe(0);
  });
});

it('reads no further than the end that it was given, unless it follows', () => {
  const range = { ...RANGE, end: 2 };
  const once = new PartitionReading(range, { follow: false });
  const followed = new PartitionReading(range, { follow: true });
  for (const each of [once, followed]) each.add(batchFrom(0, lines(3, 1)), 3);
  expect([once.waiting, once.isDone]).toEqual([2, true]);
  expect([followed.waiting, followed.isDone, followed.isReadToEnd]).toEqual([3, false, true]);
});

it('tells how many records it has missed', () => {
  const reading = new PartitionReading({ ...RANGE, from: 10, end: 100 }, { follow: false });
  expect(reading.skipTo(30)).toBe(20);
  expect(reading.skipTo(1_000)).toBe(70);
  expect(reading.isDone).toBe(true);
});
