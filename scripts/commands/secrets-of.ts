import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import type { SecretStore } from '../secrets/secret-store';

/** Where the secrets of a cluster are kept. @throws UserError where a deploy has made no key for them */
export async function secretsOf(cluster: DeployedCluster | LocalAccess): Promise<SecretStore> {
  if ('secrets' in cluster) return cluster.secrets;
  const { AccountSecretStore } = await import('../secrets/account-secret-store.js');
  return AccountSecretStore.of(cluster.inventory);
}
