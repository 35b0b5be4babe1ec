import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { bootstrapServers } from '../../../cluster/topology';
import type { Brokers } from '../../../scripts/cluster-access/ask-brokers';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { withLogin } from '../../../scripts/cluster-access/credentials';
import { reachWith } from '../../../scripts/cluster-access/reach';
import { clientFile } from '../../../scripts/local/client-files';
import { passwordName } from '../../../scripts/clients/password-name';
import { localSecrets } from '../../../scripts/local/local-secrets';
import { clientsStages } from '../../../scripts/local/stages';
import type { LocalCluster } from '../../../scripts/local/local-cluster';
import {
  type LocalClusterOptions,
  startLocalCluster,
} from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import plainLocalSpec from '../../support/plain-local.spec';
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
  /** With what Kafka's tools log in. @default - nothing: everybody is let in */
  readonly clientFile?: string;
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
  { name, spec = plainLocalSpec, alter }: ClusterPlan,
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
    const { reach, ...ofClient } = await letClientIn(local, spec, signal);
    const { security } = topology.spec;
    const kafka = openKafka({ reach, security, signal, requestTimeoutMs: REQUEST_TIMEOUT_MS });
    const servers = bootstrapServers(topology);
    const cluster = {
      name,
      local,
      topology,
      kafka,
      bootstrapServers: servers,
      signal,
      ...ofClient,
    };
    return await body(cluster).finally(() => kafka.close());
  } finally {
    if (local) await discard(local);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets the first client of the spec in where all others are kept out. */
async function letClientIn(
  local: LocalCluster,
  spec: KafkaClusterSpec,
  signal: AbortSignal,
): Promise<Pick<BenchCluster, 'clientFile'> & Pick<LocalCluster, 'reach'>> {
  const { topology, folder, reach } = local;
  const [client] = topology.spec.clients;
  if (!client || !reach.credentials) return { reach };
  for (const stage of clientsStages(spec, () => local, signal)) await stage.run(() => undefined);
  const password = (await localSecrets(folder).read(passwordName(client.name)))!;
  const login = withLogin(reach.credentials, { name: client.name, password });
  return { reach: reachWith(reach, login), clientFile: clientFile(folder, client.name) };
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
