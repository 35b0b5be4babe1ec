import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { isWell, type ShownStatus } from '../status/cluster-status';
import { renderStatus } from '../status/render-status';
import { renderStatusJson } from '../status/status-json';
import { withInterrupts } from '../system/interrupts';
import { thisTerminal } from '../terminal/terminal';
import { addInventoryOptions } from './inventory-options';
import { runningCluster } from './running-cluster';
import { jsonOption, nameOption } from './shared-options';
import { parseSeconds } from './waiting-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka status`: a cluster as an operator wants to see it. */
export function addStatusCommand(program: Command): void {
  const command = program
    .command('status')
    .description(
      'Show how a cluster is: problems first, then hosts, readers, and what was done of late.',
    )
    .addOption(nameOption())
    .addOption(
      new Option('--watch [seconds]', 'look again so many seconds after each look, until Ctrl-C')
        .preset('5')
        .argParser(parseSeconds)
        .conflicts('json'),
    )
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Exit code: 0 healthy and every host current, 1 something is not, 2 could not run. With --watch, of the last look.
What it says, and the schema of the JSON: docs/status.md.`;

interface StatusOptions extends EitherClusterOptions {
  readonly json?: true;
  readonly watch?: number;
}

async function run(options: StatusOptions): Promise<void> {
  const { watch } = options;
  if (watch !== undefined && !process.stdout.isTTY) throw NO_TERMINAL;
  const status = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) =>
      watch === undefined
        ? lookOnce(cluster, { ...options, signal })
        : lookAgainAndAgain(cluster, { ...options, signal, pauseMs: watch * 1_000 }),
    ),
  );
  console.log(options.json ? renderStatusJson(status) : renderStatus(status, thisTerminal()));
  process.exitCode = isWell(status) ? 0 : 1;
}

const NO_TERMINAL = new UserError(
  '--watch: must have a terminal to draw on. Leave it out, or ask for --json again and again.',
);

type EitherCluster = DeployedCluster | LocalAccess;

interface LookOptions extends Pick<StatusOptions, 'direct'> {
  readonly signal: AbortSignal;
}

async function lookOnce(cluster: EitherCluster, options: LookOptions): Promise<ShownStatus> {
  const { read, close } = await openLooks(cluster, options);
  return await read().finally(close);
}

/** Looks that share their connections, which are to be closed. */
interface Looks {
  readonly read: () => Promise<ShownStatus>;
  readonly close: () => Promise<void>;
}

async function openLooks(asked: EitherCluster, options: LookOptions): Promise<Looks> {
  const { signal } = options;
  const [{ readStatus, deployedLook }, { readRecentChanges }, { readGroups }] = await Promise.all([
    import('../status/read-status.js'),
    import('../status/read-recent-changes.js'),
    import('../status/read-groups.js'),
  ]);
  // As it serves, which may be otherwise than its spec says by now.
  const { cluster, problems } =
    'shells' in asked ? await runningCluster(asked, options) : { cluster: asked, problems: [] };
  const { looks, looked } = await lookAt(cluster, deployedLook);
  const isOnItsWay = problems.length > 0;
  const { kafka } = await looks.keepConnections(signal);
  const { topology, reach } = cluster;
  const read = async () => {
    const [status, history, groups] = await Promise.all([
      readStatus({ ...looked, isOnItsWay }, signal),
      readRecentChanges(cluster, signal),
      readGroups({ ...{ topology, reach, signal }, kafka }),
    ]);
    return { ...status, problems: [...problems, ...status.problems], history, groups };
  };
  return { read, close: () => kafka.close() };
}

async function lookAt(
  cluster: EitherCluster,
  deployedLook: typeof import('../status/read-status').deployedLook,
) {
  if ('shells' in cluster) return { looks: cluster, looked: deployedLook(cluster) };
  const { localStatusLook } = await import('../local/local-status.js');
  const { looks, cluster: looked } = localStatusLook(cluster);
  return { looks, looked };
}

/** Ends with Ctrl-C; the last look is left on the terminal. */
async function lookAgainAndAgain(
  cluster: EitherCluster,
  options: LookOptions & { readonly pauseMs: number },
): Promise<ShownStatus> {
  const { signal, pauseMs } = options;
  const [{ Screen }, { watchStatus }, { read, close }] = await Promise.all([
    import('../terminal/screen.js'),
    import('../status/watch-status.js'),
    openLooks(cluster, options),
  ]);
  // Its first look may end in an error, which belongs to the lines of the shell.
  const first = await read();
  const screen = new Screen();
  try {
    let looks = 0;
    const last = await watchStatus({
      ...{ screen, pauseMs, signal },
      read: async () => (looks++ === 0 ? first : await read()),
      render: (status) => renderStatus(status, thisTerminal()),
      onResize: (redraw) => {
        process.stdout.on('resize', redraw);
        return () => void process.stdout.off('resize', redraw);
      },
    });
    return last ?? first;
  } finally {
    screen.leave();
    await close();
  }
}
