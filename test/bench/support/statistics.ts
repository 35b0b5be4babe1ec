/** The middle value; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[sorted.length >> 1]];
  return ((lower ?? NaN) + (upper ?? NaN)) / 2;
}

/** The smallest value that at least this share of all are not above: 0.99 for p99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Values that are compared with as many before them. */
const RECENT = 3;
/** Falls that are smaller than this are noise. */
const TOLERANCE = 0.05;

/**
 * Whether costs have stopped falling: the median of the last three is at most a twentieth below that
 * of the three before. A JVM compiles what it runs often, step by step, and each step makes it cheaper.
 */
export function hasSettled(costs: readonly number[]): boolean {
  if (costs.length < 2 * RECENT) return false;
  const before = median(costs.slice(-2 * RECENT, -RECENT));
  return median(costs.slice(-RECENT)) >= before * (1 - TOLERANCE);
}
