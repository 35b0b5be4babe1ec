import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { addHelpNotes } from '../command-line/help-layout';
import type { Tolerance } from '../health/cluster/judged-cluster';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { outerRun, waitForLockOption } from './lock-options';
import { tellVerdict } from './tell-verdict';
import { nameOption, toPlaintextOption } from './shared-options';
import { looksOption, stallOption, timeoutOption } from './waiting-options';
import { nameStandsAlone, withLiveCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka gate`: waits until a host may be stopped, or until the cluster is whole after one was. */
export function addGateCommand(program: Command): void {
  const command = program
    .command('gate')
    .description('Wait until a live cluster is healthy: before a host is stopped, and after.')
    .option('--before <host>', 'the host that is about to be stopped: it may be down already')
    .option('--after <host>', 'the host that was just changed: later ones may not be there yet')
    .addOption(
      new Option(
        '--leaving <host>',
        'a broker that the spec has lost: refused while it holds data',
      ).conflicts(['before', 'after', 'firstDeploy']),
    )
    .addOption(
      new Option(
        '--release',
        "before files of the spec's release or security are brought: refused where no way leads there",
      ).conflicts(['before', 'after', 'leaving']),
    )
    .option('--first-deploy', 'there is no cluster to protect yet: only the way to it is looked at')
    .addOption(looksOption())
    .addOption(stallOption())
    .addOption(timeoutOption())
    .addOption(waitForLockOption())
    .addOption(toPlaintextOption());
  addInventoryOptions(command.addOption(nameOption()), { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Without --inventory, of a local cluster; only --before goes with that.

Exit code: 0 a host may be stopped, 1 none may and that does not get better, or --leaving holds data,
2 could not run, or no way leads to the --release, 75 behind --before or --after another command changes the cluster. What is looked at: docs/converge.md.`;

interface GateCommandOptions extends EitherClusterOptions {
  readonly before?: string;
  readonly after?: string;
  readonly leaving?: string;
  readonly release?: true;
  readonly firstDeploy?: true;
  readonly waitForLock: number;
  readonly toPlaintext?: true;
}

async function run(given: GateCommandOptions): Promise<void> {
  if (given.inventory === undefined) return await runLocally(given);
  if (given.name !== undefined) throw nameStandsAlone();
  const options = { ...given, inventory: given.inventory, sshPort: given.sshPort ?? 22 };
  if (options.leaving !== undefined) return await runLeaving(options.leaving, options);
  const makesCredentials = options.after !== undefined && !options.firstDeploy;
  await withDeployedCluster({ ...options, makesCredentials }, async (cluster) => {
    if (options.firstDeploy) {
      await cluster.checkWay();
      print('First deploy: there is no cluster to protect yet.');
      return;
    }
    if (options.release)
      return await withInterrupts((signal) => runRelease(cluster, options, signal));
    const tolerance = gateTolerance(cluster.topology, options);
    await withInterrupts(async (signal) => {
      const { runningCluster } = await import('./running-cluster.js');
      const { cluster: running, problems } = await runningCluster(cluster, options);
      if (options.after !== undefined) {
        const { certifyNewHost } = await import('./certify-new-host.js');
        await certifyNewHost(cluster, options.after, { signal, waitForLock: options.waitForLock });
      }
      const state = await running.gate({ signal, ...tolerance });
      // What a deploy does to a host behind its gates, it does without the lock.
      if (options.before !== undefined || options.after !== undefined) {
        const { waitForOtherChanges } = await import('../changing/wait-for-other-changes.js');
        const waitMs = options.waitForLock * 1_000;
        const within = outerRun();
        await waitForOtherChanges(running, { waitMs, within, signal, onProgress: print });
      }
      await tellVerdict(running, state, { ...tolerance, problems });
    });
  });
}

/** Of a deploy's steps a local cluster has none. */
const OF_DEPLOYS = ['after', 'leaving', 'release', 'firstDeploy'] as const;

async function runLocally(options: GateCommandOptions): Promise<void> {
  const other = OF_DEPLOYS.find((each) => options[each] !== undefined);
  if (other !== undefined) {
    const option = other.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
    throw new UserError(`--${option}: must be of a deployed cluster. Give its --inventory.`);
  }
  await withLiveCluster(options, async (cluster) => {
    const { before } = options;
    const tolerance =
      before === undefined
        ? {}
        : { apartFrom: hostNamed('gate', cluster.topology.hosts, before).name };
    await withInterrupts(async (signal) =>
      tellVerdict(cluster, await cluster.gate({ signal, ...tolerance }), tolerance),
    );
  });
}

/** What an upgrade, and a change of security, ask again when the files have come. */
async function runRelease(
  cluster: DeployedCluster,
  { toPlaintext }: Pick<GateCommandOptions, 'toPlaintext'>,
  signal: AbortSignal,
): Promise<void> {
  const [{ runningCluster }, { requireWayToSecurity }, { nextReleaseStep }] = await Promise.all([
    import('./running-cluster.js'),
    import('../securing/require-way-to-security.js'),
    import('../upgrading/release-step.js'),
  ]);
  const { topology } = cluster;
  const running = await runningCluster(cluster);
  const { look } = running;
  if (look) requireWayToSecurity({ topology, look, toPlaintext: toPlaintext ?? false });
  const { words } = await nextReleaseStep({ ...running.cluster, signal });
  if (look && words.length > 0) throw oneAfterTheOther(words);
  const { kafkaVersion } = topology.spec;
  print(words.length > 0 ? words.join('\n') : `Every broker runs Kafka ${kafkaVersion}.`);
  if (look)
    print('The security of the hosts is changed behind their files: by `converge`, in stages.');
}

/** Two changes that each are made in rolls, and each by its own files. */
function oneAfterTheOther(words: readonly string[]): UserError {
  const problem = {
    path: 'kafkaVersion',
    rule: 'stay as it is while the security of the cluster is changed',
    value: words.join(' '),
    remedy: 'Nothing was changed. Deploy the one first, and then the other',
  };
  return new UserError(formatProblem(problem));
}

/** Asked of the brokers that stay: the one that leaves may be dead. */
async function runLeaving(leaving: string, options: InventoryOptions): Promise<void> {
  const { requireEmpty } = await import('../moving/require-empty.js');
  const { withBrokers } = await import('../cluster-access/with-brokers.js');
  await withDeployedCluster({ ...options, isOfEarlierSpec: true }, (cluster) =>
    withInterrupts((signal) =>
      withBrokers({ ...cluster, signal }, (brokers) => requireEmpty(brokers, leaving)),
    ),
  );
  print(`${leaving} holds nothing, and may go.`);
}

/**
 * What a gate of a deploy lets pass, by its place in the order of the hosts.
 *
 * @throws UserError where the cluster has no such host
 */
export function gateTolerance(
  { hosts }: Topology,
  { before, after }: Pick<GateCommandOptions, 'before' | 'after'>,
): Tolerance {
  const name = before ?? after;
  if (name === undefined) return {};
  const index = hosts.indexOf(hostNamed('gate', hosts, name));
  const later = hosts.slice(before === undefined ? index + 1 : index).map((host) => host.name);
  return { apartFrom: before, notYet: later };
}
