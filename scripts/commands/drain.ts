import type { Command } from 'commander';
import { addHelpNotes } from '../command-line/help-layout';
import { addMovingOptions, runMove, type MovingOptions } from './move';

/** `cdktf-kafka drain`: empties a broker before it leaves the spec. */
export function addDrainCommand(program: Command): void {
  const command = program
    .command('drain')
    .description('Move everything off a broker, so that it can leave the cluster.')
    .argument('<host>', 'the broker, such as broker-4');
  addMovingOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Afterwards take the broker out of the spec and deploy. Until then new topics may come to lie on it: run
it again right before the deploy.

Exit code: 0 the broker holds nothing, 1 it stopped half-way or with --dry-run there is something to do,
2 could not run. docs/moving.md`;

async function run(host: string, options: MovingOptions): Promise<void> {
  await runMove('drain', { ...options, off: [host], topics: [] });
}
