import type { Layout } from './layout';
import type { Load } from './placement';

/**
 * Moves replicas until every broker has its share of them, rounded down or up: of such a size that the
 * bytes come to be shared out as well.
 */
export function levelCounts(layout: Layout, shares: readonly Load[]): void {
  const pairs = new Pairs(layout, shares);
  const lack = (broker: number) => shares[broker]!.replicas - layout.counts[broker]!;
  const done = new Set<number>();
  // Who lacks a whole one first; then who has one too many, which others take beyond their share.
  for (;;) {
    const to = pairs.extreme((broker) => (done.has(broker) ? -Infinity : lack(broker)));
    if (to < 0 || lack(to) < 1 - ROUNDING) break;
    if (!pairs.moveTo(to)) done.add(to);
  }
  done.clear();
  for (;;) {
    const from = pairs.extreme((broker) => (done.has(broker) ? -Infinity : -lack(broker)));
    if (from < 0 || -lack(from) < 1 - ROUNDING) break;
    if (!pairs.moveFrom(from)) done.add(from);
  }
}

/** Sums of parts that are no binary fractions. */
const ROUNDING = 1e-6;

/** Brokers that give, and brokers that take. */
class Pairs {
  /** Those between which nothing can be moved, by `from * brokers + to`. */
  private readonly blocked = new Set<number>();

  constructor(
    private readonly layout: Layout,
    private readonly shares: readonly Load[],
  ) {}

  moveTo(to: number): boolean {
    for (;;) {
      const from = this.extreme((broker) => {
        const excess = this.excess(broker);
        return excess > ROUNDING && this.isOpen(broker, to) ? excess : -Infinity;
      });
      if (from < 0) return false;
      if (this.moveBetween(from, to)) return true;
    }
  }

  moveFrom(from: number): boolean {
    for (;;) {
      const to = this.extreme((broker) => {
        const lack = -this.excess(broker);
        return lack > ROUNDING && this.isOpen(from, broker) ? lack : -Infinity;
      });
      if (to < 0) return false;
      if (this.moveBetween(from, to)) return true;
    }
  }

  /** The broker with the highest rank; -1 where all are out. */
  extreme(rank: (broker: number) => number): number {
    let chosen = -1;
    let most = -Infinity;
    for (const broker of this.shares.keys()) {
      const value = rank(broker);
      if (value > most) [chosen, most] = [broker, value];
    }
    return chosen;
  }

  private excess(broker: number): number {
    return this.layout.counts[broker]! - this.shares[broker]!.replicas;
  }

  private isOpen(from: number, to: number): boolean {
    return this.layout.mayReach(from, to) && !this.blocked.has(from * this.shares.length + to);
  }

  private moveBetween(from: number, to: number): boolean {
    const { layout } = this;
    const partition = nearest(layout, from, {
      bytes: this.wantedBytes(from, to),
      may: (each) => layout.mayMove(each, from, to),
    });
    if (partition >= 0) layout.move(partition, from, to);
    else this.blocked.add(from * this.shares.length + to);
    return partition >= 0;
  }

  /** What a replica should have, so that as many as are missing bring the bytes that are missing. */
  private wantedBytes(from: number, to: number): number {
    const { layout, shares } = this;
    const bytes =
      shares[to]!.bytes - layout.bytes[to]! + (layout.bytes[from]! - shares[from]!.bytes);
    const replicas = this.excess(from) - this.excess(to);
    return Math.max(0, bytes / Math.max(1, replicas));
  }
}

export interface Wanted {
  readonly bytes: number;
  readonly may: (partition: number) => boolean;
}

/** The partition of a broker that is nearest to a size, of those that may; -1 for none. */
export function nearest(layout: Layout, broker: number, { bytes, may }: Wanted): number {
  const list = layout.held[broker]!;
  let above = layout.lowerBound(list, bytes);
  let below = above - 1;
  while (below >= 0 || above < list.length) {
    const over = above < list.length ? layout.bytesOf[list[above]!]! - bytes : Infinity;
    const under = below >= 0 ? bytes - layout.bytesOf[list[below]!]! : Infinity;
    const at = over < under ? above++ : below--;
    if (may(list[at]!)) return list[at]!;
  }
  return -1;
}
