import { UserError } from '../../cluster/errors';
import { localAccess, type LocalAccess } from '../local/local-access';
import type { MovedCluster } from '../moving/move-cluster';
import { print } from '../terminal/print';
import { withDeployedCluster, type InventoryOptions } from './inventory-options';
import { gatePatience } from './waiting-options';

export interface MovedClusterOptions extends Partial<InventoryOptions> {
  readonly name?: string;
}

/** The cluster of an inventory, or one on this machine. @param off hosts whose faults hold nothing up */
export async function withMovedCluster<T>(
  options: MovedClusterOptions,
  off: readonly string[],
  work: (cluster: MovedCluster) => Promise<T>,
): Promise<T> {
  const { inventory, sshPort = 22 } = options;
  const tolerance = { apartFrom: off[0] };
  if (inventory === undefined) {
    return await work(localCluster(localAccess(options.name), { ...options, ...tolerance }));
  }
  if (options.name !== undefined) {
    throw new UserError(
      '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
    );
  }
  return await withDeployedCluster({ ...options, inventory, sshPort }, (cluster) =>
    work({
      ...{ topology: cluster.topology, reach: cluster.reach },
      gate: async (signal) => void (await cluster.gate({ signal, ...tolerance })),
    }),
  );
}

function localCluster(
  { topology, reach }: LocalAccess,
  { apartFrom, ...options }: MovedClusterOptions & { readonly apartFrom: string | undefined },
): MovedCluster {
  return {
    ...{ topology, reach },
    gate: async (signal) => {
      const { waitForGate } = await import('../health/gate/wait-for-gate.js');
      const { readClusterState } = await import('../health/cluster/read-cluster-state.js');
      const look = () => readClusterState({ topology, reach, signal });
      const patience = gatePatience(options);
      await waitForGate({ topology, look, signal, apartFrom, onProgress: print, ...patience });
    },
  };
}
