import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { RUN_PROGRAM } from '../../cluster/program';
import type { Host } from '../../cluster/topology';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import type { NewAuthority } from '../certificates/look-at-certificates';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import type { SecuredHosts } from '../securing/deployed-way';
import type { RunningReleases } from '../upgrading/running-release';
import type { CertificateOutcome } from '../certificates/converge-certificates';
import { loadSpecFile } from './load-spec-file';
import { bringHostCertificates } from './bring-certificates';
import { bringSecurity, type SecurityOptions } from './bring-security';
import { confirm } from './confirm';
import type { ConvergeLocalOptions } from './converge-local';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import {
  allowDataLossOption,
  cutOffOption,
  nameOption,
  securityWords,
  toPlaintextOption,
} from './shared-options';
import { requireSameSecurity } from './require-same-security';
import { parseSeconds, stallOption } from './waiting-options';
import { tellIfUnwell } from './tell-if-unwell';
import { nameStandsAlone } from './with-either-cluster';

/** `cdktf-kafka converge`: brings changed files to the hosts, one host at a time. */
export function addConvergeCommand(program: Command): void {
  const command = program
    .command('converge')
    .description('Bring a changed spec to a live cluster, one host at a time, behind gates.')
    .argument(
      '[spec]',
      'spec file that a local cluster is brought to (default: the one that it has)',
    )
    .option('--only <host>', 'this host alone; may be given several times', collect)
    .addOption(nameOption())
    .addOption(newAuthorityOption())
    .addOption(allowDataLossOption())
    .addOption(cutOffOption())
    .addOption(toPlaintextOption());
  addRollOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

/** The options of a command that rolls a deployed cluster. */
export function addRollOptions(command: Command, { required = true } = {}): Command {
  command
    .option('--dry-run', 'look at once, print the plan and end')
    .option('--yes', 'do not ask')
    .option('--wait <seconds>', 'how long hosts may take to come up', parseSeconds, 900)
    .addOption(stallOption());
  addLockOptions(command);
  return addInventoryOptions(command, { required });
}

const HELP = `
Killed at any point, it can be run again and goes on.

After the hosts it brings the topics and quotas of the spec, as \`topics\` does, and the clients of a secured one, as
\`clients\` does, unless --only is given.

Without --inventory it is about a local cluster that runs. Edit the spec that it was started with, then give it again:
\`converge SPEC\`.

Where the spec has another security than the hosts, it goes there first, in stages; ports that somebody is connected to
are not closed: docs/secure-a-running-cluster.md.

With --only the other hosts, and overrides for all brokers, are left as they are.

Exit code: 0 every host has its files and runs with them, and the cluster is well, 1 it stopped at a host, the
cluster is not well, or with --dry-run there is something to do, 2 could not run,
75 another command changes the cluster. The order, and the gates: docs/converge.md.`;

/** What those options say. */
export interface RollOptions extends Pick<InventoryOptions, 'inventory'>, LockCommandOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait: number;
}

interface ConvergeOptions extends RollOptions, SecurityOptions {
  readonly newAuthority?: NewAuthority;
  readonly only?: readonly string[];
  readonly allowDataLoss?: readonly string[];
}

/** Without an inventory it is about a local cluster. */
type EitherOptions = Omit<ConvergeOptions & InventoryOptions, 'inventory'> &
  Partial<Pick<InventoryOptions, 'inventory'>> &
  ConvergeLocalOptions;

function newAuthorityOption(): Option {
  return new Option(
    '--new-authority <step>',
    'put another authority in the place of the one that signs: `begin` has all trust both, `use` has it sign, once clients trust both',
  ).choices(['begin', 'use']);
}

/** What runs it. */
interface Caller {
  /** @default 'converge' */
  readonly command?: 'converge' | 'upgrade';
  /** Told what every host runs, before anything is planned. */
  readonly onRunning?: (running: RunningReleases) => void;
  /** How often it has gone on behind restarts that were needed for certificates. @default 0 */
  readonly rounds?: number;
}

