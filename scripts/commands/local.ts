import type { Command } from 'commander';
import { loadSpec } from '../load-spec';
import { defaultSpec } from '../local/default-spec';
import { runLocal } from '../local/run-local';

/** `cdktf-kafka local …`: clusters on this machine, from the same files as on real hosts. */
export function addLocalCommand(program: Command): void {
  const local = program
    .command('local')
    .description('Run a cluster on this machine, from the very files that its hosts would have.');
  local
    .command('run')
    .description('Start a new cluster, check it, stop it.')
    .argument('[spec]', 'spec file; without one, three small brokers')
    .option('--keep', 'leave it up until Ctrl-C, and keep its files')
    .option('--folder <dir>', 'where its files go; must be empty or hold an earlier cluster')
    .addHelpText('after', RUN_HELP)
    .action(run);
}

const RUN_HELP = `
Exit code: 0 all checks passed, 1 a check failed, 2 the cluster could not be started or asked,
130 interrupted by Ctrl-C. Nothing is left running in either case.`;

interface RunOptions {
  readonly keep?: true;
  readonly folder?: string;
}

async function run(file: string | undefined, { keep, folder }: RunOptions): Promise<void> {
  const spec = file === undefined ? defaultSpec : await loadSpec(file);
  const passed = await runLocal({ spec, keep: keep === true, folder });
  process.exitCode = passed ? 0 : 1;
}
