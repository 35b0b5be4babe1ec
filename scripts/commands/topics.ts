import { Option, type Command } from 'commander';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { bringTopics, type BringTopicsOptions } from './bring-topics';
import { describeLiveTopics } from './describe-topics';
import { addInventoryOptions } from './inventory-options';
import { addLockOptions } from './lock-options';
import { allowDataLossOption, jsonOption, nameOption } from './shared-options';
import { parseSeconds } from './waiting-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka topics`: brings the topics and quotas of the spec to a live cluster, or tells of those that it has. */
export function addTopicsCommand(program: Command): void {
  const command = program
    .command('topics')
    .description(
      "Bring the spec's topics and quotas to a live cluster, and show what differs; or describe its topics.",
    )
    .addOption(
      new Option(
        '--describe [topics...]',
        'change nothing: tell of these topics, or of all, with sizes, leaders and trouble',
      ).conflicts(['dryRun', 'yes', 'delete']),
    )
    .addOption(
      new Option(
        '--watch-writes <seconds>',
        'to --describe: measure for so long how much is written',
      )
        .default(2)
        .argParser(parseSeconds),
    )
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

Exit code: 0 all is as the spec says, 1 something is not (with --dry-run: yet; with --describe: or is in
trouble), 2 could not run, 75 another command changes the cluster. docs/topics.md tells more.`;

type TopicsOptions = EitherClusterOptions &
  Omit<BringTopicsOptions, 'signal' | 'command' | 'inventory'> & {
    readonly describe?: true | readonly string[];
    readonly watchWrites: number;
  };

async function run(options: TopicsOptions): Promise<void> {
  const { describe, watchWrites: watchSeconds } = options;
  if (describe !== undefined) {
    const names = describe === true ? [] : describe;
    process.exitCode = await withEitherCluster(options, (cluster) =>
      withInterrupts((signal) =>
        describeLiveTopics(cluster, { ...options, names, watchSeconds, signal }),
      ),
    );
    return;
  }
  process.exitCode = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) => bringTopics(cluster, { ...options, command: 'topics', signal })),
  );
}
