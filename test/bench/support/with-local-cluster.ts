import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapServers, type Topology } from '../../../cluster/topology';
import { withInterrupts } from '../../../scripts/system/interrupts';
import { defaultSpec } from '../../../scripts/local/local-spec';
import type { LocalCluster } from '../../../scripts/local/local-cluster';
import {
  type LocalClusterOptions,
  startLocalCluster,
} from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';

/** A cluster that serves, for as long as the body runs. */
export interface BenchCluster {
  readonly topology: Topology;
  readonly bootstrapServers: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Runs the body against a fresh cluster of the default spec, which is gone afterwards. */
export function withLocalCluster<T>(
  body: (bench: BenchCluster) => Promise<T>,
  options: Pick<LocalClusterOptions, 'alter'> = {},
): Promise<T> {
  return withInterrupts(async (signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'kafka-bench-'));
    let cluster: LocalCluster | undefined;
    try {
      cluster = await startLocalCluster({
        ...{ spec: defaultSpec, folder, signal, asInProduction: true },
        ...options,
      });
      await waitForQuorum(cluster, { signal });
      await waitForBrokers(cluster, { signal });
      const { topology } = cluster;
      return await body({ topology, bootstrapServers: bootstrapServers(topology), signal });
    } finally {
      await cluster?.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
