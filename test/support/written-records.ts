import { createRecordsBatch } from '@platformatic/kafka';
import { batchesOf, blockOf } from '../../scripts/reading/record-batch';
import type { RecordPlace } from '../../scripts/reading/record-place';
import { recordsOf, type TopicRecord } from '../../scripts/reading/topic-record';

export interface WrittenLine {
  readonly text: string;
  readonly atMs: number;
  readonly host?: string;
  readonly file?: string;
}

/** A batch of lines as a broker keeps it, from an offset on. */
export function batchFrom(offset: number, lines: readonly WrittenLine[]): Buffer {
  const { buffer } = createRecordsBatch(
    lines.map(({ text, atMs, host, file }) => ({
      ...{ topic: 'app', value: Buffer.from(text), timestamp: BigInt(atMs) },
      headers: new Map(
        Object.entries({ host, file })
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [Buffer.from(name), Buffer.from(value!)]),
      ),
    })),
  );
  const batch = Buffer.from(buffer);
  batch.writeBigInt64BE(BigInt(offset), 0);
  return batch;
}

/** The records of all batches, from an offset on. */
export function recordsIn(bytes: Buffer, place: RecordPlace, from = 0): readonly TopicRecord[] {
  return [...batchesOf(bytes)].flatMap((batch) => {
    const block = blockOf(batch, place, from);
    return [...recordsOf({ block, from: 0, to: block.count })];
  });
}
