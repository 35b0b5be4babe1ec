import type { Inventory } from '../../cluster/inventory/inventory';
import { DEFAULT_CERTIFICATE_DAYS, securityOf } from '../../cluster/security';
import type { Credentials } from '../cluster-access/credentials';

/**
 * What the tools show to a deployed cluster; undefined where it asks for nothing, or nothing is there yet.
 *
 * @param makes whether it is made where it is missing or near its end: by what changes clusters
 */
export async function toolsCredentials(
  inventory: Inventory,
  makes: boolean,
): Promise<Credentials | undefined> {
  const { clusterName } = inventory.spec;
  const security = securityOf(inventory.spec);
  if (security.kind === 'plaintext') return undefined;
  const [{ AccountSecretStore }, { readToolsCredentials, renewToolsIdentity }] = await Promise.all([
    import('../secrets/account-secret-store.js'),
    import('../certificates/tools-identity.js'),
  ]);
  const secrets = AccountSecretStore.of(inventory);
  if (makes) {
    const { OwnAuthority } = await import('../authority/own-authority.js');
    const authority = await OwnAuthority.open(secrets, clusterName);
    const trusted = await authority.trusted();
    const days = security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS;
    await renewToolsIdentity(secrets, { authority, trusted }, { clusterName, days });
  }
  return await readToolsCredentials(secrets);
}
