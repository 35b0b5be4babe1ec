/** Writes what ZooKeeper's protocol is made of: numbers with the highest byte first, texts with their length. */
export class JuteWriter {
  readonly #parts: Buffer[] = [];

  int(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32BE(value);
    return this.#add(part);
  }

  long(value: bigint): this {
    const part = Buffer.alloc(8);
    part.writeBigInt64BE(value);
    return this.#add(part);
  }

  boolean(value: boolean): this {
    return this.#add(Buffer.from([value ? 1 : 0]));
  }

  bytes(value: Buffer): this {
    return this.int(value.length).#add(value);
  }

  string(value: string): this {
    return this.bytes(Buffer.from(value, 'utf8'));
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #add(part: Buffer): this {
    this.#parts.push(part);
    return this;
  }
}

/** Reads the same; each call takes the next value. */
export class JuteReader {
  #offset = 0;

  constructor(private readonly buffer: Buffer) {}

  int(): number {
    return this.buffer.readInt32BE(this.#take(4));
  }

  long(): bigint {
    return this.buffer.readBigInt64BE(this.#take(8));
  }

  /** None where its length is -1. */
  bytes(): Buffer {
    const length = Math.max(0, this.int());
    const start = this.#take(length);
    return this.buffer.subarray(start, start + length);
  }

  string(): string {
    return this.bytes().toString('utf8');
  }

  strings(): readonly string[] {
    return Array.from({ length: Math.max(0, this.int()) }, () => this.string());
  }

  #take(length: number): number {
    const start = this.#offset;
    if (start + length > this.buffer.length) throw new RangeError('the answer is too short');
    this.#offset += length;
    return start;
  }
}
