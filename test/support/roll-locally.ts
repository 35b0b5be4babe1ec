import { processesOf } from '../../cluster/processes/host-process';
import { withClusterChange } from '../../scripts/changing/with-cluster-change';
import { readClusterState } from '../../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../../scripts/health/gate/wait-for-gate';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { restartPlan } from '../../scripts/rolling/host-plan';
import { rollCluster } from '../../scripts/rolling/roll';
import { localShells } from '../bench/support/local-shells';

export interface RollLocallyOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** As `converge` does where each broker needs a restart, but without SSH. */
export async function rollLocally(
  local: LocalCluster,
  { signal, onProgress }: RollLocallyOptions,
): Promise<void> {
  const { topology, reach } = local;
  const look = (signal: AbortSignal) => readClusterState({ topology, reach, signal });
  const hosts = topology.hosts.map((host) => {
    const kafka = processesOf(topology, host).find(({ row }) => row.role === 'broker')!;
    return restartPlan(host, kafka, 'a trial');
  });
  await withClusterChange({ topology, reach }, { command: 'trial', signal }, async (change) => {
    const cluster = {
      ...{ topology, reach, shells: localShells(local), look },
      gate: (options: Parameters<Parameters<typeof rollCluster>[0]['cluster']['gate']>[0]) =>
        waitForGate({ ...options, topology, look: () => look(signal) }),
    };
    await rollCluster({ cluster, change, onProgress, resume: '' }, { hosts, takenBack: [] });
  });
}
