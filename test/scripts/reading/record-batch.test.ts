import { createRecordsBatch, type CompressionAlgorithmValue } from '@platformatic/kafka';
import type { TopicRecord } from '../../../scripts/reading/topic-record';
import fc from '../../support/fast-check';
import { recordsIn } from '../../support/written-records';

const PLACE = { topic: 'app', partition: 3 };
const FIRST_MS = 1_764_000_000_000;

interface Written {
  readonly key: Buffer | undefined;
  readonly value: Buffer;
  readonly headers: readonly (readonly [Buffer, Buffer])[];
  readonly afterMs: number;
}

/** By the client library, which is not what reads it. */
function batchOf(records: readonly Written[], compression: CompressionAlgorithmValue = 'none') {
  const messages = records.map(({ key, value, headers, afterMs }) => ({
    ...{ topic: 'app', value, headers: new Map(headers), timestamp: BigInt(FIRST_MS + afterMs) },
    ...(key && { key }),
  }));
  return createRecordsBatch(messages, { compression }).buffer;
}

const read = (bytes: Buffer, from = 0): readonly TopicRecord[] => recordsIn(bytes, PLACE, from);

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const written: fc.Arbitrary<Written> = fc.record({
  key: fc.option(bytes, { nil: undefined }),
  value: bytes,
  headers: fc
    .array(fc.tuple(bytes, bytes), { maxLength: 3 })
    .map((headers) => [...new Map(headers)]),
  // Also such as are older than the first one. The library writes differences of 25 days and more wrongly.
  afterMs: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
});
const codec = fc.constantFrom<CompressionAlgorithmValue>('none', 'gzip', 'snappy', 'lz4', 'zstd');

it('reads what the client library has written, by every codec', () => {
  fc.assert(
    fc.property(
      fc.array(written, { minLength: 1, maxLength: 30 }),
      codec,
      (records, compression) => {
        const found = read(batchOf(records, compression));
        expect(found.map(({ offset }) => offset)).toEqual(records.map((_, index) => index));
        found.forEach((record, index) => {
          const { key = null, value, headers, afterMs } = records[index]!;
          expect(record.timestampMs).toBe(FIRST_MS + afterMs);
          expect(record.key).toEqual(key);
          expect(record.value).toEqual(value);
          expect(record.headers).toEqual(headers);
          expect(record.valueText).toBe(value.toString());
        });
      },
    ),
  );
});

const lines = (...texts: readonly string[]): readonly Written[] =>
  texts.map((text, afterMs) => ({
    ...{ key: undefined, value: Buffer.from(text), afterMs },
    headers: [[Buffer.from('host'), Buffer.from('web-1')]],
  }));

it('begins in the middle of a batch where that is asked for', () =>
  expect(read(batchOf(lines('a', 'b', 'c')), 1).map(({ valueText }) => valueText)).toEqual([
    'b',
    'c',
  ]));

it('leaves out a last batch that is cut off, wherever', () => {
  const [whole, next] = [batchOf(lines('a')), batchOf(lines('b'))];
  for (let length = 0; length < next.length; length += 1) {
    expect(read(Buffer.concat([whole, next.subarray(0, length)]))).toHaveLength(1);
  }
});

it('finds a header by its name', () => {
  const [record] = read(batchOf(lines('a')));
  expect(record!.header('host')).toEqual(Buffer.from('web-1'));
  expect(record!.header('file')).toBeUndefined();
});

/** A batch with these bits among its attributes, which stand behind its checksum. */
function withAttributes(batch: Buffer, bits: number): Buffer {
  const changed = Buffer.from(batch);
  changed.writeInt16BE(changed.readInt16BE(21) | bits, 21);
  return changed;
}

it('has no records of a batch that says how a transaction ended', () =>
  expect(read(withAttributes(batchOf(lines('a')), 0b10_0000))).toEqual([]));

it("gives records the broker's time where a topic has that", () =>
  expect(
    read(withAttributes(batchOf(lines('a', 'b', 'c')), 0b1000)).map(
      ({ timestampMs }) => timestampMs,
    ),
  ).toEqual([FIRST_MS + 2, FIRST_MS + 2, FIRST_MS + 2]));
