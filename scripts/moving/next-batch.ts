import type { PartitionMove } from './planning/placement';

/** What one batch may be, so that a stop loses little. */
export interface BatchLimits {
  /** That come to one broker. */
  readonly bytesOfBroker: number;
  readonly partitions: number;
}

/**
 * The moves that are done next, and those that are left: as many as fit for each broker that something
 * comes to, the first in any case.
 */
export function nextBatch(
  moves: readonly PartitionMove[],
  { bytesOfBroker, partitions }: BatchLimits,
): { readonly batch: readonly PartitionMove[]; readonly left: readonly PartitionMove[] } {
  const batch: PartitionMove[] = [];
  const left: PartitionMove[] = [];
  const coming = new Map<number, number>();
  for (const move of moves) {
    const fits =
      batch.length < partitions &&
      move.added.every(({ broker }) => {
        const already = coming.get(broker) ?? 0;
        return already === 0 || already + move.bytes <= bytesOfBroker;
      });
    if (!fits) {
      left.push(move);
      continue;
    }
    batch.push(move);
    for (const { broker } of move.added) {
      coming.set(broker, (coming.get(broker) ?? 0) + Math.max(1, move.bytes));
    }
  }
  return { batch, left };
}
