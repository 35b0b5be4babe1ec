import { listPartitionReassignmentsV0 } from '@platformatic/kafka';
import { brokerHosts } from '../../cluster/topology';
import {
  askEveryBroker,
  controllerOf,
  readMetadata,
  type Brokers,
} from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';
import type { PlacedBroker, PlacedPartition, Placement } from './planning/placement';
import { readDisks } from './read-disks';

/** A live cluster as plans are made from it. */
export interface LivePlacement extends Placement {
  /** Those whose replicas are on the way right now, from an earlier run or by others. */
  readonly running: readonly RunningMove[];
  /** Ids of brokers that gave no answer: what they hold is known from the others. */
  readonly silent: readonly number[];
  /** Those that lack an in-sync replica which is not on its way, such as `events-3`. */
  readonly behind: readonly string[];
}

/** A partition whose replicas are being moved. */
export interface RunningMove {
  readonly topic: string;
  readonly index: number;
  /** Where it is to lie in the end. */
  readonly to: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

const LIST_LIMIT_MS = 9_000;

/** Reads where all partitions lie, or will lie when what runs has ended. */
export async function readPlacement(brokers: Brokers): Promise<LivePlacement> {
  const controller = await controllerOf(brokers);
  const [{ topics }, running, disks] = await Promise.all([
    readMetadata(controller, 'all'),
    readRunningMoves(brokers),
    readReplicas(brokers),
  ]);
  const ways = new Map(running.map((move) => [`${move.topic}-${move.index}`, move]));
  const partitions: PlacedPartition[] = [];
  const behind: string[] = [];
  for (const { name, partitions: own } of topics) {
    if (!name || isSmokeTopic(name)) continue;
    for (const { partitionIndex: index, replicaNodes, isrNodes } of own) {
      const way = ways.get(`${name}-${index}`);
      const replicas = way?.to ?? replicaNodes;
      const found = replicas.map((id) => disks.replicas.get(`${id}/${name}-${index}`));
      const lacking = replicaNodes.some(
        (id) => !isrNodes.includes(id) && !way?.adding.includes(id),
      );
      if (lacking) behind.push(`${name}-${index}`);
      partitions.push({
        ...{ topic: name, index, replicas },
        disks: found.map((each) => each?.disk),
        bytes: Math.max(0, ...found.map((each) => each?.bytes ?? 0)),
      });
    }
  }
  return { brokers: disks.brokers, partitions, running, silent: disks.silent, behind };
}

/** Asks the controller what is being moved. */
export async function readRunningMoves(brokers: Brokers): Promise<readonly RunningMove[]> {
  const controller = await controllerOf(brokers);
  const { topics } = await controller.ask(listPartitionReassignmentsV0.api, LIST_LIMIT_MS, null);
  return topics.flatMap(({ name: topic, partitions }) =>
    partitions.map(({ partitionIndex: index, replicas, addingReplicas, removingReplicas }) => ({
      ...{ topic, index, adding: addingReplicas, removing: removingReplicas },
      to: replicas.filter((id) => !removingReplicas.includes(id)),
    })),
  );
}

interface FoundReplica {
  readonly disk: number;
  readonly bytes: number;
}

interface Disks {
  readonly brokers: readonly PlacedBroker[];
  /** By broker and partition, as in `2/events-3`. */
  readonly replicas: ReadonlyMap<string, FoundReplica>;
  readonly silent: readonly number[];
}

async function readReplicas(brokers: Brokers): Promise<Disks> {
  const { answers } = await askEveryBroker(brokers, (broker) => readDisks(broker, 'all'));
  const replicas = new Map<string, FoundReplica>();
  const found = new Map<number, PlacedBroker['disks']>();
  for (const { host, answer: disks } of answers) {
    const { id } = host.broker;
    // Without their replicas, of which there may be a million in all.
    found.set(
      id,
      disks.map(({ path, sizeBytes, usedBytes }) => ({ path, sizeBytes, usedBytes })),
    );
    for (const [disk, { replicas: held }] of disks.entries()) {
      for (const { name, bytes } of held.filter(({ isComing }) => !isComing)) {
        replicas.set(`${id}/${name}`, { disk, bytes });
      }
    }
  }
  const all = brokerHosts(brokers.topology).map(({ broker, rack }) => ({
    ...{ id: broker.id, rack },
    disks: found.get(broker.id) ?? [],
  }));
  const sizes = all.map(({ disks }) => disks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const silent = all.filter(({ id }) => !found.has(id)).map(({ id }) => id);
  return {
    brokers: all.map((each, at) => ({ ...each, weight: weigh(sizes[at]!, sizes) })),
    replicas,
    silent,
  };
}

/**
 * By the size of its disks, in tenths of the largest: file systems of alike disks differ by a little. A
 * broker that does not answer holds what it holds, and takes nothing.
 */
function weigh(size: number, all: readonly number[]): number {
  return size === 0 ? 0 : Math.max(1, Math.round((size / Math.max(...all)) * 10));
}
