import { UserError } from '../../cluster/errors';
import type { ChangedCluster } from '../changing/cluster-change';
import { localAccess, type LocalAccess } from '../local/local-access';
import { withDeployedCluster, type InventoryOptions } from './inventory-options';

export interface EitherClusterOptions extends Partial<InventoryOptions> {
  readonly name?: string;
}

/** A deployed cluster or a local one. */
export type EitherCluster = ChangedCluster & Partial<LocalAccess>;

/**
 * The cluster of an inventory, or else one on this machine.
 *
 * @throws UserError where both are named, or there is no such cluster
 */
export async function withEitherCluster<T>(
  options: EitherClusterOptions,
  work: (cluster: EitherCluster) => Promise<T>,
): Promise<T> {
  const { inventory, name, sshPort = 22 } = options;
  if (inventory === undefined) return await work(localAccess(name));
  if (name !== undefined) {
    throw new UserError(
      '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
    );
  }
  return await withDeployedCluster({ ...options, inventory, sshPort }, async (cluster) => {
    if (cluster.topology.spec.security.kind === 'plaintext') return await work(cluster);
    const { AccountSecretStore } = await import('../secrets/account-secret-store.js');
    return await work({ ...cluster, secrets: AccountSecretStore.of(cluster.inventory) });
  });
}
