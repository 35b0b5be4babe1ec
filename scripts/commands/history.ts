import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { addInventoryOptions } from './inventory-options';
import { jsonOption, nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

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

interface HistoryOptions extends EitherClusterOptions {
  readonly count: number;
  readonly json?: true;
}

async function run(options: HistoryOptions): Promise<void> {
  const { readClusterHistory } = await import('../changing/read-cluster-history.js');
  const { renderHistory, renderHistoryJson } = await import('../changing/render-history.js');
  const history = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) => readClusterHistory(cluster, { count: options.count, signal })),
  );
  if (options.json) console.log(renderHistoryJson(history));
  else print(renderHistory(history));
}

function parseCount(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UserError(`--count: must be a whole number from 1, got '${text}'. Give a number.`);
}
