import { VarintCursor } from './varint-cursor';

/** Where a record lies. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  /** The records of its batch. */
  readonly bytes: Buffer;
}

export type RecordHeaders = readonly (readonly [name: Buffer, value: Buffer | null])[];

/** A record as it lies in its topic. What it holds is looked up when it is asked for: of most of them nobody does. */
export class TopicRecord {
  readonly #place: RecordPlace;
  readonly #keyAt: number;
  readonly #keyLength: number;
  readonly #valueAt: number;
  readonly #valueLength: number;

  /**
   * @param timestampMs milliseconds since 1970: its producer's, or its broker's where the topic says so
   * (`message.timestamp.type`)
   * @param cursor stands where its key begins
   */
  constructor(
    place: RecordPlace,
    readonly offset: number,
    readonly timestampMs: number,
    cursor: VarintCursor,
  ) {
    this.#place = place;
    this.#keyLength = cursor.next();
    this.#keyAt = cursor.at;
    cursor.at += Math.max(0, this.#keyLength);
    this.#valueLength = cursor.next();
    this.#valueAt = cursor.at;
  }

  get topic(): string {
    return this.#place.topic;
  }

  get partition(): number {
    return this.#place.partition;
  }

  get key(): Buffer | null {
    return this.#part(this.#keyAt, this.#keyLength);
  }

  get value(): Buffer | null {
    return this.#part(this.#valueAt, this.#valueLength);
  }

  get valueLength(): number {
    return Math.max(0, this.#valueLength);
  }

  /** @returns where its value ends there */
  copyValue(target: Buffer, at: number): number {
    return at + this.#place.bytes.copy(target, at, this.#valueAt, this.#valueAt + this.valueLength);
  }

  /** Its value, taken for UTF-8. */
  get valueText(): string {
    const end = this.#valueAt + this.valueLength;
    return this.#place.bytes.toString('utf8', this.#valueAt, end);
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
    const { bytes } = this.#place;
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

  #headersCursor(): VarintCursor {
    return new VarintCursor(this.#place.bytes, this.#valueAt + this.valueLength);
  }

  #part(at: number, length: number): Buffer | null {
    return length < 0 ? null : this.#place.bytes.subarray(at, at + length);
  }
}

const EMPTY = Buffer.alloc(0);
