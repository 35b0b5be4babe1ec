import { Argument, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import { addHelpNotes } from '../command-line/help-layout';
import type { Replacement } from '../drills/do-harm';
import { canStrike, DRILLS, lastsFor, type Drill } from '../drills/drills';
import { hasLostNothing, renderDrillReport, type DrillReport } from '../drills/drill-report';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print, printAside } from '../terminal/print';
import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { addLockOptions, lockOptions, OUTER_RUN, type LockCommandOptions } from './lock-options';
import { settleIn, stackOf } from './replace';
import { jsonOption, stackFolderOption } from './shared-options';
import { stallOption, timeoutOption } from './waiting-options';

/** `cdktf-kafka drill`: does harm to a staging cluster, and says what became of its records. */
export function addDrillCommand(program: Command): void {
  const command = program
    .command('drill')
    .description(
      'Do harm to a staging cluster under load, undo it, and say what became of its records.',
    )
    .addArgument(
      new Argument('[name]', 'the drill; all are listed without it').choices(
        DRILLS.map(({ name }) => name),
      ),
    )
    .option('--host <host>', 'the host to strike, instead of the one that the drill would choose')
    .option('--yes', 'do it; without this, only what would be done is printed')
    .addOption(stackFolderOption('for host-replaced, as `replace` has it'))
    .addOption(jsonOption())
    .addOption(stallOption())
    .addOption(timeoutOption());
  addLockOptions(command);
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Refused where the spec doesn't say mayBeDrilled: true. Whatever a drill does is taken back, also after
Ctrl-C; after kill -9 the hosts take it back by themselves, within two minutes.

Exit code: 0 nothing acknowledged was lost and the cluster is healthy again, 1 one of them is not so,
2 could not run, 75 another command changes the cluster. What each drill does, and how to read the report: docs/drills.md.`;

interface DrillOptions extends Partial<InventoryOptions>, LockCommandOptions {
  readonly host?: string;
  readonly stackFolder?: string;
  readonly yes?: true;
  readonly json?: true;
}

async function run(name: string | undefined, options: DrillOptions): Promise<void> {
  const drill = DRILLS.find((each) => each.name === name);
  if (!drill) {
    const rows = DRILLS.map((each) => [each.name, each.title, lastsFor(each)]);
    console.log(table(['Drill', 'What happens', 'Lasts'], rows, thisTerminal()));
    return;
  }
  const { inventory, sshPort = 22, json } = options;
  if (inventory === undefined) {
    throw new UserError('--inventory: must say which cluster is meant. Give --inventory FILE.');
  }
  // JSON goes out alone.
  const say = json ? printAside : print;
  await withDeployedCluster(
    { ...options, inventory, sshPort },
    async (cluster) => {
      const report = await drillCluster(cluster, drill, { ...options, say });
      if (!report) return;
      console.log(
        json ? JSON.stringify(report, null, 2) : renderDrillReport(report, thisTerminal()),
      );
      process.exitCode = hasLostNothing(report) ? 0 : 1;
    },
    say,
  );
}

/** @returns undefined where it was not to be done yet */
async function drillCluster(
  cluster: DeployedCluster,
  drill: Drill,
  options: DrillOptions & { readonly say: (text: string) => void },
): Promise<DrillReport | undefined> {
  const { host, yes, say } = options;
  requireMark(cluster.inventory);
  const victim = host === undefined ? undefined : victimNamed(cluster.topology, drill, host);
  say(`${drill.title}: ${host ?? whom(drill)}; lasts ${lastsFor(drill)}.`);
  if (!yes) {
    say('Nothing was done. Give --yes to do it.');
    return undefined;
  }
  const [{ withClusterChange }, { runDrill }] = await Promise.all([
    import('../changing/with-cluster-change.js'),
    import('../drills/run-drill.js'),
  ]);
  return await withInterrupts((signal) => {
    const why = [`a drill: ${drill.title}`];
    const todo = { command: `drill ${drill.name}`, why, signal, onProgress: say };
    return withClusterChange(cluster, { ...todo, ...lockOptions(options) }, (change) => {
      const replacement = replacementOf(cluster, change, options);
      const drilling = { cluster, change, signal, replacement, onProgress: say };
      return change.step({ what: drill.title }, () => runDrill({ ...drilling, drill, victim }));
    });
  });
}

const whom = ({ harm }: Drill): string =>
  harm.kind === 'roll' ? 'each broker' : 'the host is chosen when it begins';

/** As `replace` does it, as steps of the drill. */
function replacementOf(
  cluster: DeployedCluster,
  change: ClusterChange,
  options: Pick<DrillOptions, 'stackFolder'> & { readonly say: (text: string) => void },
): Replacement {
  const { say } = options;
  const env = { [OUTER_RUN]: change.id };
  const runOf = (onLine: (line: string) => void) => ({
    folder: stackOf(cluster, options),
    ...{ signal: change.signal, onLine, env },
  });
  const addressOf = ({ name }: Host) =>
    hostNamed('drill', cluster.inventory.hosts, name).terraformAddress;
  return {
    check: async (host) => {
      const { withReplacementPlan } = await import('../replacing/replace-host.js');
      const run = runOf(() => undefined);
      await withReplacementPlan(run, addressOf(host), () => Promise.resolve());
    },
    carryOut: async (host) => {
      const { carryOut, withReplacementPlan } = await import('../replacing/replace-host.js');
      const run = runOf(say);
      await withReplacementPlan(run, addressOf(host), (plan) =>
        carryOut(
          { cluster, change, run, onProgress: say, settle: settleIn(cluster, change) },
          { ...plan, name: host.name },
        ),
      );
    },
  };
}

/** @throws UserError that names the hosts which it can strike */
function victimNamed({ hosts }: Topology, drill: Drill, name: string): Host {
  const those = hosts.filter((host) => canStrike(drill, host));
  return hostNamed('drill', those, name);
}

/** @throws UserError where nobody said that the cluster may be drilled */
function requireMark({ spec }: Inventory): void {
  if (spec.mayBeDrilled) return;
  throw new UserError(
    `spec.mayBeDrilled: must be true for a cluster that is drilled, got ${String(spec.mayBeDrilled)}. ` +
      `If nobody depends on ${spec.clusterName}, say so in its spec and deploy.`,
  );
}
