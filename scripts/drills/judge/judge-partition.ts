import type { AckedRecord } from '../../probing/partition-writer';

/** What became of the records of one partition. */
export interface PartitionVerdict {
  readonly partition: number;
  /** The host that led it when the drill began. */
  readonly ledBy: string;
  readonly acked: number;
  /** Numbers of acknowledged records that are not there. */
  readonly lost: readonly number[];
  /** Numbers of records that are there more than once. */
  readonly doubled: readonly number[];
  /** The longest time between two acknowledgements from the fault on, in milliseconds. */
  readonly withoutAcksMs: number;
}

export interface PartitionEvidence {
  readonly partition: number;
  readonly ledBy: string;
  readonly acked: readonly Pick<AckedRecord, 'number' | 'ackedAtMs'>[];
  /** Numbers of the records that were read back, as often as they were found. */
  readonly found: readonly number[];
  /** When the fault was made, and when writing ended; milliseconds since 1970. */
  readonly faultAtMs: number;
  readonly endMs: number;
}

/** Compares what was acknowledged with what is there. */
export function judgePartition(evidence: PartitionEvidence): PartitionVerdict {
  const { partition, ledBy, acked, found } = evidence;
  const times = new Map<number, number>();
  for (const number of found) times.set(number, (times.get(number) ?? 0) + 1);
  return {
    ...{ partition, ledBy, acked: acked.length },
    lost: acked.map(({ number }) => number).filter((number) => !times.has(number)),
    doubled: [...times].filter(([, count]) => count > 1).map(([number]) => number),
    withoutAcksMs: longestPauseMs(evidence),
  };
}

/** A pause that had begun before the fault counts from the fault on; one that never ended, to the end. */
function longestPauseMs({ acked, faultAtMs, endMs }: PartitionEvidence): number {
  const since = acked.map(({ ackedAtMs }) => ackedAtMs).filter((ms) => ms > faultAtMs);
  const marks = [faultAtMs, ...since, Math.max(endMs, since.at(-1) ?? 0)];
  return Math.max(...marks.slice(1).map((ms, index) => ms - marks[index]!));
}
