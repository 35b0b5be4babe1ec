import type { SecuredHosts } from '../securing/deployed-way';
import type { HostsLook } from '../securing/host-look';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { SecretStore } from '../secrets/secret-store';
import { print } from '../terminal/print';
import { bringHostCertificates } from './bring-certificates';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';

export type SecuringCluster = SecuredHosts & Pick<DeployedCluster, 'inventory'>;

/** Options of what changes the security of a cluster. */
export interface SecurityOptions {
  readonly cutOff?: true | undefined;
  readonly toPlaintext?: true | undefined;
}

interface BringSecurityOptions extends SecurityOptions, LockCommandOptions {
  /** What runs it, as the history has it. */
  readonly command: string;
  readonly dryRun?: true | undefined;
  readonly yes?: true | undefined;
  readonly signal: AbortSignal;
  /** The command that goes on after it was stopped. */
  readonly resume: string;
  /** Waits for the hosts, and tells them which manifest they may take. */
  readonly waitForHosts: () => Promise<void>;
}

/**
 * Brings a deployed cluster that runs to the security of its spec, stage by stage, where it has another one.
 *
 * @returns whether there was something to do
 * @throws UserError where no way leads there, or somebody still uses the ports that come to be closed
 */
export async function bringSecurity(
  cluster: SecuringCluster,
  look: HostsLook,
  options: BringSecurityOptions,
): Promise<boolean> {
  const { topology } = cluster;
  const [{ isAtRest }, planning, { renderSecurity }, { requireMeant }, { stageOf }] =
    await Promise.all([
      import('../securing/at-rest.js'),
      import('../securing/plan-security.js'),
      import('../securing/render-security.js'),
      import('../securing/require-way-to-security.js'),
      import('../securing/stages.js'),
    ]);
  const { side } = look;
  const target = stageOf(topology.spec.security);
  const { cutOff = false, toPlaintext = false, dryRun, command, signal } = options;
  const atRest = isAtRest(look, target);
  // A run may have ended behind its last roll, and the same command goes on from there.
  if (atRest && target === 'plain' && toPlaintext && !dryRun) {
    await forgetSecrets(await storeOf(cluster));
  }
  if (atRest && (target !== 'closed' || dryRun || (await areClosed(cluster, options)))) {
    return false;
  }
  const steps = atRest
    ? [planning.CLOSED_ENTRIES]
    : planning.planSecurity(side, target, { asksAgain: true });
  print(renderSecurity(steps, { side, target }));
  requireMeant({ topology, look, toPlaintext });
  if (dryRun) return true;
  await confirm(command, options);
  const secrets = await secretsFor(cluster);
  await options.waitForHosts();
  const [{ bringSecurity: takeSteps }, { deployedWay }] = await Promise.all([
    import('../securing/bring-security.js'),
    import('../securing/deployed-way.js'),
  ]);
  const certify = async () => {
    const { inventory, reach, shells, topology } = cluster;
    const { hosts } = topology;
    const asked = { hosts, command, signal, yes: true as const, ...lockAsked(options) };
    await bringHostCertificates({ inventory, topology, reach, shells }, new Map(), asked);
  };
  const { resume } = options;
  const way = deployedWay({ cluster, secrets, certify, signal, say: print, resume });
  const change = { command, signal, ...lockOptions(options) };
  await takeSteps({ way, steps, cutsOff: cutOff, change, say: print });
  if (target === 'plain') await forgetSecrets(secrets);
  return true;
}

/** Whether what ZooKeeper keeps is for members alone: a run may have ended right before. Gates tell why it is silent. */
async function areClosed(
  cluster: SecuringCluster,
  { signal }: BringSecurityOptions,
): Promise<boolean> {
  const [{ withCoordination }, { areForMembers }] = await Promise.all([
    import('../changing/with-coordination.js'),
    import('../securing/convert-entries.js'),
  ]);
  return await withCoordination(cluster, { signal }, areForMembers).catch(() => true);
}

/** Nobody has a use for them any more, and the key that they are encrypted with goes next. */
async function forgetSecrets(secrets: SecretStore): Promise<void> {
  const { AUTHORITY, NEXT_AUTHORITY, TOOLS_IDENTITY, TRUSTED } =
    await import('../secrets/secret-names.js');
  for (const name of [TOOLS_IDENTITY, TRUSTED, NEXT_AUTHORITY, AUTHORITY]) {
    await secrets.remove(name);
  }
}

const lockAsked = ({ waitForLock, withoutLock }: LockCommandOptions) => ({
  waitForLock,
  ...(withoutLock !== undefined && { withoutLock }),
});

/** @returns those of a cluster whose spec asks for none any more, where it does not */
async function storeOf({ inventory, topology }: SecuringCluster): Promise<SecretStore> {
  const { AccountSecretStore } = await import('../secrets/account-secret-store.js');
  return topology.spec.security.kind === 'plaintext'
    ? AccountSecretStore.left(inventory)
    : AccountSecretStore.of(inventory);
}

/** On the way back the spec names no secrets any more, and the cluster still asks for a certificate. */
async function secretsFor(cluster: SecuringCluster): Promise<SecretStore> {
  const secrets = await storeOf(cluster);
  if (cluster.topology.spec.security.kind !== 'plaintext') return secrets;
  const [{ readToolsCredentials }, { showOn }] = await Promise.all([
    import('../certificates/tools-identity.js'),
    import('../cluster-access/reach.js'),
  ]);
  showOn(cluster.reach, await readToolsCredentials(secrets));
  return secrets;
}
