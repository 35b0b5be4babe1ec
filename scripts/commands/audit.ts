import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { visibleText } from '../../cluster/visible-text';
import type { AuditVerdict } from '../audit/audit';
import { askForUser } from '../cluster-access/ask-for-user';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment, type Moment } from '../command-line/moment';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { withInterrupts } from '../system/interrupts';
import { printAside } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { addInventoryOptions } from './inventory-options';
import { runningCluster } from './running-cluster';
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
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
A minute is judged when all its hosts have reported; until then it is not known, and never well. What a group
has committed says that it was handed these lines, not that it has made anything of them.

Exit code: 0 all is stored, 1 lines are missing, 2 not known, or could not run. docs/audit.md tells more.`;

const EXIT_CODES: Readonly<Record<AuditVerdict, number>> = { equal: 0, missing: 1, unknown: 2 };

/** On hosts, as the shipper's install.sh puts it there. */
const SEND_AGAIN =
  '/usr/local/lib/cdktf-kafka-ship/cdktf-kafka-ship send /etc/cdktf-kafka-ship/shipper.json';

interface AuditOptions extends EitherClusterOptions {
  readonly from: Moment;
  readonly to: Moment;
  readonly host: readonly string[];
  readonly group?: string;
  readonly json?: true;
}

async function run(options: AuditOptions): Promise<void> {
  const span = wholeMinutes(options);
  process.exitCode = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) => auditCluster(cluster, { ...options, ...span, signal })),
  );
}

/** @throws UserError where it ends before it begins */
function wholeMinutes({ from, to }: AuditOptions): Span {
  const nowMs = Date.now();
  const fromMs = Math.floor(from(nowMs) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.ceil(to(nowMs, from(nowMs)) / MINUTE_MS) * MINUTE_MS;
  if (fromMs < toMs) return { fromMs, toMs };
  const began = new Date(fromMs).toISOString();
  throw new UserError(
    `--to: must be after --from, which is ${began}, got '${new Date(toMs).toISOString()}'. Give a later time.`,
  );
}

const MINUTE_MS = 60_000;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

async function auditCluster(
  asked: DeployedCluster | LocalAccess,
  options: AuditOptions & Span & { readonly signal: AbortSignal },
): Promise<number> {
  const { signal, fromMs, toMs, host: expected, group, json } = options;
  const { runAudit } = await import('../audit/run-audit.js');
  // As it serves, which may be otherwise than its spec says by now.
  const { topology, reach } =
    'shells' in asked ? (await runningCluster(asked, options)).cluster : asked;
  const onTrouble = (text: string) => printAside(visibleText(text));
  const audit = await askForUser({ topology, reach, signal }, (brokers) =>
    runAudit(brokers, { fromMs, toMs, expected, group, onTrouble, signal }),
  );
  if (json) console.log(JSON.stringify({ formatVersion: 1, ...audit }, undefined, 2));
  else {
    const { renderAudit } = await import('../audit/render-audit.js');
    console.log(renderAudit(audit, { terminal: thisTerminal(), sendAgain: SEND_AGAIN }));
  }
  return EXIT_CODES[audit.verdict];
}
