import type { ClusterState } from './cluster-state';

/** What one broker holds. */
export interface HeldPartitions {
  /** Partitions that it leads. */
  readonly leads: number;
  /** Replicas that it is to hold. */
  readonly replicas: number;
  /** Of these, those that are not in sync. */
  readonly outOfSync: number;
}

/** How the partitions of a cluster are. */
export interface PartitionCounts {
  readonly topics: number;
  readonly partitions: number;
  readonly leaderless: number;
  /** With a replica that is not in sync. */
  readonly underReplicated: number;
  /** That refuse writes with acks=all: fewer in sync than `min.insync.replicas`. */
  readonly underMinInsync: number;
  /** Whose replicas are being moved. */
  readonly reassigning: number;
  /** By the id of the broker. */
  readonly byBroker: ReadonlyMap<number, HeldPartitions>;
}

const NOTHING: HeldPartitions = { leads: 0, replicas: 0, outOfSync: 0 };

/** Counts what a look brought; whether that is well is for judges to say. */
export function countPartitions({
  topics,
  reassignments,
}: Pick<ClusterState, 'topics' | 'reassignments'>): PartitionCounts {
  const byBroker = new Map<number, HeldPartitions>();
  const add = (id: number, part: Partial<HeldPartitions>) => {
    const { leads, replicas, outOfSync } = byBroker.get(id) ?? NOTHING;
    byBroker.set(id, {
      leads: leads + (part.leads ?? 0),
      replicas: replicas + (part.replicas ?? 0),
      outOfSync: outOfSync + (part.outOfSync ?? 0),
    });
  };
  const partitions = topics.flatMap(({ topic, minInsyncReplicas }) =>
    topic.partitions.map((partition) => ({ ...partition, minInsyncReplicas })),
  );
  for (const { leaderId, replicaNodes, isrNodes } of partitions) {
    if (leaderId !== -1) add(leaderId, { leads: 1 });
    for (const id of replicaNodes)
      add(id, { replicas: 1, outOfSync: isrNodes.includes(id) ? 0 : 1 });
  }
  return {
    topics: topics.length,
    partitions: partitions.length,
    leaderless: partitions.filter(({ leaderId }) => leaderId === -1).length,
    underReplicated: partitions.filter(({ replicaNodes, isrNodes }) =>
      replicaNodes.some((id) => !isrNodes.includes(id)),
    ).length,
    underMinInsync: partitions.filter(
      ({ replicaNodes, isrNodes, minInsyncReplicas }) =>
        isrNodes.length < Math.min(minInsyncReplicas, replicaNodes.length),
    ).length,
    reassigning: reassignments.length,
    byBroker,
  };
}
