import { createTopicsV7, ListOffsetTimestamps, metadataV12 } from '@platformatic/kafka';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import { AccessError } from '../../cluster-access/access-error';
import { controllerOf, type Brokers } from '../../cluster-access/ask-brokers';
import { readLedPartitions, type LedPartition } from './led-partitions';
import { listOffset } from './list-offset';
import { retryFor } from '../../system/retry-for';

export interface CreateSmokeTopicOptions extends Brokers {
  readonly name: string;
  /** So many that each broker is to lead. @default 1 */
  readonly partitionsPerBroker?: number;
  /** How long to wait for brokers that have not registered yet; then it is made without them. */
  readonly waitForBrokersMs: number;
  /** Interrupts waiting, not the request to make it. */
  readonly signal: AbortSignal;
}

/** A controller that is busy with a cluster's first topics can need so long. */
const CREATE_TIMEOUT_MS = 9_000;
const SERVED_TIMEOUT_MS = 15_000;

/**
 * Kept apart from the cluster's own defaults where these would make a topic unfit for the checks.
 * Not among them: min.insync.replicas, which the checks are to meet as producers do.
 */
const CONFIGS = [
  // The look-up by time needs the timestamps that the records came with.
  { name: 'message.timestamp.type', value: 'CreateTime' },
  // Compaction refuses records without a key.
  { name: 'cleanup.policy', value: 'delete' },
];

/**
 * Makes the smoke topic: one partition or several for each broker to lead, with the replicas that the spec asks
 * for. Their brokers are named one by one, so that it also comes to be where one of them is down.
 * Returns once every partition is served.
 */
export async function createSmokeTopic(
  options: CreateSmokeTopicOptions,
): Promise<readonly LedPartition[]> {
  await waitForBrokers(options);
  const topic = {
    name: options.name,
    numPartitions: -1,
    replicationFactor: -1,
    assignments: planAssignments(options.topology, options.partitionsPerBroker),
    configs: CONFIGS,
  };
  const { signal } = options;
  const controller = await controllerOf(options);
  await controller.ask(createTopicsV7.api, [topic], CREATE_TIMEOUT_MS, false).catch(ignoreSlowness);
  return await retryFor({ durationMs: SERVED_TIMEOUT_MS, signal }, () => servedPartitions(options));
}

/** A topic that is not ready in time is made all the same. */
function ignoreSlowness(error: unknown): void {
  if (!(error instanceof AccessError && error.codes.includes('REQUEST_TIMED_OUT'))) throw error;
}

/** Which brokers hold a partition; the first is to lead it. */
export interface Assignment {
  readonly partitionIndex: number;
  readonly brokerIds: number[];
}

/**
 * Partition 0 is led by the first broker, 1 by the second …; its followers are the next in the ring. Where
 * each leads several, the first broker leads again after the last one, and others follow it than before.
 */
export function planAssignments(topology: Topology, partitionsPerBroker = 1): Assignment[] {
  const ids = brokerHosts(topology).map(({ broker }) => broker.id);
  const replicas = Math.min(topology.spec.topicDefaults.replicationFactor, ids.length);
  return Array.from({ length: partitionsPerBroker * ids.length }, (_, partitionIndex) => {
    const first = partitionIndex % ids.length;
    const others = [...ids.slice(first + 1), ...ids.slice(0, first)];
    const lap = Math.floor(partitionIndex / ids.length);
    const followers = Array.from(
      { length: replicas - 1 },
      (_, at) => others[(lap * (replicas - 1) + at) % others.length]!,
    );
    return { partitionIndex, brokerIds: [ids[first]!, ...followers] };
  });
}

/** Goes on in any case: who is missing is for the checks to say. */
async function waitForBrokers(options: CreateSmokeTopicOptions): Promise<void> {
  const expected = brokerHosts(options.topology).map(({ broker }) => broker.id);
  const everyoneIsThere = async () => {
    const controller = await controllerOf(options);
    const { brokers } = await controller.ask(metadataV12.api, []);
    const registered = brokers.map(({ nodeId }) => nodeId);
    if (!expected.every((id) => registered.includes(id))) throw new Error('brokers are missing');
  };
  const { waitForBrokersMs: durationMs, signal } = options;
  await retryFor({ durationMs, signal }, everyoneIsThere).catch(() => undefined);
  signal.throwIfAborted();
}

/** Others know a leader a moment before it knows itself: a producer would try again in between. */
async function servedPartitions(
  options: CreateSmokeTopicOptions,
): Promise<readonly LedPartition[]> {
  const { kafka, name } = options;
  const partitions = await readLedPartitions(options, name);
  const leaders = new Set(partitions.map(({ leader }) => leader));
  await Promise.all(
    [...leaders].map((leader) => kafka.broker(leader).ask(metadataV12.api, [name])),
  );
  await Promise.all(
    partitions.map((partition) =>
      listOffset(kafka.broker(partition.leader), partition, ListOffsetTimestamps.LATEST),
    ),
  );
  return partitions;
}
