import type { LocalAccess } from '../local/local-access';
import type { MovedCluster } from '../moving/move-cluster';
import { print } from '../terminal/print';
import { gatePatience } from './waiting-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** The cluster of an inventory, or one on this machine. @param off hosts whose faults hold nothing up */
export async function withMovedCluster<T>(
  options: EitherClusterOptions,
  off: readonly string[],
  work: (cluster: MovedCluster) => Promise<T>,
): Promise<T> {
  const tolerance = { apartFrom: off[0] };
  return await withEitherCluster(options, (cluster) =>
    'gate' in cluster
      ? work({
          ...{ topology: cluster.topology, reach: cluster.reach },
          gate: async (signal) => void (await cluster.gate({ signal, ...tolerance })),
        })
      : work(localCluster(cluster, { ...options, ...tolerance })),
  );
}

function localCluster(
  { topology, reach }: LocalAccess,
  { apartFrom, ...options }: EitherClusterOptions & { readonly apartFrom: string | undefined },
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
