import type { TopicState } from '../health/cluster/cluster-state';
import type { ReplicaSizes } from './replica-sizes';

/** How much is written to a topic. */
export interface TopicRate {
  readonly bytesPerSecond: number;
  /** Partitions that this is of. */
  readonly partitions: number;
}

/**
 * How fast the logs of leaders grew from one look to the other, by topic. A log that shrank lost old records
 * meanwhile: what was written to it is not known. Empty where there was one look only.
 */
export function ratesBetween(
  topics: readonly TopicState[],
  before: ReplicaSizes,
  after?: ReplicaSizes,
): ReadonlyMap<string, TopicRate> {
  if (!after) return new Map();
  return new Map(
    topics.flatMap(({ topic: { name, partitions } }) => {
      const rates = partitions
        .map(({ partitionIndex, leaderId }) =>
          rateOf(leaderId, `${name}-${partitionIndex}`, [before, after]),
        )
        .filter((rate) => rate !== undefined);
      if (rates.length === 0) return [];
      const bytesPerSecond = rates.reduce((sum, rate) => sum + rate, 0);
      return [[name ?? '', { bytesPerSecond, partitions: rates.length }] as const];
    }),
  );
}

function rateOf(
  leader: number,
  partition: string,
  looks: readonly [ReplicaSizes, ReplicaSizes],
): number | undefined {
  const [from, to] = looks.map(({ bytes }) => bytes.get(`${leader}/${partition}`));
  const [start, end] = looks.map(({ toldAtMs }) => toldAtMs.get(leader));
  if (from === undefined || to === undefined || to < from) return undefined;
  if (start === undefined || end === undefined || end <= start) return undefined;
  return ((to - from) * 1_000) / (end - start);
}
