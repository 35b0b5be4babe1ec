import { readFileSync } from 'node:fs';
import {
  alterPartitionReassignmentsV0,
  alterReplicaLogDirsV2,
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import type { Topology } from '../../cluster/topology';
import { electPreferredLeadersV2 } from '../../scripts/cluster-access/elect-leaders';
import { directReach } from '../../scripts/cluster-access/reach';
import { moveCluster } from '../../scripts/moving/move-cluster';

/** Something that a move asks for, and by which requests it is told. */
interface Step {
  readonly api: object;
  readonly is?: (request: unknown) => boolean;
}

const { SET, DELETE } = IncrementalAlterConfigOperationTypes;
const { BROKER, TOPIC } = ConfigResourceTypes;

/** A change of configs is told by whose they are, and by what becomes of them. */
const config = (resourceType: number, configOperation: number): Step => ({
  api: incrementalAlterConfigsV1.api,
  is: (request) => {
    const [resource] = request as readonly { resourceType: number; configs: readonly object[] }[];
    const [first] = (resource?.configs ?? []) as readonly { configOperation: number }[];
    return resource?.resourceType === resourceType && first?.configOperation === configOperation;
  },
});

const STEPS: Readonly<Record<string, Step>> = {
  'the rate is set': config(BROKER, SET),
  'copies are throttled': config(TOPIC, SET),
  'disks are chosen': { api: alterReplicaLogDirsV2.api },
  'partitions are reassigned': { api: alterPartitionReassignmentsV0.api },
  'copies are let go': config(TOPIC, DELETE),
  'leaders are elected': { api: electPreferredLeadersV2 },
  'the rate is taken back': config(BROKER, DELETE),
};

/**
 * A move, as a process of its own: `killed-move.ts TOPOLOGY STEP`. It kills itself right before the first
 * request of this step. Without the lock, which a killed command keeps for some seconds.
 */
async function main([topologyFile, name]: readonly string[]): Promise<void> {
  const { api, is = () => true } = STEPS[name!]!;
  const { async: send } = api as { async: (...args: readonly unknown[]) => Promise<unknown> };
  Object.assign(api, {
    async: (connection: unknown, ...request: readonly unknown[]) => {
      if (is(request[0])) process.kill(process.pid, 'SIGKILL');
      return send(connection, ...request);
    },
  });
  const topology = JSON.parse(readFileSync(topologyFile!, 'utf8')) as Topology;
  const { signal } = new AbortController();
  await moveCluster(
    { topology, reach: directReach, gate: () => Promise.resolve() },
    { off: new Set(), topics: [] },
    {
      rates: { least: 1e6, most: 8e6, acksWithinMs: 500 },
      ...{ firstRate: 8e6, stallMs: 600_000, onProgress: () => undefined },
      change: {
        ...{ id: 'killed', signal, confirm: () => Promise.resolve() },
        step: (_, work) => work({}),
      },
    },
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
