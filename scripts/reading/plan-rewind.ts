import { partitionName } from '../cluster-access/list-offsets';
import type { OffsetAt } from './offsets-at';

/** What a group has committed of a partition. */
export interface CommittedOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** A partition of which a group is set back, or not. */
export interface RewindStep {
  readonly topic: string;
  readonly partition: number;
  /** Undefined where the group has committed nothing yet. */
  readonly before: number | undefined;
  readonly after: number;
  /** How many records are read again; 0 where it stays. */
  readonly again: number;
}

/**
 * Sets a group back to where a time lies, of all partitions of the topics that it reads. It never goes forward: what
 * it has not read yet is not skipped.
 */
export function planRewind(
  committed: readonly CommittedOffset[],
  offsets: readonly OffsetAt[],
): readonly RewindStep[] {
  const known = new Map(committed.map((each) => [partitionName(each), each.offset]));
  return offsets.map(({ topic, partition, at, end }) => {
    const before = known.get(partitionName({ topic, partition }));
    const after = Math.min(before ?? at, at);
    return { topic, partition, before, after, again: Math.min(before ?? end, end) - after };
  });
}

/** Those that something is committed for. */
export function changed(steps: readonly RewindStep[]): readonly RewindStep[] {
  return steps.filter(({ before, after }) => before !== after);
}
