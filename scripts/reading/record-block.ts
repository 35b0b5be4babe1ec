import type { RecordPlace } from './record-place';

/** Bytes of a record in all columns. */
const ROW_BYTES = 28;

/**
 * Records of one batch, taken apart into columns. Of a million records most are only compared by their times and copied:
 * an object for each of them would cost more than that.
 */
export class RecordBlock {
  /** How many there are. */
  count = 0;
  readonly offsets: Float64Array;
  /** Milliseconds since 1970: the producer's, or the broker's where the topic says so (`message.timestamp.type`). */
  readonly timestampsMs: Float64Array;
  /** Where the length of its key stands in the bytes. */
  readonly keysAt: Uint32Array;
  readonly valuesAt: Uint32Array;
  /** -1 where it has no value. */
  readonly valueLengths: Int32Array;

  /**
   * @param bytes its records, without compression
   * @param capacity how many it may be given
   */
  constructor(
    readonly place: RecordPlace,
    readonly bytes: Buffer,
    capacity: number,
  ) {
    const memory = new ArrayBuffer(capacity * ROW_BYTES);
    this.offsets = new Float64Array(memory, 0, capacity);
    this.timestampsMs = new Float64Array(memory, capacity * 8, capacity);
    this.keysAt = new Uint32Array(memory, capacity * 16, capacity);
    this.valuesAt = new Uint32Array(memory, capacity * 20, capacity);
    this.valueLengths = new Int32Array(memory, capacity * 24, capacity);
  }

  /** Leaves out all others. */
  keep(isKept: (index: number) => boolean): void {
    let kept = 0;
    for (let index = 0; index < this.count; index += 1) {
      if (!isKept(index)) continue;
      if (kept < index) this.#move(index, kept);
      kept += 1;
    }
    this.count = kept;
  }

  #move(from: number, to: number): void {
    this.offsets[to] = this.offsets[from]!;
    this.timestampsMs[to] = this.timestampsMs[from]!;
    this.keysAt[to] = this.keysAt[from]!;
    this.valuesAt[to] = this.valuesAt[from]!;
    this.valueLengths[to] = this.valueLengths[from]!;
  }
}

/** Some in a row of one block. */
export interface RecordRun {
  readonly block: RecordBlock;
  /** The first one. */
  readonly from: number;
  /** The first one that is none of them any more. */
  readonly to: number;
}
