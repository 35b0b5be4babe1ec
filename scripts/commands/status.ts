import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { isWell, type ShownStatus } from '../status/cluster-status';
import { renderStatus } from '../status/render-status';
import { renderStatusJson } from '../status/status-json';
import { withInterrupts } from '../system/interrupts';
import type { PageFileOptions } from '../status/page/page-file';
import { printAside } from '../terminal/print';
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
    .addOption(
      new Option(
        '--html <file>',
        'also write it as a page for a browser; with --watch, at each look',
      ),
    )
    .addOption(jsonOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Exit code: 0 healthy and every host current, 1 something is not, 2 could not run. With --watch, of the last look.
What it says, and the schema of the JSON: docs/status.md.`;

interface StatusOptions extends EitherClusterOptions {
  readonly html?: string;
  readonly json?: true;
  readonly watch?: number;
}

async function run(options: StatusOptions): Promise<void> {
  const { html, watch } = options;
  if (watch !== undefined && html === undefined && !process.stdout.isTTY) throw NO_TERMINAL;
  const status = await withEitherCluster(options, (cluster) =>
    withInterrupts((signal) =>
      watch === undefined
        ? lookOnce(cluster, { ...options, signal })
        : lookAgainAndAgain(cluster, { ...options, signal, pauseMs: watch * 1_000 }),
    ),
  );
  console.log(options.json ? renderStatusJson(status) : renderStatus(status, thisTerminal()));
  if (html !== undefined) printAside(`The same as a page: ${html}`);
  process.exitCode = isWell(status) ? 0 : 1;
}

const NO_TERMINAL = new UserError(
  '--watch: must have a terminal to draw on. Leave it out, ask for --json again and again, or add --html FILE.',
);

type EitherCluster = DeployedCluster | LocalAccess;

interface LookOptions extends Pick<StatusOptions, 'direct' | 'html'> {
  readonly signal: AbortSignal;
}

async function lookOnce(cluster: EitherCluster, options: LookOptions): Promise<ShownStatus> {
  const { look, close } = await openLooks(cluster, options);
  return await look().finally(close);
}

/** Looks that share their connections; each is on its page, too, where one was asked for. They are to be closed. */
interface Looks {
  readonly look: () => Promise<ShownStatus>;
  /** The last one is left on the page, which no browser reads again. */
  readonly close: () => Promise<void>;
}

async function openLooks(
  asked: EitherCluster,
  options: LookOptions & { readonly pauseMs?: number },
): Promise<Looks> {
  const { signal, html: path, pauseMs } = options;
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
  const page = path === undefined ? undefined : await openPage({ path, topology, pauseMs });
  const look = async () => {
    const [status, history, groups, topics] = await Promise.all([
      readStatus({ ...looked, isOnItsWay }, signal),
      readRecentChanges(cluster, signal),
      readGroups({ ...{ topology, reach, signal }, kafka }),
      page?.readTopics({ ...{ topology, reach, signal }, kafka }),
    ]);
    const shown = { ...status, problems: [...problems, ...status.problems], history, groups };
    page?.file.write({ ...shown, topics });
    return shown;
  };
  const close = async () => {
    await kafka.close();
    page?.file.end();
  };
  return { look, close };
}

async function openPage(options: PageFileOptions) {
  const [{ PageFile }, { readTopicsOnDisk }] = await Promise.all([
    import('../status/page/page-file.js'),
    import('../status/page/read-topics-on-disk.js'),
  ]);
  return { file: new PageFile(options), readTopics: readTopicsOnDisk };
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
  const [{ Screen }, { onSuspend }, { watchStatus }, { look, close }] = await Promise.all([
    import('../terminal/screen.js'),
    import('../terminal/on-suspend.js'),
    import('../status/watch-status.js'),
    openLooks(cluster, options),
  ]);
  // Its first look may end in an error, which belongs to the lines of the shell.
  const first = await look();
  // Without a terminal it is watched for its page alone.
  const screen = process.stdout.isTTY ? new Screen() : undefined;
  try {
    let looks = 0;
    const last = await watchStatus({
      ...{ screen: screen ?? { draw: () => undefined }, pauseMs, signal },
      read: async () => (looks++ === 0 ? first : await look()),
      render: (status) => renderStatus(status, thisTerminal()),
      onResize: (redraw) => {
        process.stdout.on('resize', redraw);
        return () => void process.stdout.off('resize', redraw);
      },
      onResume: (resumed) => onSuspend(() => screen?.pause(), resumed),
    });
    return last ?? first;
  } finally {
    screen?.leave();
    await close();
  }
}
