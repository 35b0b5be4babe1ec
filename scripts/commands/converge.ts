import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { RUN_PROGRAM } from '../../cluster/program';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { planConvergence } from '../rolling/converge';
import { isNeeded } from '../rolling/host-plan';
import { readClusterState } from '../health/cluster/read-cluster-state';
import { renderPlan } from '../rolling/render-plan';
import { rollCluster } from '../rolling/roll';
import { waitForGate } from '../health/gate/wait-for-gate';
import { waitForHosts } from '../rolling/wait-for-hosts';
import { say } from '../terminal/say';
import {
  addInventoryOptions,
  withDeployedCluster,
  type DeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { parseSeconds } from './parse-seconds';
import { stallOption } from './stall-option';

/** `cdktf-kafka converge`: brings changed files to the hosts, one host at a time. */
export function addConvergeCommand(program: Command): void {
  const command = program
    .command('converge')
    .description('Bring changed files to the hosts of a live cluster, one at a time, behind gates.')
    .option('--dry-run', 'print the plan and end')
    .option('--yes', 'do not ask')
    .option('--wait <seconds>', 'how long hosts may take to come up', parseSeconds, 900)
    .addOption(stallOption());
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Killed at any point, it can be run again and goes on.

Exit code: 0 every host has its files and runs with them, 1 it stopped at a host or with --dry-run
there is something to do, 2 could not run. The order, and the gates: docs/converge.md.`;

interface ConvergeOptions extends InventoryOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait: number;
  readonly stall: number;
}

async function run(options: ConvergeOptions): Promise<void> {
  await withDeployedCluster(options, (cluster) =>
    withInterrupts((signal) => converge(cluster, options, signal)),
  );
}

async function converge(
  { inventory, topology, reach, shells }: DeployedCluster,
  options: ConvergeOptions,
  signal: AbortSignal,
): Promise<void> {
  const onProgress = say;
  const limitMs = options.wait * 1_000;
  const manifests = options.dryRun ? undefined : manifestsOf(inventory);
  await waitForHosts({
    ...{ topology, shells, signal, limitMs, onProgress },
    ...(manifests && { manifests }),
  });
  const plans = await planConvergence(topology, shells);
  say(renderPlan(plans));
  if (!plans.some(isNeeded)) return;
  if (options.dryRun) {
    process.exitCode = 1;
    return;
  }
  await confirm(options);
  const look = () => readClusterState({ topology, reach, signal });
  const stallMs = options.stall * 1_000;
  await rollCluster(
    {
      ...{ topology, shells, look, onProgress },
      gate: (gate) => waitForGate({ ...gate, topology, look, signal, stallMs, onProgress }),
      resume: `${RUN_PROGRAM} converge --inventory ${options.inventory === '-' ? 'FILE' : options.inventory}`,
    },
    plans,
  );
  say(`${topology.spec.clusterName}: every host has its files, and runs with them.`);
}

function manifestsOf({ hosts }: Inventory): ReadonlyMap<string, string> {
  return new Map(
    hosts.flatMap(({ name, manifestSha256 }) => (manifestSha256 ? [[name, manifestSha256]] : [])),
  );
}

/** A deploy hands over the inventory by standard input, and has asked already. */
async function confirm({ yes, inventory }: ConvergeOptions): Promise<void> {
  if (yes || inventory === '-') return;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UserError('converge: must be told to go on where there is no terminal. Give --yes.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? [y/N] ').finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('Nothing was changed.');
}
