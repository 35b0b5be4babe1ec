import { UserError } from '../../cluster/errors';
import type { DeployedCluster } from '../health/deployed-cluster';
import { localAccess, type LocalAccess } from '../local/local-access';
import { withDeployedCluster, type InventoryOptions } from './inventory-options';

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

/** Who names a local cluster and an inventory means two. */
export function nameStandsAlone(): UserError {
  return new UserError(
    '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
  );
}
