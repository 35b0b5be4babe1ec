import { furthest, type Furthest } from './furthest';
import type { Layout } from './layout';
import { nearest } from './nearest';
import { PairTable } from './pair-table';
import type { Load } from './placement';

/**
 * Moves replicas until every broker has its share of them, rounded down or up: of such a size that the
 * bytes come to be shared out as well.
 */
export function levelCounts(layout: Layout, shares: readonly Load[]): void {
  const counts = new CountLevel(layout, shares);
  // Who lacks a whole one first; then who has one too many, which others take beyond their share.
  counts.level(-1);
  counts.level(1);
}

/** Sums of parts that are no binary fractions. */
const ROUNDING = 1e-6;

class CountLevel {
  /** Replicas above its share, by broker; below it less than 0. */
  private readonly excess: Float64Array;
  /** Between which nothing can be moved. */
  private readonly blocked: PairTable;

  constructor(
    private readonly layout: Layout,
    private readonly shares: readonly Load[],
  ) {
    this.excess = Float64Array.from(shares, ({ replicas }, at) => layout.counts[at]! - replicas);
    this.blocked = new PairTable(shares.length);
  }

  /** Until nobody who can be helped is off by a whole one, on one side. */
  level(side: Furthest['side']): void {
    const done = new Set<number>();
    const may = (broker: number) => !done.has(broker);
    for (;;) {
      const broker = furthest(this.excess, { side, beyond: 1 - ROUNDING, may });
      if (broker < 0) return;
      if (!this.help(broker, side)) done.add(broker);
    }
  }

  /** Moves one replica to a broker or off it, for whoever needs that most. */
  private help(broker: number, side: Furthest['side']): boolean {
    const pair = (other: number) =>
      side < 0 ? ([other, broker] as const) : ([broker, other] as const);
    const may = (other: number) => this.isOpen(...pair(other));
    for (;;) {
      const other = furthest(this.excess, { side: side < 0 ? 1 : -1, beyond: ROUNDING, may });
      if (other < 0) return false;
      if (this.moveBetween(...pair(other))) return true;
    }
  }

  private isOpen(from: number, to: number): boolean {
    return this.layout.mayReach(from, to) && !this.blocked.has(from, to);
  }

  private moveBetween(from: number, to: number): boolean {
    const { layout, excess } = this;
    const partition = this.choose(from, to);
    if (partition < 0) {
      this.blocked.add(from, to);
      return false;
    }
    layout.move(partition, from, to);
    excess[from]! -= 1;
    excess[to]! += 1;
    return true;
  }

  /** Rather one that would have to be copied in any case. */
  private choose(from: number, to: number): number {
    const { layout } = this;
    const bytes = this.wantedBytes(from, to);
    const may = (each: number) => layout.mayMove(each, from, to);
    const lost = layout.lost[from]!;
    if (lost.size > 0) {
      const found = nearest(layout, from, { bytes, may: (each) => lost.has(each) && may(each) });
      if (found >= 0) return found;
    }
    return nearest(layout, from, { bytes, may });
  }

  /** What a replica should have, so that as many as are missing bring the bytes that are missing. */
  private wantedBytes(from: number, to: number): number {
    const { layout, shares, excess } = this;
    const bytes =
      shares[to]!.bytes - layout.bytes[to]! + (layout.bytes[from]! - shares[from]!.bytes);
    return Math.max(0, bytes / Math.max(1, excess[from]! - excess[to]!));
  }
}
