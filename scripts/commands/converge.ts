import type { Command } from 'commander';
import type { Inventory } from '../../cluster/inventory/inventory';
import { RUN_PROGRAM } from '../../cluster/program';
import { addHelpNotes } from '../command-line/help-layout';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import {
  addInventoryOptions,
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
    .option('--dry-run', 'print the plan and end')
    .option('--yes', 'do not ask')
    .addOption(allowDataLossOption())
    .option('--wait <seconds>', 'how long hosts may take to come up', parseSeconds, 900)
    .addOption(stallOption());
  addLockOptions(command);
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Killed at any point, it can be run again and goes on.

After the hosts it brings the topics and quotas of the spec, as \`topics\` does.

Exit code: 0 every host has its files and runs with them, 1 it stopped at a host or with --dry-run
there is something to do, 2 could not run, 75 another command changes the cluster. The order, and the gates: docs/converge.md.`;

interface ConvergeOptions extends Pick<InventoryOptions, 'inventory'>, LockCommandOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly allowDataLoss?: readonly string[];
  readonly wait: number;
}

async function run(options: ConvergeOptions & InventoryOptions): Promise<void> {
  process.exitCode = await withDeployedCluster(options, (cluster) =>
    withInterrupts(async (signal) => {
      const code = await converge(cluster, { ...options, signal });
      const topics =
        code === 0 || options.dryRun ? await convergeTopics(cluster, options, signal) : 0;
      return Math.max(code, topics);
    }),
  );
}

/** @returns the exit code */
export async function converge(
  cluster: Pick<DeployedCluster, 'inventory' | 'topology' | 'reach' | 'shells' | 'look' | 'gate'>,
  options: ConvergeOptions & { readonly signal: AbortSignal },
): Promise<number> {
  const { inventory, topology, shells } = cluster;
  const { dryRun, wait, signal } = options;
  const [{ isNeeded }, { planConvergence, renderPlan }, { waitForHosts }] = await Promise.all([
    import('../rolling/host-plan.js'),
    import('../rolling/plan-convergence.js'),
    import('../rolling/wait-for-hosts.js'),
  ]);
  const manifests = manifestsOf(inventory);
  await waitForHosts({
    ...{ topology, shells, signal, limitMs: wait * 1_000, onProgress: print },
    ...(!dryRun && { manifests }),
  });
  const plans = await planConvergence(topology, shells, manifests);
  print(renderPlan(plans));
  if (!plans.some(isNeeded)) return 0;
  if (dryRun) return 1;
  await confirm('converge', options);
  const file = options.inventory === '-' ? 'FILE' : options.inventory;
  const resume = `${RUN_PROGRAM} converge --inventory ${file}`;
  const [{ rollCluster }, { withClusterChange }] = await Promise.all([
    import('../rolling/roll.js'),
    import('../changing/with-cluster-change.js'),
  ]);
  const why = plans.filter(isNeeded).map(({ host, reasons }) => `${host.name}: ${reasons[0]}`);
  const change = { command: 'converge', why, signal, onProgress: print, ...lockOptions(options) };
  await withClusterChange(cluster, change, async (change) => {
    // Whoever had the lock until now may have done it already.
    const now = await planConvergence(topology, shells, manifests);
    if (renderPlan(now) !== renderPlan(plans)) print(renderPlan(now));
    await rollCluster({ cluster, change, onProgress: print, resume }, now);
  });
  print(`${topology.spec.clusterName}: every host has its files, and runs with them.`);
  return 0;
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
