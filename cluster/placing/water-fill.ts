/** One that takes a part of something. */
export interface Taker {
  readonly weight: number;
  /** What it takes at most. */
  readonly most: number;
}

/**
 * Deals an amount out by weight; what is too much for one goes to the others. What is too much for all
 * of them is left over.
 */
export function waterFill(amount: number, takers: readonly Taker[]): readonly number[] {
  const parts = takers.map(() => 0);
  const open = new Set(
    takers.flatMap(({ weight, most }, at) => (weight > 0 && most > 0 ? [at] : [])),
  );
  let left = amount;
  while (open.size > 0) {
    const weights = [...open].reduce((sum, at) => sum + takers[at]!.weight, 0);
    const full = [...open].filter(
      (at) => (left * takers[at]!.weight) / weights >= takers[at]!.most,
    );
    if (full.length === 0) {
      for (const at of open) parts[at] = (left * takers[at]!.weight) / weights;
      return parts;
    }
    for (const at of full) {
      parts[at] = takers[at]!.most;
      open.delete(at);
    }
    left = amount - parts.reduce((sum, part) => sum + part, 0);
  }
  return parts;
}
