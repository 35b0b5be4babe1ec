import { replicaShares } from '../../../cluster/placing/replica-shares';
import { waterFill } from '../../../cluster/placing/water-fill';
import type { Load, PlacedBroker, PlacedPartition } from './placement';

/** Partitions with as many replicas, taken together. */
interface Group {
  partitions: number;
  bytes: number;
}

/**
 * What each broker should hold, by its weight and by what its rack allows.
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
    const parts = replicaShares(brokers, factor);
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
