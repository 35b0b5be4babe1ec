import type { Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { RUN_PROGRAM } from '../../cluster/program';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import type { RunningReleases } from '../upgrading/running-release';
import { bringCertificates } from './bring-certificates';
import { confirm } from './confirm';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import { allowDataLossOption } from './shared-options';
import { parseSeconds, stallOption } from './waiting-options';

/** `cdktf-kafka converge`: brings changed files to the hosts, one host at a time. */
export function addConvergeCommand(program: Command): void {
  const command = program
    .command('converge')
    .description('Bring changed files to the hosts of a live cluster, one at a time, behind gates.')
    .option('--only <host>', 'this host alone; may be given several times', collect)
    .addOption(allowDataLossOption());
  addRollOptions(command).action(run);
  addHelpNotes(command, HELP);
}

/** The options of a command that rolls a deployed cluster. */
export function addRollOptions(command: Command): Command {
  command
    .option('--dry-run', 'look at once, print the plan and end')
    .option('--yes', 'do not ask')
    .option('--wait <seconds>', 'how long hosts may take to come up', parseSeconds, 900)
    .addOption(stallOption());
  addLockOptions(command);
  return addInventoryOptions(command);
}

const HELP = `
Killed at any point, it can be run again and goes on.

After the hosts it brings the topics and quotas of the spec, as \`topics\` does, and the clients of a secured one, as
\`clients\` does, unless --only is given.

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

interface ConvergeOptions extends RollOptions {
  readonly only?: readonly string[];
  readonly allowDataLoss?: readonly string[];
}

/** What runs it. */
interface Caller {
  /** @default 'converge' */
  readonly command?: 'converge' | 'upgrade';
  /** Told what every host runs, before anything is planned. */
  readonly onRunning?: (running: RunningReleases) => void;
}

async function run(options: ConvergeOptions & InventoryOptions): Promise<void> {
  const makesCredentials = !options.dryRun;
  process.exitCode = await withDeployedCluster({ ...options, makesCredentials }, (cluster) =>
    withInterrupts(async (signal) => {
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

/** @returns the exit code */
export async function converge(
  cluster: Pick<DeployedCluster, 'inventory' | 'topology' | 'shells' | 'reach' | 'look' | 'gate'>,
  options: ConvergeOptions & Caller & { readonly signal: AbortSignal },
): Promise<number> {
  const { inventory, topology, shells, reach } = cluster;
  const { command = 'converge', onRunning, dryRun, only, wait, signal } = options;
  const hosts = only
    ? only.map((name) => hostNamed('--only', topology.hosts, name))
    : topology.hosts;
  const [
    { hasWork, reasonLines },
    { waitForHosts },
    { planReleaseStep, renderStep, rollRelease },
    { nextReleaseStep },
  ] = await Promise.all([
    import('../rolling/plan-convergence.js'),
    import('../rolling/wait-for-hosts.js'),
    import('../upgrading/roll-release.js'),
    import('../upgrading/release-step.js'),
  ]);
  await requireSecurity(cluster);
  const manifests = manifestsOf(inventory);
  // Who only wants to see the plan waits for nobody: a host that can't be looked at is told.
  if (!dryRun) {
    const limitMs = wait * 1_000;
    const waiting = { hosts, shells, signal, limitMs, onProgress: print };
    await waitForHosts({ ...waiting, manifests, mayLackCertificates: true });
    const isBrought = await bringCertificates(cluster, { ...options, command, hosts });
    await waitForHosts(waiting);
    // A cluster that has only now been started is asked about topics and clients next.
    if (isBrought) await settle(cluster, signal);
  }
  const lacksCertificates = dryRun
    ? await bringCertificates(cluster, { ...options, command, hosts })
    : false;
  const ways = { topology, shells, reach, manifests, hosts };
  const step = await nextReleaseStep({ ...ways, signal }, onRunning);
  const plan = await planReleaseStep({ ...ways, signal }, step);
  const shown = renderStep(step, plan);
  print(shown);
  if (!hasWork(plan)) return plan.unseen.length === 0 && !lacksCertificates ? 0 : 1;
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

/** Before hosts are told that they may take other files. */
async function requireSecurity(
  cluster: Pick<DeployedCluster, 'topology' | 'shells'>,
): Promise<void> {
  const { requireSameSecurity } = await import('../securing/require-same-security.js');
  await requireSameSecurity(cluster);
}

/** A broker that has just been started may take as long as smoke checks wait for it. */
const SETTLE_MS = 120_000;

type Looked = Pick<DeployedCluster, 'topology' | 'look'>;

async function settle({ topology, look }: Looked, signal: AbortSignal): Promise<void> {
  const { untilWell } = await import('../health/until-well.js');
  await untilWell({ topology, look, limitMs: SETTLE_MS, signal, onProgress: print });
}

/** Files are not all: what else is wrong is told by the same judge as everywhere. */
export async function tellIfUnwell(
  { topology, look, judgeHosts }: Pick<DeployedCluster, 'topology' | 'look' | 'judgeHosts'>,
  { dryRun, signal }: Pick<ConvergeOptions, 'dryRun'> & { readonly signal: AbortSignal },
): Promise<number> {
  const { untilWell } = await import('../health/until-well.js');
  const limitMs = dryRun ? 0 : SETTLE_MS;
  const { found, state } = await untilWell({ topology, look, limitMs, signal, onProgress: print });
  const problems = [...found, ...(await judgeHosts({ state }))].map(formatProblem);
  if (problems.length === 0) return 0;
  new Set(problems).forEach((problem) => print(problem));
  print(`${topology.spec.clusterName} is not as it should be, and converge has no more to bring.`);
  return 1;
}

const DONE = 'has its files, and runs with them.';

function resumeOf({
  command = 'converge',
  inventory,
  only = [],
}: ConvergeOptions & Caller): string {
  const file = inventory === '-' ? 'FILE' : inventory;
  const hosts = only.map((name) => ` --only ${name}`).join('');
  return `${RUN_PROGRAM} ${command} --inventory ${file}${hosts}`;
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
