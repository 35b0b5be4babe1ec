import type { MovedCluster } from '../moving/move-cluster';
import { withLiveCluster, type EitherClusterOptions } from './with-either-cluster';

/** The cluster of an inventory, or one on this machine. @param off hosts whose faults hold nothing up */
export async function withMovedCluster<T>(
  options: EitherClusterOptions,
  off: readonly string[],
  work: (cluster: MovedCluster) => Promise<T>,
): Promise<T> {
  return await withLiveCluster(options, ({ topology, reach, gate }) =>
    work({
      ...{ topology, reach },
      gate: async (signal) => void (await gate({ signal, apartFrom: off[0] })),
    }),
  );
}
