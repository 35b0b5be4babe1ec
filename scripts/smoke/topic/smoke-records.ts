import { randomBytes } from 'node:crypto';
import type { CompressionAlgorithmValue, MessageRecord } from '@platformatic/kafka';

/** One partition of a topic. */
export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

/** What is in a record, besides its place; null where Kafka has null. */
export interface RecordContent {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [Buffer, Buffer])[];
  /** Milliseconds since 1970. */
  readonly timestampMs: number;
}

/** A record in its place: as it was acknowledged, or as it was read. */
export interface PlacedRecord extends RecordContent {
  readonly offset: bigint;
}

/** A record to produce: with a value, for none would be a tombstone, which some topics refuse. */
export type RecordToProduce = RecordContent & { readonly value: Buffer };

/** One request's worth of records of one partition. */
export interface Batch {
  readonly compression: CompressionAlgorithmValue;
  readonly records: readonly RecordToProduce[];
}

/**
 * Every codec once: brokers look into each batch, and where a host can't load a codec's native
 * library (as with a /tmp mounted noexec), only batches of that codec fail.
 */
const CODECS: readonly CompressionAlgorithmValue[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** From each record's timestamp to the next one's. */
export const TIMESTAMP_STEP_MS = 1_000;

/** Records for one partition, in batches that go in one after another. */
export function makeBatches(firstTimestampMs: number): readonly Batch[] {
  let timestampMs = firstTimestampMs - TIMESTAMP_STEP_MS;
  return CODECS.map((compression) => ({
    compression,
    records: recordBodies().map((body) => ({
      ...body,
      timestampMs: (timestampMs += TIMESTAMP_STEP_MS),
    })),
  }));
}

/** One of each kind that a careless reader or writer would change. */
function recordBodies(): readonly Omit<RecordToProduce, 'timestampMs'>[] {
  const id = randomBytes(8);
  return [
    { key: id, value: Buffer.from('a line of a log, with its end\r\n'), headers: [] },
    { key: null, value: Buffer.from('žluťoučký kůň 🐎 \u0000'), headers: [[id, randomBytes(16)]] },
    { key: Buffer.alloc(0), value: Buffer.alloc(0), headers: [[id, Buffer.alloc(0)]] },
    { key: randomBytes(64), value: randomBytes(32_768), headers: [] },
    { key: id, value: Buffer.alloc(8_192, 'repeated '), headers: [] },
  ];
}

/** The record as the client library takes it. */
export function toMessage(
  { key, value, headers, timestampMs }: RecordToProduce,
  { topic, partition }: Partition,
): MessageRecord {
  return {
    topic,
    partition,
    timestamp: BigInt(timestampMs),
    ...(key && { key }),
    value,
    headers: new Map(headers),
  };
}
