import { UserError } from '../../cluster/errors';
import type { DeployedCluster, LiveCluster } from '../health/deployed-cluster';
import { localAccess, runningLocal, type LocalAccess } from '../local/local-access';
import { print } from '../terminal/print';
import { withDeployedCluster, type InventoryOptions } from './inventory-options';
import { gatePatience } from './waiting-options';

export interface EitherClusterOptions extends Partial<InventoryOptions> {
  readonly name?: string;
}

/**
 * The cluster of an inventory, or else one on this machine.
 *
 * @throws UserError where both are named, or there is no such cluster
 */
export async function withEitherCluster<T>(
  options: EitherClusterOptions,
  work: (cluster: DeployedCluster | LocalAccess) => Promise<T>,
): Promise<T> {
  const { inventory, name, sshPort = 22 } = options;
  if (inventory === undefined) return await work(localAccess(name));
  if (name !== undefined) throw nameStandsAlone();
  return await withDeployedCluster({ ...options, inventory, sshPort }, work);
}

/**
 * The same, with the gates of either: for what changes a cluster that runs.
 *
 * @throws UserError where a local one does not
 */
export async function withLiveCluster<T>(
  options: EitherClusterOptions,
  work: (cluster: LiveCluster) => Promise<T>,
): Promise<T> {
  if (options.inventory !== undefined) {
    return await withEitherCluster(options, (cluster) => work(cluster as DeployedCluster));
  }
  const { liveLocal } = await import('../local/live-local.js');
  const patience = gatePatience(options);
  return await work(liveLocal(runningLocal(options.name), { patience, onProgress: print }));
}

/** Who names a local cluster and an inventory means two. */
export function nameStandsAlone(): UserError {
  return new UserError(
    '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
  );
}
