#!/usr/bin/env node
import './command-line/require-supported-node';
import './system/keep-compiled-code';
import './system/late-schemas';
import { Command, CommanderError } from 'commander';
import { UserError } from '../cluster/errors';
import { PROGRAM } from '../cluster/program';
import { visibleText } from '../cluster/visible-text';
import { couldNotRunCode } from './command-line/exit-codes';
import { layOutHelp } from './command-line/help-layout';
import { packageVersion } from './command-line/package-version';
import { printAside } from './terminal/print';
import { calledCommand, usageProblem } from './command-line/usage-problem';

type AddCommand = (program: Command) => void;

/**
 * The commands, each in a file of its own, which is read only when it is asked for: half of a
 * command's time from start to end would otherwise go to loading the others.
 */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  alerts: async () => (await import('./commands/alerts.js')).addAlertsCommand,
  audit: async () => (await import('./commands/audit.js')).addAuditCommand,
  capacity: async () => (await import('./commands/capacity.js')).addCapacityCommand,
  'client-config': async () => (await import('./commands/client-config.js')).addClientConfigCommand,
  clients: async () => (await import('./commands/clients.js')).addClientsCommand,
  converge: async () => (await import('./commands/converge.js')).addConvergeCommand,
  dashboards: async () => (await import('./commands/dashboards.js')).addDashboardsCommand,
  distribution: async () => (await import('./commands/distribution.js')).addDistributionCommand,
  drain: async () => (await import('./commands/drain.js')).addDrainCommand,
  drill: async () => (await import('./commands/drill.js')).addDrillCommand,
  elect: async () => (await import('./commands/elect.js')).addElectCommand,
  gate: async () => (await import('./commands/gate.js')).addGateCommand,
  history: async () => (await import('./commands/history.js')).addHistoryCommand,
  local: async () => (await import('./commands/local.js')).addLocalCommand,
  logs: async () => (await import('./commands/logs.js')).addLogsCommand,
  metrics: async () => (await import('./commands/metrics.js')).addMetricsCommand,
  move: async () => (await import('./commands/move.js')).addMoveCommand,
  offsets: async () => (await import('./commands/offsets.js')).addOffsetsCommand,
  'plan-review': async () => (await import('./commands/plan-review.js')).addPlanReviewCommand,
  read: async () => (await import('./commands/read.js')).addReadCommand,
  render: async () => (await import('./commands/render.js')).addRenderCommand,
  replace: async () => (await import('./commands/replace.js')).addReplaceCommand,
  restart: async () => (await import('./commands/restart.js')).addRestartCommand,
  rewind: async () => (await import('./commands/rewind.js')).addRewindCommand,
  secrets: async () => (await import('./commands/secrets.js')).addSecretsCommand,
  shippers: async () => (await import('./commands/shippers.js')).addShippersCommand,
  smoke: async () => (await import('./commands/smoke.js')).addSmokeCommand,
  status: async () => (await import('./commands/status.js')).addStatusCommand,
  topics: async () => (await import('./commands/topics.js')).addTopicsCommand,
  trust: async () => (await import('./commands/trust.js')).addTrustCommand,
  unthrottle: async () => (await import('./commands/unthrottle.js')).addUnthrottleCommand,
  upgrade: async () => (await import('./commands/upgrade.js')).addUpgradeCommand,
};

/** Exit codes: 0 all well, 1 what was asked about is not well, 2 it could not be found out. */
const EXIT_COULD_NOT_RUN = couldNotRunCode(process.argv[2]);

const program = new Command(PROGRAM);

async function main(argv: readonly string[]): Promise<void> {
  layOutHelp(program)
    .description('Render, run and check a Kafka cluster for logs.')
    .version(packageVersion())
    .showSuggestionAfterError()
    // Told below, in the form of all other errors.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  for (const load of neededCommands(argv[2])) (await load())(program);
  await program.parseAsync(argv);
}

/** The one that is called; none for the version, and for help, or a word that is none of them, all. */
function neededCommands(word = ''): readonly (() => Promise<AddCommand>)[] {
  if (['-V', '--version'].includes(word)) return [];
  const called = COMMANDS[word];
  return called ? [called] : Object.values(COMMANDS);
}

// Whoever reads may stop reading, as `head` does: what is being done goes on to its end all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // Such as of a full disk.
    if (stream === process.stdout) printAside(`The output could not be written: ${error.message}.`);
    process.exit(EXIT_COULD_NOT_RUN);
  });
}

/** Long enough for all that ends by itself. */
const LINGER_MS = 500;

/**
 * Ends soon after all is printed, whatever is still open: to a host that hangs, a connection would keep this
 * process for minutes after its answer. Not at once, since Node may wait for ever where it is told to
 * end while V8 compiles in the background and asks the main thread for memory.
 */
function endOncePrinted(): void {
  const streams = [process.stdout, process.stderr];
  const written = streams.map(
    (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
  );
  void Promise.all(written).then(() => setTimeout(() => process.exit(), LINGER_MS).unref());
}

main(process.argv)
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_COULD_NOT_RUN;
      if (error.message.startsWith('error: '))
        printAside(usageProblem(error, calledCommand(program, process.argv.slice(2))));
      return;
    }
    const isTold = error instanceof UserError;
    process.exitCode = (isTold ? error.exitCode : undefined) ?? EXIT_COULD_NOT_RUN;
    // Everything else is a fault of ours; thrown again it would end with 1, as an answer does.
    if (isTold) printAside(visibleText(error.message));
    else console.error(error);
  })
  .finally(endOncePrinted);
