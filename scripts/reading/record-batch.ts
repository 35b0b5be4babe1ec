import { compressionsAlgorithmsByBitmask } from '@platformatic/kafka';
import { RecordBlock } from './record-block';
import type { RecordPlace } from './record-place';
import { VarintCursor } from './varint-cursor';

/** Where the fields of a batch lie. @see https://kafka.apache.org/39/documentation.html#recordbatch */
const AT = {
  ...{ firstOffset: 0, length: 8, magic: 16, attributes: 21, lastOffsetDelta: 23 },
  ...{ firstTimestamp: 27, maxTimestamp: 35, count: 57, records: 61 },
} as const;
/** What stands before that which its length counts. */
const BEFORE_LENGTH = 12;
/** The only form that a broker has kept since 0.11, save in topics that are older than that. */
const MAGIC = 2;

/** Bits of its attributes. */
const COMPRESSION = 0b111;
/** Its records have the time at which the broker took it. */
const APPEND_TIME = 1 << 3;
/** It says how a transaction ended, and holds no records of anybody's. */
const CONTROL = 1 << 5;

/** A batch of records as a broker keeps it. */
export interface RecordBatch {
  /** Where the record after it begins, also where its last ones were compacted away. */
  readonly end: number;
  readonly bytes: Buffer;
}

/** The whole batches of an answer: the last one may be cut off, and comes again. */
export function* batchesOf(bytes: Buffer): Generator<RecordBatch> {
  let at = 0;
  while (bytes.length - at >= AT.records) {
    const length = BEFORE_LENGTH + bytes.readInt32BE(at + AT.length);
    if (bytes.length - at < length) return;
    const batch = bytes.subarray(at, at + length);
    const end =
      Number(batch.readBigInt64BE(AT.firstOffset)) + batch.readInt32BE(AT.lastOffsetDelta) + 1;
    yield { end, bytes: batch };
    at += length;
  }
}

/**
 * The records of a batch from an offset on: a batch comes whole, also where somebody asked for its middle.
 *
 * @throws Error where it is of a form that is not known
 */
export function blockOf({ bytes }: RecordBatch, place: RecordPlace, from: number): RecordBlock {
  const magic = bytes.readInt8(AT.magic);
  if (magic !== MAGIC) throw new Error(`a batch of form ${magic}, of Kafka before 0.11`);
  const attributes = bytes.readInt16BE(AT.attributes);
  if (attributes & CONTROL) return new RecordBlock(place, bytes, 0);
  const firstOffset = Number(bytes.readBigInt64BE(AT.firstOffset));
  const firstMs = Number(bytes.readBigInt64BE(AT.firstTimestamp));
  const maxMs = Number(bytes.readBigInt64BE(AT.maxTimestamp));
  const isAppendTime = (attributes & APPEND_TIME) !== 0;
  const records = decompressed(bytes.subarray(AT.records), attributes & COMPRESSION);
  const inBatch = bytes.readInt32BE(AT.count);
  const block = new RecordBlock(place, records, inBatch);
  const { offsets, timestampsMs, keysAt, valuesAt, valueLengths } = block;
  const cursor = new VarintCursor(records);
  let count = 0;
  for (let left = inBatch; left > 0; left -= 1) {
    const length = cursor.next();
    const end = cursor.at + length;
    cursor.at += 1; // Attributes, which a record has none of yet.
    const timestampMs = firstMs + cursor.next();
    const offset = firstOffset + cursor.next();
    if (offset >= from) {
      offsets[count] = offset;
      timestampsMs[count] = isAppendTime ? maxMs : timestampMs;
      keysAt[count] = cursor.at;
      const keyLength = cursor.next();
      cursor.at += Math.max(0, keyLength);
      valueLengths[count] = cursor.next();
      valuesAt[count] = cursor.at;
      count += 1;
    }
    cursor.at = end;
  }
  block.count = count;
  return block;
}

function decompressed(bytes: Buffer, codec: number): Buffer {
  if (codec === 0) return bytes;
  const algorithm = compressionsAlgorithmsByBitmask[codec];
  if (algorithm) return algorithm.decompressSync(bytes);
  throw new Error(`a batch that is compressed by codec ${codec}, which is not known`);
}
