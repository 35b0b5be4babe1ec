import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { localAccess } from '../local/local-access';
import { withInterrupts } from '../system/interrupts';
import { bringTopics, type BringTopicsOptions } from './bring-topics';
import {
  addInventoryOptions,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { addLockOptions } from './lock-options';
import { allowDataLossOption, jsonOption, nameOption } from './shared-options';

/** `cdktf-kafka topics`: brings the topics and quotas of the spec to a live cluster. */
export function addTopicsCommand(program: Command): void {
  const command = program
    .command('topics')
    .description("Bring the spec's topics and quotas to a live cluster; show what differs.")
    .addOption(nameOption())
    .option('--dry-run', 'print what differs and end')
    .option('--yes', 'do not ask')
    .addOption(allowDataLossOption())
    .option('--delete <topic>', 'delete a topic that stands in no spec', collect)
    .addOption(jsonOption());
  addLockOptions(command);
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Topics that stand in no spec, and Kafka's own, are left alone. What would delete records, or copies of
them, is not done unless the topic is named: --allow-data-loss app-logs. So is what is deleted:
--delete app-logs --allow-data-loss app-logs.

Exit code: 0 all is as the spec says, 1 something is not (with --dry-run: yet), 2 could not run,
75 another command changes the cluster. docs/topics.md tells more.`;

const collect = (name: string, before: readonly string[] = []) => [...before, name];

interface TopicsOptions
  extends Partial<InventoryOptions>, Omit<BringTopicsOptions, 'signal' | 'command' | 'inventory'> {
  readonly name?: string;
}

async function run(options: TopicsOptions): Promise<void> {
  const { inventory, sshPort = 22, name } = options;
  if (inventory !== undefined && name !== undefined) {
    throw new UserError(
      '--inventory: must stand alone: it says which cluster is meant. Leave out --name.',
    );
  }
  process.exitCode = await withInterrupts(async (signal) => {
    const toChange = { ...options, command: 'topics', signal };
    if (inventory === undefined) {
      return await bringTopics(localAccess(name), toChange);
    }
    return await withDeployedCluster({ ...options, inventory, sshPort }, (cluster) =>
      bringTopics(cluster, toChange),
    );
  });
}
