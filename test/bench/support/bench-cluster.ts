import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { bootstrapServers } from '../../../cluster/topology';
import type { Brokers } from '../../../scripts/cluster-access/ask-brokers';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { directReach } from '../../../scripts/cluster-access/reach';
import { defaultSpec } from '../../../scripts/local/local-spec';
import type { LocalCluster } from '../../../scripts/local/local-cluster';
import {
  type LocalClusterOptions,
  startLocalCluster,
} from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import { processorSeconds } from './processor-time';

/** A cluster to measure: its files as production has them, save for addresses, folders and heaps. */
export interface ClusterPlan extends Pick<LocalClusterOptions, 'alter'> {
  /** What tables call it. */
  readonly name: string;
  /** @default - three brokers, each with a ZooKeeper member */
  readonly spec?: KafkaClusterSpec;
}

/** A cluster that serves. */
export interface BenchCluster extends Brokers {
  readonly name: string;
  readonly local: LocalCluster;
  readonly bootstrapServers: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** What the JVMs of Kafka's tools are told. @default - nothing: they run as anybody's do */
  readonly toolFlags?: readonly string[];
}

/** Creating thousands of partitions takes a while. */
const REQUEST_TIMEOUT_MS = 120_000;

/** Runs the body while clusters of these plans are up side by side; they are gone afterwards. */
export async function withClusters<T>(
  plans: readonly ClusterPlan[],
  signal: AbortSignal,
  body: (...clusters: readonly BenchCluster[]) => Promise<T>,
): Promise<T> {
  const [plan, ...others] = plans;
  if (!plan) return await body();
  return await withCluster(plan, signal, (cluster) =>
    withClusters(others, signal, (...rest) => body(cluster, ...rest)),
  );
}

async function withCluster<T>(
  { name, spec = defaultSpec, alter }: ClusterPlan,
  signal: AbortSignal,
  body: (cluster: BenchCluster) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-bench-'));
  let local: LocalCluster | undefined;
  try {
    local = await startLocalCluster({
      ...{ spec, folder, signal, asInProduction: true },
      ...(alter && { alter }),
    });
    await waitForQuorum(local, { signal });
    await waitForBrokers(local, { signal });
    const { topology } = local;
    const { security } = topology.spec;
    const reach = { reach: directReach, security, signal };
    const kafka = openKafka({ ...reach, requestTimeoutMs: REQUEST_TIMEOUT_MS });
    const servers = bootstrapServers(topology);
    return await body({ name, local, topology, kafka, bootstrapServers: servers, signal }).finally(
      () => kafka.close(),
    );
  } finally {
    if (local) await discard(local);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stops it without any order: nobody reads its data again. */
async function discard(local: LocalCluster): Promise<void> {
  await Promise.all(local.processes().map(({ host, process }) => local.kill(host, process)));
  await local.stop();
}

/** Processor seconds that the cluster's brokers have spent so far, or all of its processes. */
export function secondsOf({ local }: BenchCluster, which: 'brokers' | 'all' = 'brokers'): number {
  return local
    .processes()
    .filter(({ process }) => which === 'all' || process === 'kafka')
    .reduce((sum, { id }) => sum + (id ? processorSeconds(id.pid) : 0), 0);
}
