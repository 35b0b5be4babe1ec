import { readFileSync } from 'node:fs';
import {
  alterPartitionReassignmentsV0,
  alterReplicaLogDirsV2,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import type { Topology } from '../../cluster/topology';
import { electPreferredLeadersV2 } from '../../scripts/cluster-access/elect-leaders';
import { directReach } from '../../scripts/cluster-access/reach';
import { withClusterChange } from '../../scripts/changing/with-cluster-change';
import { moveCluster } from '../../scripts/moving/move-cluster';

/** What a move asks of brokers that changes something. */
const CHANGES = {
  config: incrementalAlterConfigsV1.api,
  disk: alterReplicaLogDirsV2.api,
  reassignment: alterPartitionReassignmentsV0.api,
  election: electPreferredLeadersV2,
} as const;

/**
 * A move, as a process of its own: `killed-move.ts TOPOLOGY N`. Right before the Nth request that changes
 * something it prints which one, and kills itself.
 */
async function main([topologyFile, count]: readonly string[]): Promise<void> {
  let left = Number(count);
  for (const [name, api] of Object.entries(CHANGES)) {
    const { async: send } = api as { async: (...args: unknown[]) => Promise<unknown> };
    Object.assign(api, {
      async: (...args: unknown[]) => {
        left -= 1;
        if (left > 0) return send(...args);
        process.stdout.write(name, () => process.kill(process.pid, 'SIGKILL'));
        return new Promise(() => undefined);
      },
    });
  }
  const topology = JSON.parse(readFileSync(topologyFile!, 'utf8')) as Topology;
  const cluster = { topology, reach: directReach, gate: () => Promise.resolve() };
  const { signal } = new AbortController();
  await withClusterChange(cluster, { command: 'move', signal, waitForLockMs: 30_000 }, (change) =>
    moveCluster(
      cluster,
      { off: new Set(), topics: [] },
      {
        rates: { least: 1e6, most: 8e6, acksWithinMs: 500 },
        ...{ firstRate: 8e6, stallMs: 60_000, change, onProgress: () => undefined },
      },
    ),
  );
}

void main(process.argv.slice(2));
