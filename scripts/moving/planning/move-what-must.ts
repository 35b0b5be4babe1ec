import type { Load } from './placement';
import type { Layout } from './layout';

/**
 * Moves replicas off brokers that leave, and out of racks that hold more of a partition than belongs
 * there, each to the broker that lacks most.
 *
 * @returns partitions with a replica for which there is no place
 */
export function moveWhatMust(layout: Layout, shares: readonly Load[]): readonly number[] {
  const stuck: number[] = [];
  for (let partition = 0; partition < layout.size; partition += 1) {
    for (const from of layout.replicasOf(partition)) {
      const rack = layout.rackOf[from]!;
      const isCrowded = layout.isCrowded(partition, rack);
      if (layout.isStaying(from) && !isCrowded) continue;
      const to = neediest(
        layout,
        shares,
        (each) =>
          !(isCrowded && layout.rackOf[each] === rack) && layout.mayMove(partition, from, each),
      );
      if (to >= 0) layout.move(partition, from, to);
      else stuck.push(partition);
    }
  }
  return stuck;
}

/** The broker that lacks most of its share, of those that may; -1 for none. */
function neediest(
  layout: Layout,
  shares: readonly Load[],
  may: (broker: number) => boolean,
): number {
  let chosen = -1;
  let most = -Infinity;
  for (const [broker, share] of shares.entries()) {
    if (!layout.isStaying(broker)) continue;
    // Both parts of a share, each beside what it should be.
    const lack =
      (share.replicas - layout.counts[broker]!) / Math.max(1, share.replicas) +
      (share.bytes - layout.bytes[broker]!) / Math.max(1, share.bytes);
    if (lack > most && may(broker)) [chosen, most] = [broker, lack];
  }
  return chosen;
}
