import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';

/** A partition, and who leads it. */
export interface LedPartition {
  readonly topic: string;
  readonly partition: number;
  /** -1 where nobody does. */
  readonly leader: number;
  /** The first of its replicas. While each leads its own, the load is as even as the replicas lie. */
  readonly preferred: number;
  /** Whether the preferred one is in sync, and so may lead. */
  readonly isElectable: boolean;
}

/** Who leads what; smoke checks' topics come and go. */
export async function readLeadership(
  brokers: Brokers,
  topic?: string,
): Promise<readonly LedPartition[]> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, topic === undefined ? 'all' : [topic]);
  return topics
    .filter(({ name }) => topic !== undefined || !isSmokeTopic(name ?? ''))
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        ...{ topic: name ?? '', partition: partitionIndex },
        ...{ leader: leaderId, preferred: replicaNodes[0]! },
        isElectable: isrNodes.includes(replicaNodes[0]!),
      })),
    );
}

/** Those led by another than the preferred replica. */
export function astray(partitions: readonly LedPartition[]): readonly LedPartition[] {
  return partitions.filter(({ leader, preferred }) => leader !== preferred);
}

/** Those of them that the preferred replica could lead at once. */
export function electable(partitions: readonly LedPartition[]): readonly LedPartition[] {
  return astray(partitions).filter(({ isElectable }) => isElectable);
}
