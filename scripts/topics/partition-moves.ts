import type { MovedPartition } from '../health/topics/plan-replicas';
import type { PartitionMove, PlacedDisk, Placement } from '../moving/planning/placement';

/**
 * Partitions of a topic that get other replicas, as moves: each new one goes to the disk of its broker that has
 * most room left.
 */
export function partitionMoves(
  { brokers, partitions }: Placement,
  topic: string,
  moved: readonly MovedPartition[],
): readonly PartitionMove[] {
  const disks = new Map(brokers.map(({ id, disks }) => [id, roomiest(disks)]));
  const placed = new Map(
    partitions.filter((each) => each.topic === topic).map((each) => [each.index, each]),
  );
  return moved.map(({ index, replicas: to }): PartitionMove => {
    const found = placed.get(index);
    const from = found?.replicas ?? [];
    const added = to
      .filter((broker) => !from.includes(broker))
      .map((broker) => ({ broker, path: disks.get(broker)?.path ?? '' }));
    return { topic, index, from, to, added, bytes: found?.bytes ?? 0 };
  });
}

/** Undefined where there is none: the broker gives no answer. */
function roomiest(disks: readonly PlacedDisk[]): PlacedDisk | undefined {
  const room = ({ sizeBytes, usedBytes }: PlacedDisk) => sizeBytes - usedBytes;
  return [...disks].sort((a, b) => room(b) - room(a))[0];
}
