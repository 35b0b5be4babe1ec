/** Reads numbers of varying length from a place on, as Kafka and Protocol Buffers have them (zigzag). */
export class VarintCursor {
  constructor(
    private readonly bytes: Buffer,
    /** Where the next one begins. */
    public at = 0,
  ) {}

  /** Exact up to 2^53, which times and sizes do not reach. */
  next(): number {
    const { bytes } = this;
    const first = bytes[this.at++]!;
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    let value = first & 0x7f;
    let scale = 0x80;
    for (;;) {
      const byte = bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      scale *= 0x80;
    }
  }
}
