import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment, requireLater, type Moment } from '../command-line/moment';
import { parsePattern } from '../command-line/pattern';
import type { WantedHeader } from '../reading/record-match';
import { withInterrupts } from '../system/interrupts';
import { addInventoryOptions } from './inventory-options';
import type { PrintRecordsOptions } from './print-records';
import { jsonOption, nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka read`: the records of topics, merged by time. */
export function addReadCommand(program: Command): void {
  const command = program
    .command('read')
    .description('Print the records of topics, merged over partitions by time.')
    .argument('<topic...>', "their names, or 'app-*' for all that begin so")
    .addOption(nameOption());
  for (const option of [...rangeOptions(), ...matchOptions(), ...outputOptions()]) {
    command.addOption(option);
  }
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Nothing is changed, and no group is joined: nobody's offsets move. It ends at the end that the topic has when it begins.

Exit code: 0 read, 1 nothing of what was sought is there, 2 could not run. docs/read.md tells more.`;

function rangeOptions(): readonly Option[] {
  return [
    new Option('--from <time>', `not older than this: ${MOMENTS}`).argParser((text) =>
      parseMoment('--from', text),
    ),
    new Option('--to <time>', 'older than this, likewise')
      .argParser((text) => parseMoment('--to', text))
      .conflicts('follow'),
    new Option('-n, --last <count>', 'the last so many (default with --follow: 10)')
      .argParser(parseCount('--last'))
      .conflicts('limit'),
    new Option('-f, --follow', 'go on with what is written, until Ctrl-C'),
    new Option('--limit <count>', 'end after so many').argParser(parseCount('--limit')),
  ];
}

function matchOptions(): readonly Option[] {
  return [
    new Option('--grep <pattern>', 'in whose value this regular expression is found'),
    new Option('-i, --ignore-case', '--grep takes small and capital letters for the same'),
    new Option('-v, --invert-match', 'in whose value --grep is not found'),
    new Option('-A, --after-context <count>', 'with so many after it in the same file').argParser(
      parseCount('--after-context'),
    ),
    new Option('-B, --before-context <count>', 'with so many before it').argParser(
      parseCount('--before-context'),
    ),
    new Option('-C, --context <count>', 'with so many on both sides').argParser(
      parseCount('--context'),
    ),
    new Option('--key <key>', 'of this key, in which \\0 is a zero byte').argParser((text) =>
      text.replaceAll('\\0', '\0'),
    ),
    new Option('--header <name=value>', 'with this header; may be given several times').argParser(
      collectHeaders,
    ),
  ].map((option) => option.helpGroup('Only records:'));
}

function outputOptions(): readonly Option[] {
  return [
    new Option('--count', 'print how many there are').conflicts(['follow', 'format', 'last']),
    jsonOption().conflicts('format'),
    new Option('--format <format>', "such as '{time} {host} {value}'"),
  ];
}

interface ReadOptions extends EitherClusterOptions {
  readonly from?: Moment;
  readonly to?: Moment;
  readonly last?: number;
  readonly follow?: true;
  readonly limit?: number;
  readonly grep?: string;
  readonly ignoreCase?: true;
  readonly invertMatch?: true;
  readonly afterContext?: number;
  readonly beforeContext?: number;
  readonly context?: number;
  readonly key?: string;
  readonly header?: readonly WantedHeader[];
  readonly count?: true;
  readonly json?: true;
  readonly format?: string;
}

/** What is shown of a topic that is followed, where nobody says from when on. */
const USUAL_LAST = 10;

async function run(topics: readonly string[], options: ReadOptions): Promise<void> {
  const { json, format, count = false, limit, follow = false, direct } = options;
  const range = rangeOf(options);
  const isFromNow = follow && range.fromMs === undefined;
  const [{ printRecords }, { parseFormat }] = await Promise.all([
    import('./print-records.js'),
    import('../reading/record-text.js'),
  ]);
  const printing: Omit<PrintRecordsOptions, 'signal'> = {
    ...{ ...range, ...matchOf(options), topics: [...new Set(topics)], limit, follow, count },
    last: options.last ?? (isFromNow ? USUAL_LAST : undefined),
    text: json ? 'json' : format === undefined ? 'raw' : parseFormat(format),
  };
  process.exitCode = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) => printRecords(cluster, { ...printing, direct, signal })),
  );
}

/** @throws UserError where it ends before it begins */
function rangeOf({ from, to }: ReadOptions) {
  const nowMs = Date.now();
  const fromMs = from?.(nowMs);
  const toMs = to?.(nowMs, fromMs);
  if (fromMs !== undefined && toMs !== undefined) requireLater(fromMs, toMs);
  return { fromMs, toMs };
}

/** @throws UserError where what belongs to --grep stands without it, or that is no pattern */
function matchOf(options: ReadOptions) {
  const { grep, ignoreCase, invertMatch, key, header: headers, context } = options;
  const { beforeContext: before = context, afterContext: after = context } = options;
  if (grep === undefined) requireGrep(options);
  return {
    ...{ key, headers, invert: invertMatch },
    grep: grep === undefined ? undefined : parsePattern('--grep', grep, { ignoreCase }),
    context: before || after ? { before: before ?? 0, after: after ?? 0 } : undefined,
  };
}

const OF_GREP = {
  ignoreCase: '--ignore-case',
  invertMatch: '--invert-match',
  afterContext: '--after-context',
  beforeContext: '--before-context',
  context: '--context',
} as const;

function requireGrep(options: ReadOptions): void {
  for (const [name, option] of Object.entries(OF_GREP)) {
    if (options[name as keyof typeof OF_GREP] === undefined) continue;
    throw new UserError(`${option}: must stand beside --grep. Give a pattern, or leave it out.`);
  }
}

function parseCount(option: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new UserError(`${option}: must be a whole number from 1, got '${text}'. Give a number.`);
  };
}

function collectHeaders(
  text: string,
  before: readonly WantedHeader[] = [],
): readonly WantedHeader[] {
  const at = text.indexOf('=');
  if (at > 0) return [...before, { name: text.slice(0, at), value: text.slice(at + 1) }];
  throw new UserError(
    `--header: must be a name and a value, got '${text}'. Write host=web-1, for example.`,
  );
}
