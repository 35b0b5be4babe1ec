import { Option, type Command } from 'commander';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment, type Moment } from '../command-line/moment';
import type { OffsetAt } from '../reading/offsets-at';
import { withInterrupts } from '../system/interrupts';
import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { addInventoryOptions } from './inventory-options';
import { servingCluster } from './running-cluster';
import { jsonOption, nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka offsets`: where a time lies in topics. */
export function addOffsetsCommand(program: Command): void {
  const command = program
    .command('offsets')
    .description('Tell at which offsets of topics a time lies.')
    .argument('<topic...>', "their names, or 'app-*' for all that begin so")
    .addOption(nameOption())
    .addOption(
      new Option('--at <time>', MOMENTS)
        .argParser((text) => parseMoment('--at', text))
        .makeOptionMandatory(),
    )
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
The offset is that of the first record that is not older, or of the end where none is. Nothing is changed.

Exit code: 0 told, 2 could not run. docs/read.md tells more.`;

interface OffsetsOptions extends EitherClusterOptions {
  readonly at: Moment;
  readonly json?: true;
}

async function run(names: readonly string[], options: OffsetsOptions): Promise<void> {
  const atMs = options.at(Date.now());
  const [{ askForUser }, { findTopics }, { offsetsAt }] = await Promise.all([
    import('../cluster-access/ask-for-user.js'),
    import('../reading/find-topics.js'),
    import('../reading/offsets-at.js'),
  ]);
  const offsets = await withEitherCluster(options, (cluster) =>
    withInterrupts(async (signal) => {
      const way = { ...(await servingCluster(cluster, options)), signal };
      return await askForUser(way, async (brokers) => {
        const topics = await findTopics(brokers, 'offsets', [...new Set(names)]);
        return await offsetsAt(brokers, topics, atMs);
      });
    }),
  );
  console.log(options.json ? asJson(offsets, atMs) : asTable(offsets, atMs));
}

function asJson(offsets: readonly OffsetAt[], atMs: number): string {
  const at = new Date(atMs).toISOString();
  return JSON.stringify({ time: at, offsets }, undefined, 2);
}

function asTable(offsets: readonly OffsetAt[], atMs: number): string {
  const rows = offsets.map(({ topic, partition, start, at, end }) => [
    topic,
    ...[partition, start, at, end, end - at].map((count) => count.toLocaleString('en')),
  ]);
  const header = ['Topic', 'Partition', 'Start', new Date(atMs).toISOString(), 'End', 'Since'];
  return table(header, rows, { ...thisTerminal(), rightAligned: [1, 2, 3, 4, 5] });
}
