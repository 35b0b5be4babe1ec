import type { Acknowledged } from '../../bench/support/acknowledgement-gaps';

/** The longest times without an acknowledgement, in milliseconds. */
export interface Pauses {
  /** Of the whole topic: no partition had any. */
  readonly ofAllMs: number;
  /** Of a single partition, whatever the others had. */
  readonly ofOneMs: number;
}

/** What touches a span of time: a pause that began before it or ends after it counts as a whole. */
export function pausesWithin(
  acknowledged: readonly Acknowledged[],
  fromMs: number,
  toMs: number,
): Pauses {
  const longest = (times: readonly number[]) => longestPause(times, fromMs, toMs);
  const byPartition = new Map<number, number[]>();
  for (const { partition, atMs } of acknowledged) {
    const times = byPartition.get(partition);
    if (times) times.push(atMs);
    else byPartition.set(partition, [atMs]);
  }
  const each = [...byPartition.values()].map(longest);
  return {
    ofAllMs: longest(acknowledged.map(({ atMs }) => atMs)),
    ofOneMs: Math.max(0, ...each),
  };
}

/** Where none comes any more, the pause goes on to the end of the span. */
function longestPause(times: readonly number[], fromMs: number, toMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  const marks = (sorted.at(-1) ?? toMs) < toMs ? [...sorted, toMs] : sorted;
  let longest = 0;
  for (const [index, endMs] of marks.entries()) {
    const startMs = marks[index - 1];
    if (startMs === undefined || endMs < fromMs || startMs > toMs) continue;
    longest = Math.max(longest, endMs - startMs);
  }
  return longest;
}
