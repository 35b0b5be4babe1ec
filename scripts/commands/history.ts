import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { ChangedCluster } from '../changing/cluster-change';
import { addHelpNotes } from '../command-line/help-layout';
import { localAccess } from '../local/local-access';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import {
  addInventoryOptions,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { jsonOption, nameOption } from './shared-options';

/** `cdktf-kafka history`: what was done to a live cluster, and who changes it now. */
export function addHistoryCommand(program: Command): void {
  const command = program
    .command('history')
    .description('Show what was done to a cluster: who, when, to which host, why, how long.')
    .addOption(nameOption())
    .option('-n, --count <count>', 'so many of the newest changes', parseCount, 10)
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Exit code: 0 shown, 2 could not run. What is kept, where, and for how long: docs/history-and-lock.md.`;

interface HistoryOptions extends Partial<InventoryOptions> {
  readonly name?: string;
  readonly count: number;
  readonly json?: true;
}

async function run(options: HistoryOptions): Promise<void> {
  const { readClusterHistory } = await import('../changing/read-cluster-history.js');
  const { renderHistory, renderHistoryJson } = await import('../changing/render-history.js');
  const history = await withCluster(options, (cluster) =>
    withInterrupts((signal) => readClusterHistory(cluster, { count: options.count, signal })),
  );
  if (options.json) console.log(renderHistoryJson(history));
  else print(renderHistory(history));
}

async function withCluster<T>(
  { inventory, name, ...options }: HistoryOptions,
  work: (cluster: ChangedCluster) => Promise<T>,
): Promise<T> {
  if (inventory === undefined) {
    return await work(localAccess(name));
  }
  if (name !== undefined) {
    throw new UserError(
      '--name: must stand alone: it is of a local cluster. Leave out --inventory.',
    );
  }
  const { sshPort = 22 } = options;
  return await withDeployedCluster({ ...options, inventory, sshPort }, work);
}

function parseCount(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UserError(`--count: must be a whole number from 1, got '${text}'. Give a number.`);
}
