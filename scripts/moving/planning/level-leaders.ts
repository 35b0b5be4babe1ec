import type { Layout } from './layout';
import type { Load } from './placement';

/**
 * Changes who comes first among the replicas, until every broker leads its share, rounded down or up. It
 * costs no copy.
 */
export function levelLeaders(layout: Layout, shares: readonly Load[]): void {
  const led: Set<number>[] = shares.map(() => new Set());
  for (let partition = 0; partition < layout.size; partition += 1) {
    led[layout.slots[partition * layout.stride]!]!.add(partition);
  }
  const most = shares.map(({ leaders }) => Math.ceil(leaders - 1e-6));
  const least = shares.map(({ leaders }) => Math.floor(leaders + 1e-6));
  for (const broker of shares.keys()) {
    const hasRoom = (other: number) => led[other]!.size < most[other]!;
    while (led[broker]!.size > most[broker]! && handOn(layout, led, broker, hasRoom));
  }
  // Whoever is short takes one from where somebody has more than the least.
  for (const broker of shares.keys()) {
    while (led[broker]!.size < least[broker]!) {
      const giver = [...led.keys()].find(
        (other) =>
          led[other]!.size > least[other]! && handOn(layout, led, other, (to) => to === broker),
      );
      if (giver === undefined) break;
    }
  }
}

interface Step {
  readonly from: number;
  readonly partition: number;
}

/** Hands one leadership on, straight or through others, to a broker that fits. */
function handOn(
  layout: Layout,
  led: readonly Set<number>[],
  broker: number,
  fits: (broker: number) => boolean,
): boolean {
  const reached = new Map<number, Step | undefined>([[broker, undefined]]);
  const queue = [broker];
  for (const from of queue) {
    for (const partition of led[from]!) {
      for (const to of layout.replicasOf(partition)) {
        if (reached.has(to)) continue;
        reached.set(to, { from, partition });
        if (fits(to)) {
          walkBack(layout, led, reached, to);
          return true;
        }
        queue.push(to);
      }
    }
  }
  return false;
}

function walkBack(
  layout: Layout,
  led: readonly Set<number>[],
  reached: ReadonlyMap<number, Step | undefined>,
  last: number,
): void {
  let to = last;
  for (let step = reached.get(to); step; step = reached.get(to)) {
    layout.putFirst(step.partition, to);
    led[step.from]!.delete(step.partition);
    led[to]!.add(step.partition);
    to = step.from;
  }
}
