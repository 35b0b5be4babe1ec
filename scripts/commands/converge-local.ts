import { UserError } from '../../cluster/errors';
import type { MemberIdentity } from '../../cluster/identities/member-identities';
import type { NewAuthority } from '../certificates/look-at-certificates';
import { certifiedLocally, localAccess, type LocalAccess } from '../local/local-access';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { bringCertificates, type CertificateOptions } from './bring-certificates';
import { lockOptions, type LockCommandOptions } from './lock-options';

export interface ConvergeLocalOptions extends LockCommandOptions {
  readonly name?: string;
  /** Not of a local cluster. */
  readonly only?: readonly string[];
  readonly dryRun?: true;
  readonly yes?: true;
  readonly newAuthority?: NewAuthority;
  readonly allowDataLoss?: readonly string[];
}

/**
 * Brings what a running local cluster can be brought: certificates, topics and clients. Its other files are
 * written when it starts.
 *
 * @returns the exit code
 */
export async function convergeLocal(options: ConvergeLocalOptions): Promise<number> {
  const { name, only } = options;
  if (only) throw new UserError('--only: must be of a deployed cluster. Give its --inventory.');
  const local = localAccess(name);
  return await withInterrupts((signal) => convergeLocalCluster(local, options, signal));
}

/** The same for a cluster that was found. @returns the exit code */
export async function convergeLocalCluster(
  local: LocalAccess,
  options: ConvergeLocalOptions,
  signal: AbortSignal,
): Promise<number> {
  const { hosts } = local.topology;
  const { waitForLock, dryRun, yes, newAuthority } = options;
  const bring = { hosts, command: 'converge', signal, dryRun, yes, newAuthority, waitForLock };
  const isOpen = await certifyLocal(local, bring);
  const { bringTopics } = await import('./bring-topics.js');
  const topics = await bringTopics(local, { ...options, command: 'converge', signal });
  const clients = await convergeClients(local, options, signal);
  return Math.max(dryRun && isOpen ? 1 : 0, topics, clients);
}

/** @returns whether there was something to do */
async function certifyLocal(
  local: LocalAccess,
  options: CertificateOptions,
  rounds = 0,
): Promise<boolean> {
  const cluster = await certifiedLocally(local);
  const { hadWork, toRestart } = await bringCertificates(cluster, options);
  if (toRestart.length === 0) return hadWork;
  if (rounds === MOST_ROUNDS)
    throw new UserError(
      `${toRestart.map(titleOf).join('; ')}: must know another authority after a restart. Look at their logs.`,
    );
  await restartAll(local, toRestart, options);
  await certifyLocal(local, { ...options, yes: true }, rounds + 1);
  return true;
}

const MOST_ROUNDS = 2;
const WELL_WITHIN_MS = 120_000;

/** One after the other, each once all is well again. */
async function restartAll(
  { topology, reach, folder }: LocalAccess,
  members: readonly MemberIdentity[],
  options: CertificateOptions,
): Promise<void> {
  const [{ restartProcess }, { localSmokeContext }, { untilWell }, { withClusterChange }] =
    await Promise.all([
      import('../local/local-places.js'),
      import('../local/local-look.js'),
      import('../health/until-well.js'),
      import('../changing/with-cluster-change.js'),
    ]);
  const look = localSmokeContext(topology, reach).look!;
  const { command, signal } = options;
  const names = [...new Map(members.map((each) => [titleOf(each), each]))];
  const why = names.map(([title]) => `${title} is to know another authority`);
  const change = { command, why, signal, onProgress: print, ...lockOptions(options) };
  await withClusterChange({ topology, reach }, change, async (held) => {
    for (const [title, member] of names) {
      const waiting = {
        topology,
        look,
        limitMs: WELL_WITHIN_MS,
        signal: held.signal,
        onProgress: print,
      };
      const { found } = await untilWell(waiting);
      if (found.length > 0)
        throw new UserError(`${title}: is not restarted while the cluster is not well.`);
      await held.confirm();
      const { host, process } = member;
      await held.step({ host: host.name, what: `restart ${process.unit}` }, async () => {
        await restartProcess(folder, member);
        await untilWell(waiting);
      });
      print(`${title}: is restarted`);
    }
  });
}

const titleOf = ({ host, process }: MemberIdentity) => `${host.name}, ${process.row.title}`;

async function convergeClients(
  local: LocalAccess,
  options: ConvergeLocalOptions,
  signal: AbortSignal,
): Promise<number> {
  if (local.topology.spec.security.kind === 'plaintext') return 0;
  const { bringClients } = await import('./bring-clients.js');
  const code = await bringClients(local, { ...options, command: 'converge', signal });
  if (!options.dryRun) await local.onClients();
  return code;
}
