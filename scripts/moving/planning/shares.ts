import type { Load, PlacedBroker, PlacedPartition } from './placement';
import { rackLimit } from './rack-limit';
import { waterFill } from './water-fill';

/** Partitions with as many replicas, taken together. */
interface Group {
  partitions: number;
  bytes: number;
}

/**
 * What each broker should hold, by its weight and by what its rack allows: in racks of two, one and one
 * brokers with three replicas, those that are alone hold every partition.
 *
 * @returns in the order of the brokers
 */
export function sharesOf(
  brokers: readonly PlacedBroker[],
  partitions: readonly PlacedPartition[],
): readonly Load[] {
  const groups = new Map<number, Group>();
  for (const { replicas, bytes } of partitions) {
    const group = groups.get(replicas.length) ?? { partitions: 0, bytes: 0 };
    group.partitions += 1;
    group.bytes += bytes;
    groups.set(replicas.length, group);
  }
  const total = brokers.map(() => ({ replicas: 0, bytes: 0, leaders: 0 }));
  for (const [factor, group] of groups) {
    const parts = replicasOfOne(brokers, factor);
    const led = waterFill(
      1,
      brokers.map(({ weight }, at) => ({ weight, most: parts[at]! })),
    );
    for (const [at, share] of total.entries()) {
      share.replicas += group.partitions * parts[at]!;
      share.bytes += group.bytes * parts[at]!;
      share.leaders += group.partitions * led[at]!;
    }
  }
  return total;
}

/** How much of one partition's replicas falls to each broker: from 0 to 1. */
function replicasOfOne(brokers: readonly PlacedBroker[], factor: number): readonly number[] {
  const limit = rackLimit(brokers, factor);
  const racks = [...new Set(brokers.map(({ rack }) => rack))];
  const members = racks.map((name) =>
    brokers.flatMap(({ rack, weight }, at) => (rack === name && weight > 0 ? [at] : [])),
  );
  const ofRacks = waterFill(
    factor,
    members.map((each) => ({
      weight: each.reduce((sum, at) => sum + brokers[at]!.weight, 0),
      most: Math.min(each.length, limit),
    })),
  );
  const parts = brokers.map(() => 0);
  for (const [rack, each] of members.entries()) {
    const takers = each.map((at) => ({ weight: brokers[at]!.weight, most: 1 }));
    const dealt = waterFill(ofRacks[rack]!, takers);
    for (const [place, at] of each.entries()) parts[at] = dealt[place]!;
  }
  return parts;
}