async function run(specFile: string | undefined, given: EitherOptions): Promise<void> {
  const { inventory, name } = given;
  if (inventory === undefined) return await runLocally(specFile, given);
  if (name !== undefined) throw nameStandsAlone();
  if (specFile !== undefined) throw specStandsAlone();
  const options = { ...given, inventory };
  const makesCredentials = !options.dryRun;
  process.exitCode = await withDeployedCluster({ ...options, makesCredentials }, (cluster) =>
    withInterrupts(async (signal) => {
      const changed = !options.only && (await changeSecurity(cluster, { ...options, signal }));
      // What else there is to do can be seen only when the hosts have the ports of the spec.
      if (changed && options.dryRun) return 1;
      const code = await converge(cluster, { ...options, signal });
      const goesOn = !options.only && (code === 0 || options.dryRun);
      const topics = goesOn ? await convergeTopics(cluster, options, signal) : 0;
      const clients = goesOn ? await convergeClients(cluster, options, signal) : 0;
      // Who looks once is told as much as by `status`.
      const look = options.dryRun ? cluster.lookWithRates : cluster.look;
      return Math.max(
        code,
        topics,
        clients,
        await tellIfUnwell({ ...cluster, look }, { ...options, signal }),
      );
    }),
  );
}

function specStandsAlone(): UserError {
  return new UserError(
    'spec: must stand alone: an inventory has the spec that was deployed. Deploy the changed one, or leave out --inventory.',
  );
}

/** Loads what is heavy only where it is needed. */
async function runLocally(specFile: string | undefined, options: EitherOptions): Promise<void> {
  if (options.only) {
    throw new UserError('--only: must be of a deployed cluster. Give its --inventory.');
  }
  const spec = specFile === undefined ? undefined : await loadSpecFile(specFile);
  const { convergeLocal } = await import('./converge-local.js');
  process.exitCode = await withInterrupts((signal) =>
    convergeLocal(options, { spec, specFile }, signal),
  );
}

/** One for authorities that are to be trusted, and one for a process that did not take something in. */
const MOST_ROUNDS = 2;

type Converged = Pick<DeployedCluster, 'inventory'> & SecuredHosts;
type Converging = ConvergeOptions & Caller & { readonly signal: AbortSignal };

/** @returns the exit code */
export async function converge(cluster: Converged, options: Converging): Promise<number> {
  const { topology } = cluster;
  const { command = 'converge', only, dryRun, rounds = 0 } = options;
  const hosts = only
    ? only.map((name) => hostNamed('--only', topology.hosts, name))
    : topology.hosts;
  if (rounds === 0) await requireSameSecurity(cluster, only ? '--only' : command);
  const brought = await bringIdentities(cluster, hosts, options);
  if (brought.toRestart.length > 0 && rounds === MOST_ROUNDS) throw stillDeaf(brought);
  const code = await bringFiles(cluster, hosts, options);
  if (dryRun && brought.hadWork) return 1;
  if (code !== 0 || brought.toRestart.length === 0) return code;
  // What was restarted knows another authority now, and may get its certificate.
  return await converge(cluster, { ...options, yes: true, rounds: rounds + 1 });
}

/** Waits for the hosts, each of which then has what it needs to run. */
async function bringIdentities(
  cluster: Converged,
  hosts: readonly Host[],
  options: Converging,
): Promise<CertificateOutcome> {
  const { inventory, shells } = cluster;
  const { command = 'converge', dryRun, wait, signal } = options;
  const asked = { ...options, command, hosts };
  // Who only wants to see the plan waits for nobody: a host that can't be looked at is told.
  if (dryRun) return await bringHostCertificates(cluster, new Map(), asked);
  const { waitForHosts } = await import('../rolling/wait-for-hosts.js');
  const manifests = manifestsOf(inventory);
  const waiting = { hosts, shells, signal, limitMs: wait * 1_000, onProgress: print };
  const reports = await waitForHosts({ ...waiting, manifests, mayLackCertificates: true });
  const brought = await bringHostCertificates(cluster, reports, asked);
  if (!brought.hadWork) return brought;
  await waitForHosts(waiting);
  await waitForStart(cluster, signal);
  return brought;
}

function stillDeaf({ toRestart }: CertificateOutcome): UserError {
  const names = toRestart.map(({ host, process }) => `${host.name}, ${process.row.title}`);
  return new UserError(
    formatProblem({
      path: names.join('; '),
      rule: 'believe a certificate of the authority that is to sign, by now',
      remedy: 'Look at their logs; nobody has a certificate of that authority yet',
    }),
  );
}

