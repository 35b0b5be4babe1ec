import { RecordMerge } from '../../../scripts/reading/merge-records';
import { PartitionReading } from '../../../scripts/reading/partition-reading';
import { recordsOf } from '../../../scripts/reading/topic-record';
import fc from '../../support/fast-check';
import { batchFrom, type WrittenLine } from '../../support/written-records';

function readingOf(partition: number, count: number): PartitionReading {
  const range = { topic: 'app', topicId: 'id', partition, from: 0, end: count };
  return new PartitionReading(range, { follow: false });
}

function drain(merge: RecordMerge): readonly string[] {
  const texts: string[] = [];
  for (let run = merge.take(); run; run = merge.take()) {
    texts.push(...[...recordsOf(run)].map(({ valueText }) => valueText));
  }
  return texts;
}

it('gives records in the order of their times, and those of a partition in theirs, however they come', () => {
  const times = fc.array(fc.nat({ max: 50 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 5 }), fc.boolean(), (all, inOrder) => {
      // Times of a partition may go backwards, where its producers' clocks differ.
      const partitions = all.map((each) => (inOrder ? each.toSorted((a, b) => a - b) : each));
      const readings = partitions.map((each, index) => readingOf(index, each.length));
      const merge = new RecordMerge(readings);
      const taken: string[] = [];
      const longest = Math.max(...partitions.map(({ length }) => length));
      for (let offset = 0; offset < longest; offset += 1) {
        readings.forEach((reading, index) => {
          const atMs = partitions[index]![offset];
          if (atMs === undefined) return;
          const line: WrittenLine = { text: `${index} ${offset} ${atMs}`, atMs };
          reading.add(batchFrom(offset, [line]), offset + 1);
          taken.push(...drain(merge));
        });
      }
      taken.push(...drain(merge));
      expect(taken).toHaveLength(partitions.flat().length);
      partitions.forEach((each, index) => {
        const own = taken.filter((text) => text.startsWith(`${index} `));
        expect(own).toEqual(each.map((atMs, offset) => `${index} ${offset} ${atMs}`));
      });
      const merged = taken.map((text) => Number(text.split(' ')[2]));
      if (inOrder) expect(merged).toEqual(merged.toSorted((a, b) => a - b));
    }),
  );
});

it('waits for a partition of which an older record may still come', () => {
  const [first, second] = [readingOf(0, 1), readingOf(1, 1)];
  const merge = new RecordMerge([first, second]);
  first.add(batchFrom(0, [{ text: 'newer', atMs: 2 }]), 1);
  expect(merge.take()).toBeUndefined();
  second.add(batchFrom(0, [{ text: 'older', atMs: 1 }]), 1);
  expect(drain(merge)).toEqual(['older', 'newer']);
});

it('gives those of one time by where they lie, and no more at once than is asked for', () => {
  const times = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(times, { minLength: 1, maxLength: 5 }),
      fc.nat({ max: 4 }),
      (all, more) => {
        const places = all.flatMap((each, partition) =>
          each.toSorted((a, b) => a - b).map((atMs, offset) => ({ atMs, partition, offset })),
        );
        const readings = all.map((each, partition) => readingOf(partition, each.length));
        for (const { atMs, partition, offset } of places) {
          readings[partition]!.add(batchFrom(offset, [{ text: '', atMs }]), offset + 1);
        }
        const merge = new RecordMerge(readings);
        const taken: (typeof places)[number][] = [];
        for (let run = merge.take(1 + more); run; run = merge.take(1 + more)) {
          expect(run.to - run.from).toBeLessThanOrEqual(1 + more);
          for (const { timestampMs: atMs, partition, offset } of recordsOf(run)) {
            taken.push({ atMs, partition, offset });
          }
        }
        expect(taken).toEqual(
          places.toSorted(
            (a, b) => a.atMs - b.atMs || a.partition - b.partition || a.offset - b.offset,
          ),
        );
      },
    ),
  );
});
