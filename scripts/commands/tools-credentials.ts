import type { Inventory } from '../../cluster/inventory/inventory';
import { DEFAULT_CERTIFICATE_DAYS, securityOf, type TlsSecurity } from '../../cluster/security';
import type { Credentials } from '../cluster-access/credentials';
import type { SecretStore } from '../secrets/secret-store';

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
  const [{ AccountSecretStore }, { readToolsCredentials }] = await Promise.all([
    import('../secrets/account-secret-store.js'),
    import('../certificates/tools-identity.js'),
  ]);
  const secrets = AccountSecretStore.of(inventory);
  if (makes) await makeCredentials(clusterName, security, secrets);
  return await readToolsCredentials(secrets);
}

/** They come before anybody has looked at the hosts: nobody is forgotten here, and nobody new signs. */
async function makeCredentials(
  clusterName: string,
  security: TlsSecurity,
  secrets: SecretStore,
): Promise<void> {
  const [{ openAuthorities }, { readToolsIdentity, renewToolsIdentity }, { mergeAuthorities }] =
    await Promise.all([
      import('../authority/open-authorities.js'),
      import('../certificates/tools-identity.js'),
      import('../certificates/plan-trust.js'),
    ]);
  const authorities = await openAuthorities({ clusterName, security, secrets, makes: true });
  const { target, interim } = authorities!;
  const kept = await readToolsIdentity(secrets);
  const trusted = mergeAuthorities(await target.trusted(), kept.trusted);
  const days = security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS;
  const tools = { authority: interim, trusted, signers: trusted };
  await renewToolsIdentity(secrets, tools, { clusterName, days });
}
