import {
  createTopicsV7,
  deleteTopicsV6,
  FetchIsolationLevels,
  listOffsetsV8,
  ListOffsetTimestamps,
} from '@platformatic/kafka';
import { brokerHosts } from '../../../cluster/topology';
import { AccessError } from '../../../scripts/cluster-access/access-error';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import { retryFor } from '../../../scripts/system/retry-for';
import { readLedPartitions, type LedPartition } from '../../../scripts/smoke/topic/led-partitions';
import type { BenchCluster } from './bench-cluster';

export interface TopicShape {
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** A topic that is written to, with the leaders of its partitions. */
export interface BenchTopic {
  readonly name: string;
  readonly leaders: readonly LedPartition[];
}

const CREATE_TIMEOUT_MS = 60_000;
/** Thousands of partitions, on a machine that has other work. */
const SERVED_MS = 240_000;
const DELETE_TIMEOUT_MS = 1_000;

/** Makes a topic, and returns when each of its partitions has a leader. */
export async function createTopic(
  cluster: BenchCluster,
  name: string,
  { partitions, replicationFactor }: TopicShape,
): Promise<BenchTopic> {
  const minInSync = String(Math.max(1, replicationFactor - 1));
  const topic = {
    ...{ name, replicationFactor, numPartitions: partitions, assignments: [] },
    configs: [{ name: 'min.insync.replicas', value: minInSync }],
  };
  const controller = cluster.kafka.broker(await findController(cluster));
  await controller.ask(createTopicsV7.api, [topic], CREATE_TIMEOUT_MS, false).catch(ignoreSlowness);
  const wait = { durationMs: SERVED_MS, signal: cluster.signal };
  return { name, leaders: await retryFor(wait, () => readLedPartitions(cluster, name)) };
}

/** What takes longer than the request waits comes true all the same. */
function ignoreSlowness(error: unknown): void {
  if (!(error instanceof AccessError && error.codes.includes('REQUEST_TIMED_OUT'))) throw error;
}

/** Asks for it, and does not wait until all of its files are gone. */
export async function deleteTopic(cluster: BenchCluster, { name }: BenchTopic): Promise<void> {
  const controller = cluster.kafka.broker(await findController(cluster));
  await controller.ask(deleteTopicsV6.api, [{ name }], DELETE_TIMEOUT_MS).catch(ignoreSlowness);
}

/** Records of a topic that consumers can read by now, as its leaders count them. */
export async function countRecords(
  { kafka, topology }: BenchCluster,
  { name, leaders }: BenchTopic,
): Promise<number> {
  const counts = await Promise.all(
    brokerHosts(topology).map(async (host) => {
      const partitions = leaders
        .filter(({ leader }) => leader.name === host.name)
        .map(({ partition }) => ({
          partitionIndex: partition,
          currentLeaderEpoch: -1,
          timestamp: ListOffsetTimestamps.LATEST,
        }));
      if (partitions.length === 0) return 0;
      const { topics } = await kafka
        .broker(host)
        .ask(listOffsetsV8.api, -1, FetchIsolationLevels.READ_UNCOMMITTED, [{ name, partitions }]);
      return topics
        .flatMap((each) => each.partitions)
        .reduce((sum, p) => sum + Number(p.offset), 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
