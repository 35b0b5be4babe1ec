import type { RecordBlock, RecordRun } from './record-block';
import { VarintCursor } from './varint-cursor';

export type RecordHeaders = readonly (readonly [name: Buffer, value: Buffer | null])[];

/** A record as it lies in its topic. What it holds is looked up when it is asked for: of most of them nobody does. */
export class TopicRecord {
  constructor(
    private readonly block: RecordBlock,
    private readonly index: number,
  ) {}

  get topic(): string {
    return this.block.place.topic;
  }

  get partition(): number {
    return this.block.place.partition;
  }

  get offset(): number {
    return this.block.offsets[this.index]!;
  }

  /** Milliseconds since 1970. */
  get timestampMs(): number {
    return this.block.timestampsMs[this.index]!;
  }

  get key(): Buffer | null {
    const cursor = new VarintCursor(this.block.bytes, this.block.keysAt[this.index]);
    const length = cursor.next();
    return this.#part(cursor.at, length);
  }

  get value(): Buffer | null {
    return this.#part(this.#valueAt, this.block.valueLengths[this.index]!);
  }

  get valueLength(): number {
    return Math.max(0, this.block.valueLengths[this.index]!);
  }

  /** Its value, taken for UTF-8. */
  get valueText(): string {
    return this.block.bytes.toString('utf8', this.#valueAt, this.#valueEnd);
  }

  get headers(): RecordHeaders {
    const cursor = this.#headersCursor();
    const part = () => {
      const length = cursor.next();
      const found = this.#part(cursor.at, length);
      cursor.at += Math.max(0, length);
      return found;
    };
    return Array.from({ length: cursor.next() }, () => [part() ?? EMPTY, part()] as const);
  }

  /** The first value of this header; undefined where there is none. */
  header(name: string): Buffer | undefined {
    const { bytes } = this.block;
    const bytesOfName = Buffer.byteLength(name);
    const cursor = this.#headersCursor();
    for (let left = cursor.next(); left > 0; left -= 1) {
      const length = cursor.next();
      const start = cursor.at;
      cursor.at += length;
      const valueLength = cursor.next();
      // Most have another length: no text is made of their names.
      if (length === bytesOfName && bytes.toString('utf8', start, start + length) === name) {
        return this.#part(cursor.at, valueLength) ?? EMPTY;
      }
      cursor.at += Math.max(0, valueLength);
    }
    return undefined;
  }

  get #valueAt(): number {
    return this.block.valuesAt[this.index]!;
  }

  get #valueEnd(): number {
    return this.#valueAt + this.valueLength;
  }

  #headersCursor(): VarintCursor {
    return new VarintCursor(this.block.bytes, this.#valueEnd);
  }

  #part(at: number, length: number): Buffer | null {
    return length < 0 ? null : this.block.bytes.subarray(at, at + length);
  }
}

/** Decides of each record that comes whether it is kept. */
export type RecordFilter = (record: TopicRecord) => boolean;

export function* recordsOf({ block, from, to }: RecordRun): Generator<TopicRecord> {
  for (let index = from; index < to; index += 1) yield new TopicRecord(block, index);
}

const EMPTY = Buffer.alloc(0);
