import { Option, type Command } from 'commander';
import { MINUTE_MS } from '../audit/audit';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment, requireLater, type Moment } from '../command-line/moment';
import { withInterrupts } from '../system/interrupts';
import { addInventoryOptions } from './inventory-options';
import { jsonOption, nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka audit`: whether the topics hold all that shippers have sent. */
export function addAuditCommand(program: Command): void {
  const command = program
    .command('audit')
    .description('Compare what shippers have sent with what the topics hold, by minute and file.')
    .addOption(nameOption())
    .addOption(
      new Option('--from <time>', `the first minute, by when lines were read: ${MOMENTS}`)
        .argParser((text) => parseMoment('--from', text))
        .default(parseMoment('--from', '15m'), '15 minutes ago'),
    )
    .addOption(
      new Option('--to <time>', 'where it ends, likewise')
        .argParser((text) => parseMoment('--to', text))
        .default(parseMoment('--to', '1m'), 'a minute ago'),
    )
    .addOption(
      new Option('--host <name>', 'one that is to report; may be given several times')
        .argParser((name, before: readonly string[]) => [...before, name])
        .default([], 'those that have'),
    )
    .option('--group <group>', 'a consumer group whose committed offsets are compared as well')
    .option(
      '--metrics <file>',
      'write what it found for Prometheus as well, as a whole or not at all',
    )
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
A minute is judged when all its hosts have reported; until then it is not known, and never well. What a group
has committed says that it was handed these lines, not that it has made anything of them.

Exit code: 0 all is stored, 1 lines are missing or late, 2 not known, or could not run. docs/audit.md tells more.`;

interface AuditOptions extends EitherClusterOptions {
  readonly from: Moment;
  readonly to: Moment;
  readonly host: readonly string[];
  readonly group?: string;
  readonly metrics?: string;
  readonly json?: true;
}

async function run(options: AuditOptions): Promise<void> {
  const { host: expected } = options;
  const span = wholeMinutes(options);
  const { auditCluster } = await import('./audit-cluster.js');
  process.exitCode = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) => auditCluster(cluster, { ...options, ...span, expected, signal })),
  );
}

/** @throws UserError where it ends before it begins */
function wholeMinutes({ from, to }: AuditOptions): Span {
  const nowMs = Date.now();
  const fromMs = Math.floor(from(nowMs) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.ceil(to(nowMs, from(nowMs)) / MINUTE_MS) * MINUTE_MS;
  requireLater(fromMs, toMs);
  return { fromMs, toMs };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}
