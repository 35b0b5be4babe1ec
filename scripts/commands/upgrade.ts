import type { Command } from 'commander';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { addRollOptions, converge, type RollOptions } from './converge';
import { withDeployedCluster, type InventoryOptions } from './inventory-options';

/** `cdktf-kafka upgrade`: a live cluster brought to the release of its spec, in as many rolls as that takes. */
export function addUpgradeCommand(program: Command): void {
  const command = program
    .command('upgrade')
    .description(
      "Bring a live cluster to its spec's release of Kafka: jars first, then the protocol.",
    );
  addRollOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Deploy the spec with its new kafkaVersion first: \`cdktf deploy\` ends with the same upgrade, so that this
command is for a deploy that stopped half-way, or for stacks whose deploys do not converge. Killed at any
point, it can be run again and goes on. Topics and quotas are left to converge.

Exit code: 0 every host runs the release and the protocol of the spec, 1 it stopped at a host or with
--dry-run there is something to do, 2 could not run, or there is no way to that release,
75 another command changes the cluster. Steps, downgrades, and the way back: docs/upgrade.md.`;

async function run(options: RollOptions & InventoryOptions): Promise<void> {
  const { renderReleases } = await import('../upgrading/render-releases.js');
  const makesCredentials = !options.dryRun;
  process.exitCode = await withDeployedCluster({ ...options, makesCredentials }, (cluster) =>
    withInterrupts((signal) =>
      converge(cluster, {
        ...{ ...options, command: 'upgrade', signal },
        onRunning: (running) => print(renderReleases(running, thisTerminal())),
      }),
    ),
  );
}
