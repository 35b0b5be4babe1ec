/** Pairs of brokers, each by its place. Rows are made when they are needed. */
export class PairTable {
  private readonly rows: (Uint8Array | undefined)[] = [];

  constructor(private readonly brokers: number) {}

  add(from: number, to: number): void {
    const row = (this.rows[from] ??= new Uint8Array(this.brokers));
    row[to] = 1;
  }

  has(from: number, to: number): boolean {
    return this.rows[from]?.[to] === 1;
  }

  /** Takes out all pairs that a broker is part of. */
  forget(broker: number): void {
    this.rows[broker] = undefined;
    for (const row of this.rows) if (row) row[broker] = 0;
  }
}
