import type { Layout } from './layout';
import type { Load } from './placement';

/**
 * Changes who comes first among the replicas, until every broker leads its share, rounded down or up. It
 * costs no copy.
 */
export function levelLeaders(layout: Layout, shares: readonly Load[]): void {
  const led = countLed(layout);
  const most = Int32Array.from(shares, ({ leaders }) => Math.ceil(leaders - ROUNDING));
  const least = Int32Array.from(shares, ({ leaders }) => Math.floor(leaders + ROUNDING));
  for (const broker of shares.keys()) {
    const hasRoom = (other: number) => led[other]! < most[other]!;
    while (
      led[broker]! > most[broker]! &&
      take(way(layout, broker, { isAway: true, fits: hasRoom }))
    );
  }
  // Whoever is short takes one from where somebody has more than the least.
  for (const broker of shares.keys()) {
    const hasMore = (other: number) => led[other]! > least[other]!;
    while (
      led[broker]! < least[broker]! &&
      take(way(layout, broker, { isAway: false, fits: hasMore }))
    );
  }

  function take(steps: readonly Step[]): boolean {
    for (const { partition, to } of steps) {
      led[layout.brokerAt(partition, 0)]! -= 1;
      led[to]! += 1;
      layout.putFirst(partition, to);
    }
    return steps.length > 0;
  }
}

/** Sums of parts that are no binary fractions. */
const ROUNDING = 1e-6;

function countLed(layout: Layout): Int32Array {
  const led = new Int32Array(layout.brokers.length);
  for (let partition = 0; partition < layout.size; partition += 1) {
    led[layout.brokerAt(partition, 0)]! += 1;
  }
  return led;
}

/** Another broker leads a partition from then on. */
interface Step {
  readonly partition: number;
  readonly to: number;
}

interface Wanted {
  /** Whether the broker gives leaderships away; else it takes some. */
  readonly isAway: boolean;
  readonly fits: (broker: number) => boolean;
}

/** The fewest steps, straight or through others, between a broker and one that fits; none where there is no way. */
function way(layout: Layout, start: number, { isAway, fits }: Wanted): readonly Step[] {
  const reached = new Map<number, { readonly broker: number; readonly partition: number }>();
  const queue = [start];
  for (const broker of queue) {
    for (const partition of layout.held[broker]!) {
      if ((layout.brokerAt(partition, 0) === broker) !== isAway) continue;
      // One who gives looks at the followers, one who takes at the leader.
      const end = isAway ? layout.factorOf(partition) : 1;
      for (let slot = isAway ? 1 : 0; slot < end; slot += 1) {
        const other = layout.brokerAt(partition, slot);
        if (other === start || reached.has(other)) continue;
        reached.set(other, { broker, partition });
        if (fits(other)) return stepsTo(other);
        queue.push(other);
      }
    }
  }
  return [];

  function stepsTo(last: number): readonly Step[] {
    const steps: Step[] = [];
    for (let at = last; at !== start;) {
      const { broker, partition } = reached.get(at)!;
      steps.push({ partition, to: isAway ? at : broker });
      at = broker;
    }
    return steps;
  }
}
