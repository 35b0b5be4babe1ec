export type ByteRange = readonly [from: number, to: number];

/** Bytes of a file that are there, as few ranges as there can be. Adding the next ones is cheap. */
export class ByteRanges {
  readonly #ranges: [from: number, to: number][] = [];

  /** @returns whether none of it was there */
  add(from: number, to: number): boolean {
    const at = this.#firstEndingAtOrAfter(from);
    const next = this.#ranges[at];
    if (!next || next[0] > to) {
      this.#ranges.splice(at, 0, [from, to]);
      return true;
    }
    const isNew = next[1] === from ? (this.#ranges[at + 1]?.[0] ?? to) >= to : next[0] === to;
    next[0] = Math.min(next[0], from);
    next[1] = Math.max(next[1], to);
    while (this.#ranges[at + 1] && this.#ranges[at + 1]![0] <= next[1]) {
      next[1] = Math.max(next[1], this.#ranges.splice(at + 1, 1)[0]![1]);
    }
    return isNew;
  }

  /** What of a range is not there. */
  missingIn(from: number, to: number): readonly ByteRange[] {
    const missing: ByteRange[] = [];
    let reached = from;
    for (let at = this.#firstEndingAtOrAfter(from); at < this.#ranges.length; at += 1) {
      const [begins, ends] = this.#ranges[at]!;
      if (begins >= to) break;
      if (begins > reached) missing.push([reached, begins]);
      reached = Math.max(reached, ends);
    }
    if (reached < to) missing.push([reached, to]);
    return missing;
  }

  #firstEndingAtOrAfter(position: number): number {
    let [low, high] = [0, this.#ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle]![1] < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
