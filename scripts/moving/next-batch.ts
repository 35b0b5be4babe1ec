import type { PartitionMove } from './planning/placement';

/** What one batch may be, so that a stop loses little. */
export interface BatchLimits {
  /** That come to one broker. */
  readonly bytesOfBroker: number;
  /** That come to one broker, the same. */
  readonly partitionsOfBroker: number;
  /** In all: also those that only change who should lead. */
  readonly partitions: number;
}

/**
 * The moves that are done next, and those that are left: as many as fit for each broker that something
 * comes to, the first in any case.
 */
export function nextBatch(
  moves: readonly PartitionMove[],
  { bytesOfBroker, partitionsOfBroker, partitions }: BatchLimits,
): { readonly batch: readonly PartitionMove[]; readonly left: readonly PartitionMove[] } {
  const batch: PartitionMove[] = [];
  const left: PartitionMove[] = [];
  const coming = new Map<number, { bytes: number; partitions: number }>();
  for (const move of moves) {
    const fits =
      batch.length < partitions &&
      move.added.every(({ broker }) => {
        const already = coming.get(broker);
        if (!already) return true;
        return (
          already.partitions < partitionsOfBroker && already.bytes + move.bytes <= bytesOfBroker
        );
      });
    if (!fits) {
      left.push(move);
      continue;
    }
    batch.push(move);
    for (const { broker } of move.added) {
      const already = coming.get(broker) ?? { bytes: 0, partitions: 0 };
      already.bytes += move.bytes;
      already.partitions += 1;
      coming.set(broker, already);
    }
  }
  return { batch, left };
}

/**
 * The same moves in groups, of which each broker is part of so many at most: it copies, loses or leads
 * them.
 */
export function inGroups(
  moves: readonly PartitionMove[],
  mostOfBroker: number,
): readonly (readonly PartitionMove[])[] {
  const groups: { readonly moves: PartitionMove[]; readonly counts: Map<number, number> }[] = [];
  for (const move of moves) {
    const brokers = new Set([...move.from, ...move.to]);
    let group = groups.find(({ counts }) =>
      [...brokers].every((id) => (counts.get(id) ?? 0) < mostOfBroker),
    );
    if (!group) groups.push((group = { moves: [], counts: new Map() }));
    group.moves.push(move);
    for (const id of brokers) group.counts.set(id, (group.counts.get(id) ?? 0) + 1);
  }
  return groups.map((each) => each.moves);
}
