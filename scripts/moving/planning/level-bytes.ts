import { furthest } from './furthest';
import type { Layout } from './layout';
import { nearest } from './nearest';
import { PairTable } from './pair-table';
import type { Load } from './placement';

/** Small partitions of the one that is short, that are tried as what it gives back. */
const TRIED_BACK = 16;

/**
 * Exchanges large replicas for small ones between brokers that have more and less bytes than their
 * share, until none is off by more than a partition, or by a hundredth where partitions are small.
 *
 * @returns whether anything was moved
 */
export function levelBytes(layout: Layout, shares: readonly Load[]): boolean {
  const excess = Float64Array.from(shares, ({ bytes }, at) => layout.bytes[at]! - bytes);
  /** Between which no exchange is of use. */
  let closed = new PairTable(shares.length);
  /** Of whom nothing can be taken, until others hold something else. */
  const spent = new Set<number>();
  let isChanged = false;
  let isAnyMoved = false;
  for (let left = MOST_TIMES * shares.length; left > 0; left -= 1) {
    const from = furthest(excess, { side: 1, may: (broker) => !spent.has(broker) });
    if (from < 0) {
      if (!isChanged) break;
      // What others moved may have made room in a rack, for all pairs.
      isChanged = false;
      spent.clear();
      closed = new PairTable(shares.length);
      continue;
    }
    const may = (to: number) => layout.mayReach(from, to) && !closed.has(from, to);
    const to = furthest(excess, { side: -1, may });
    if (to < 0 || isNear(layout, shares, [from, to])) spent.add(from);
    else if (exchange(layout, shares, { from, to, bytes: Math.min(excess[from]!, -excess[to]!) })) {
      isChanged = isAnyMoved = true;
      for (const changed of [from, to]) {
        excess[changed] = layout.bytes[changed]! - shares[changed]!.bytes;
        closed.forget(changed);
      }
    } else closed.add(from, to);
  }
  return isAnyMoved;
}

const MOST_TIMES = 1_000;

/**
 * Whether both are within the middle one of their partitions, or a hundredth of their share, but in no
 * case off by more than the largest.
 */
function isNear(layout: Layout, shares: readonly Load[], both: readonly number[]): boolean {
  return both.every((broker) => {
    const list = layout.held[broker]!;
    const middle = layout.bytesOf[list[list.length >> 1]!] ?? 0;
    const { bytes } = shares[broker]!;
    const near = Math.min(Math.max(middle, bytes / 100), layout.bytesOf[list.at(-1)!] ?? 0);
    return Math.abs(layout.bytes[broker]! - bytes) <= near;
  });
}

interface Exchange {
  readonly from: number;
  readonly to: number;
  /** That should change the broker. */
  readonly bytes: number;
}

/** @returns whether it brought both nearer to their shares */
function exchange(layout: Layout, shares: readonly Load[], { from, to, bytes }: Exchange): boolean {
  const excess = layout.bytes[from]! - shares[from]!.bytes;
  const lack = shares[to]!.bytes - layout.bytes[to]!;
  const better = (gain: number) => gain > 0 && gain < excess + lack;
  const alone = mayGoAlone(layout, shares, from, to);
  const backs = alone ? [-1] : layout.held[to]!.slice(0, TRIED_BACK);
  for (const back of backs) {
    if (back >= 0 && !layout.mayMove(back, to, from)) continue;
    const returned = back < 0 ? 0 : layout.bytesOf[back]!;
    const there = nearest(layout, from, {
      bytes: bytes + returned,
      may: (each) => better(layout.bytesOf[each]! - returned) && layout.mayMove(each, from, to),
    });
    if (there < 0) continue;
    layout.move(there, from, to);
    if (back >= 0) layout.move(back, to, from);
    return true;
  }
  return false;
}

/** Whether one replica less here and one more there leaves both at their share, rounded. */
function mayGoAlone(layout: Layout, shares: readonly Load[], from: number, to: number): boolean {
  return (
    layout.counts[from]! - 1 >= Math.floor(shares[from]!.replicas + 1e-6) &&
    layout.counts[to]! + 1 <= Math.ceil(shares[to]!.replicas - 1e-6)
  );
}
