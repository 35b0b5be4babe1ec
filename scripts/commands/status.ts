import type { Command } from 'commander';
import { thisTerminal } from '../terminal/terminal';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { isWell } from '../status/cluster-status';
import { renderStatus, renderStatusJson } from '../status/render-status';
import {
  addInventoryOptions,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { runningCluster } from './running-cluster';
import { jsonOption } from './shared-options';

/** `cdktf-kafka status`: a deployed cluster as an operator wants to see it. */
export function addStatusCommand(program: Command): void {
  const command = program
    .command('status')
    .description('Show a deployed cluster: hosts, roles, disks, files, and what was done of late.')
    .addOption(jsonOption());
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Exit code: 0 healthy and every host current, 1 something is not, 2 could not run.`;

async function run(options: InventoryOptions & { readonly json?: true }): Promise<void> {
  const { readStatus } = await import('../status/read-status.js');
  const { readRecentChanges } = await import('../status/read-recent-changes.js');
  const status = await withDeployedCluster(options, (deployed) =>
    withInterrupts(async (signal) => {
      const { cluster, problems } = await runningCluster(deployed, options);
      const asked = [readStatus(cluster, signal), readRecentChanges(cluster, signal)] as const;
      const [status, history] = await Promise.all(asked);
      return { ...status, problems: [...problems, ...status.problems], history };
    }),
  );
  console.log(options.json ? renderStatusJson(status) : renderStatus(status, thisTerminal()));
  process.exitCode = isWell(status) ? 0 : 1;
}
