import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapServers, type Topology } from '../../../cluster/topology';
import { defaultSpec } from '../../../scripts/local/default-spec';
import {
  type LocalCluster,
  type LocalClusterOptions,
  startLocalCluster,
} from '../../../scripts/local/local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';

/** A cluster that serves, for as long as the body runs. */
export interface BenchCluster {
  readonly topology: Topology;
  readonly bootstrapServers: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Runs the body against a fresh cluster of the default spec, which is gone afterwards. */
export async function withLocalCluster<T>(
  body: (bench: BenchCluster) => Promise<T>,
  options: Pick<LocalClusterOptions, 'alter'> = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-bench-'));
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new Error('interrupted'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const { signal } = interrupt;
  let cluster: LocalCluster | undefined;
  try {
    cluster = await startLocalCluster({ spec: defaultSpec, folder, signal, ...options });
    await waitForQuorum(cluster, { signal });
    await waitForBrokers(cluster, { signal });
    const { topology } = cluster;
    return await body({ topology, bootstrapServers: bootstrapServers(topology), signal });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