async function bringFiles(
  cluster: Converged,
  hosts: readonly Host[],
  options: Converging,
): Promise<number> {
  const { inventory, topology, shells, reach } = cluster;
  const { command = 'converge', onRunning, dryRun, only, signal } = options;
  const [
    { hasWork, reasonLines },
    { planReleaseStep, renderStep, rollRelease },
    { nextReleaseStep },
  ] = await Promise.all([
    import('../rolling/plan-convergence.js'),
    import('../upgrading/roll-release.js'),
    import('../upgrading/release-step.js'),
  ]);
  const ways = { topology, shells, reach, manifests: manifestsOf(inventory), hosts };
  const step = await nextReleaseStep({ ...ways, signal }, onRunning);
  const plan = await planReleaseStep({ ...ways, signal }, step);
  const shown = renderStep(step, plan);
  print(shown);
  if (!hasWork(plan)) return plan.unseen.length === 0 ? 0 : 1;
  if (dryRun) return 1;
  const unseen = plan.unseen.map(({ problem }) => formatProblem(problem));
  if (unseen.length > 0) throw new UserError(unseen.join('\n'));
  await confirm(command, options);
  const { withClusterChange } = await import('../changing/with-cluster-change.js');
  const why = [...step.words, ...reasonLines(plan)];
  const change = { command, why, signal, onProgress: print, ...lockOptions(options) };
  const roll = { cluster, planned: ways, shown, onProgress: print, resume: resumeOf(options) };
  // It looks anew: whoever had the lock until now may have done it already.
  await withClusterChange(cluster, change, (change) => rollRelease({ ...roll, change }));
  print(`${topology.spec.clusterName}: ${only?.join(', ') ?? 'every host'} ${DONE}`);
  return 0;
}

/** Brings the hosts to the security of the spec. @returns whether they had another one */
async function changeSecurity(cluster: Converged, options: Converging): Promise<boolean> {
  const { inventory, topology, shells } = cluster;
  const { command = 'converge', wait, signal } = options;
  const { lookAtHosts } = await import('../securing/host-look.js');
  const found = await lookAtHosts(cluster);
  if (!found) return false;
  const waitForHosts = async () => {
    const { waitForHosts } = await import('../rolling/wait-for-hosts.js');
    const manifests = manifestsOf(inventory);
    const { hosts } = topology;
    const waiting = { hosts, shells, signal, limitMs: wait * 1_000, onProgress: print };
    await waitForHosts({ ...waiting, manifests, mayLackCertificates: true });
  };
  const asked = { ...options, command, resume: resumeOf(options), waitForHosts };
  return await bringSecurity(cluster, found, asked);
}

/**
 * A cluster that has only now been started is asked about topics and clients next. Where it does not become well, the
 * files that are brought next may mend it.
 */
async function waitForStart({ gate }: Converged, signal: AbortSignal): Promise<void> {
  const { GateError } = await import('../health/gate/wait-for-gate.js');
  await gate({ signal, tellsNotes: false }).catch((error: unknown) => {
    if (!(error instanceof GateError)) throw error;
  });
}

const DONE = 'has its files, and runs with them.';

function resumeOf({
  command = 'converge',
  inventory,
  only = [],
  ...security
}: ConvergeOptions & Caller): string {
  const words = [
    ...[RUN_PROGRAM, command, '--inventory', inventory === '-' ? 'FILE' : inventory],
    ...only.flatMap((name) => ['--only', name]),
    ...securityWords(security),
  ];
  return words.join(' ');
}

/** Topics and quotas come after the hosts: a new broker may have to hold some. */
async function convergeTopics(
  cluster: DeployedCluster,
  options: ConvergeOptions,
  signal: AbortSignal,
): Promise<number> {
  if (!(await concernsTopics(cluster, signal))) return 0;
  const { bringTopics } = await import('./bring-topics.js');
  return await bringTopics(cluster, { ...options, command: 'converge', signal });
}

/** Who may produce and consume comes last, where the cluster is secured. */
async function convergeClients(
  cluster: DeployedCluster,
  options: ConvergeOptions,
  signal: AbortSignal,
): Promise<number> {
  const { inventory, topology, reach } = cluster;
  if (topology.spec.security.kind === 'plaintext') return 0;
  const [{ bringClients }, { AccountSecretStore }] = await Promise.all([
    import('./bring-clients.js'),
    import('../secrets/account-secret-store.js'),
  ]);
  const secrets = AccountSecretStore.of(inventory);
  return await bringClients(
    { topology, reach, secrets },
    { ...options, command: 'converge', signal },
  );
}

/** Whether the spec has topics or quotas, or had some. */
async function concernsTopics(
  { topology, reach }: DeployedCluster,
  signal: AbortSignal,
): Promise<boolean> {
  const { topics, quotas } = topology.spec;
  if (topics.length + quotas.length > 0) return true;
  const { readManaged } = await import('../health/topics/managed-names.js');
  const managed = await readManaged({ topology, reach, signal });
  return managed !== undefined && managed.topics.length + managed.quotas.length > 0;
}

function manifestsOf({ hosts }: Inventory): ReadonlyMap<string, string> {
  return new Map(
    hosts.flatMap(({ name, manifestSha256 }) => (manifestSha256 ? [[name, manifestSha256]] : [])),
  );
}
