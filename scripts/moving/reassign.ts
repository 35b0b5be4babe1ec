import { alterPartitionReassignmentsV0, alterReplicaLogDirsV2 } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import { brokerWithId, controllerOf, type Brokers } from '../cluster-access/ask-brokers';
import { groupBy } from '../cluster-access/group-by';
import type { DiskMove, PartitionMove } from './planning/placement';
import { byTopic, type NamedPartition } from './read-disks';

const LIMIT_MS = 30_000;

/** Tells the controller where partitions are to lie; it copies, and then removes what is not named. */
export async function reassign(brokers: Brokers, moves: readonly PartitionMove[]): Promise<void> {
  await choose(brokers, moves);
  await alter(brokers, moves, ({ to }) => [...to]);
}

/** Leaves partitions where they were; what was copied so far is deleted. */
export async function cancel(
  brokers: Brokers,
  partitions: readonly NamedPartition[],
): Promise<void> {
  try {
    await alter(brokers, partitions, () => null);
  } catch (error) {
    // They came to their end in this moment.
    const codes = error instanceof AccessError ? error.codes : [];
    if (codes.length === 0 || codes.some((code) => code !== 'NO_REASSIGNMENT_IN_PROGRESS')) {
      throw error;
    }
  }
}

/** Copies replicas from one disk of their broker to another. */
export async function moveBetweenDisks(
  brokers: Brokers,
  moves: readonly DiskMove[],
): Promise<void> {
  for (const [broker, own] of groupBy(moves, (move) => move.broker)) {
    const access = brokers.kafka.broker(brokerWithId(brokers.topology, broker));
    await access.ask(
      alterReplicaLogDirsV2.api,
      toDisks(own.map((each) => ({ ...each, path: each.to }))),
    );
  }
}

/**
 * Chooses disks for replicas that are still to come: a broker keeps it in mind until then, and says that
 * it has no such replica yet.
 */
async function choose(brokers: Brokers, moves: readonly PartitionMove[]): Promise<void> {
  const coming = moves.flatMap(({ topic, index, added }) =>
    added.map(({ broker, path }) => ({ topic, index, broker, path })),
  );
  for (const [broker, own] of groupBy(coming, (each) => each.broker)) {
    const access = brokers.kafka.broker(brokerWithId(brokers.topology, broker));
    await access.ask(alterReplicaLogDirsV2.api, toDisks(own)).catch((error: unknown) => {
      const codes = error instanceof AccessError ? error.codes : [];
      if (codes.length === 0 || !codes.every((code) => NOT_YET.includes(code))) throw error;
    });
  }
}

const NOT_YET = ['REPLICA_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION', 'NOT_LEADER_OR_FOLLOWER'];

async function alter<P extends NamedPartition>(
  brokers: Brokers,
  partitions: readonly P[],
  replicas: (partition: P) => number[] | null,
): Promise<void> {
  if (partitions.length === 0) return;
  const topics = groupBy(partitions, ({ topic }) => topic).map(([name, own]) => ({
    name,
    partitions: own.map((each) => ({ partitionIndex: each.index, replicas: replicas(each) })),
  }));
  const controller = await controllerOf(brokers);
  await controller.ask(alterPartitionReassignmentsV0.api, LIMIT_MS, true, topics);
}

function toDisks(replicas: readonly (NamedPartition & { readonly path: string })[]) {
  return groupBy(replicas, ({ path }) => path).map(([path, own]) => ({
    path,
    topics: byTopic(own),
  }));
}
