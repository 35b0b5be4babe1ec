import { crc32c, Reader, readRecordsBatch } from '@platformatic/kafka';
import { ReplayedBatches } from './replayed-batches';

const LINE_BYTES = 217;
const producer = { id: 41n, epoch: 2 };

test('a batch has as many lines as it is asked for, and is its producer’s next one', () => {
  const batch = new ReplayedBatches('app-nginx', LINE_BYTES).of(120, producer, 360);
  const read = readRecordsBatch(Reader.from(batch));
  expect(read).toMatchObject({ producerId: 41n, producerEpoch: 2, firstSequence: 360 });
  expect(read.crc).toBe(crc32c(batch.subarray(21)));
  expect(Math.abs(Date.now() - Number(read.maxTimestamp))).toBeLessThan(60_000);
  const lines = read.records.map(({ value }) => value!.toString());
  expect(new Set(lines).size).toBe(120);
  // Without its line feed.
  expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([LINE_BYTES - 1]));
});

test('the same number of lines is another batch for each producer, and the first stays as it was', () => {
  const batches = new ReplayedBatches('app-nginx', LINE_BYTES);
  const first = batches.of(5, producer, 0);
  const before = Buffer.from(first);
  const second = batches.of(5, { id: 42n, epoch: 0 }, 7);
  expect(first).toEqual(before);
  expect(readRecordsBatch(Reader.from(second))).toMatchObject({
    producerId: 42n,
    firstSequence: 7,
  });
});
