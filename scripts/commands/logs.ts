import { once } from 'node:events';
import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { visibleText } from '../../cluster/visible-text';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment } from '../command-line/moment';
import { parsePattern } from '../command-line/pattern';
import { LOG_KINDS, USUAL_KINDS, type LogKind } from '../logs/log-source';
import { withInterrupts } from '../system/interrupts';
import { printAside } from '../terminal/print';
import { addInventoryOptions, hostNamed } from './inventory-options';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka logs`: what the processes of a cluster wrote, merged over its hosts by time. */
export function addLogsCommand(program: Command): void {
  const command = program
    .command('logs')
    .description("Show the logs of a cluster's processes, merged over hosts by time.")
    .argument('[host...]', 'such as broker-1 (default: all)')
    .addOption(nameOption())
    .addOption(
      new Option('--only <log>', `${LOG_KINDS.join(', ')}; may be given several times`)
        .argParser(collectKinds)
        .default(undefined, USUAL_KINDS.join(', ')),
    )
    .option('-n, --lines <count>', 'so many lines of the end of each log', parseLines, 50)
    .option(
      '--since <time>',
      `all that is not older: ${MOMENTS}`,
      (text) => new Date(parseMoment('--since', text)(Date.now())),
    )
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .option('--grep <pattern>', 'only entries in which this regular expression is found', (text) =>
      parsePattern('--grep', text),
    );
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Each line begins with its host and log. A stack trace stays with the line before it. Hosts are told apart by
their own clocks.

Exit code: 0 shown, 1 a log could not be read, 2 could not run. docs/logs.md tells more.`;

interface LogsOptions extends EitherClusterOptions {
  readonly only?: readonly LogKind[];
  readonly lines: number;
  readonly since?: Date;
  readonly follow?: true;
  readonly grep?: RegExp;
}

async function run(hosts: readonly string[], options: LogsOptions): Promise<void> {
  const { only: kinds = USUAL_KINDS, lines, since, follow = false, grep } = options;
  const { showLogs } = await import('../logs/show-logs.js');
  const isWhole = await withEitherCluster(options, (cluster) =>
    withInterrupts(async (interrupted) => {
      const { topology } = cluster;
      hosts.forEach((host) => hostNamed('logs', topology.hosts, host));
      const unread = new AbortController();
      // As `head` does, once it has enough.
      process.stdout.once('error', () => unread.abort());
      return await showLogs({
        ...{ topology, kinds, lines, since, follow, grep },
        ...('shells' in cluster
          ? { shells: cluster.followed, asRoot: true }
          : { shells: await localShells(kinds), asRoot: false }),
        hosts: hosts.length > 0 ? hosts : topology.hosts.map(({ name }) => name),
        signal: AbortSignal.any([interrupted, unread.signal]),
        onTrouble: (text) => printAside(visibleText(text)),
        onEntry: async (source, entry) => {
          const label = `${source.host} ${source.kind === 'journal' ? source.process.unit : source.kind}`;
          const shown = entry.lines.map((line) => `${label}: ${visibleText(line)}\n`).join('');
          if (!process.stdout.write(shown) && !unread.signal.aborted)
            await once(process.stdout, 'drain', { signal: unread.signal }).catch(() => undefined);
        },
      });
    }),
  );
  process.exitCode = isWhole ? 0 : 1;
}

async function localShells(kinds: readonly LogKind[]) {
  if (kinds.includes('journal')) throw NO_JOURNAL;
  const { machineShells } = await import('../local/machine-shells.js');
  return machineShells;
}

const NO_JOURNAL = new UserError(
  '--only: must not be journal of a local cluster, which systemd does not run. Leave it out.',
);

function collectKinds(text: string, before: readonly LogKind[] | undefined): readonly LogKind[] {
  const kind = LOG_KINDS.find((each) => each === text);
  if (kind) return [...(before ?? []), kind];
  throw new UserError(
    `--only: must be one of ${LOG_KINDS.join(', ')}, got '${text}'. Name one of them.`,
  );
}

function parseLines(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && text.trim() !== '') return value;
  throw new UserError(`--lines: must be a whole number from 0, got '${text}'. Give a number.`);
}
