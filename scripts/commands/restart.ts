import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import { PROCESSES } from '../../cluster/processes/processes';
import type { Host } from '../../cluster/topology';
import { addHelpNotes } from '../command-line/help-layout';
import type { LiveCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import { addInventoryOptions, hostNamed } from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import { nameOption } from './shared-options';
import { tellVerdict } from './tell-verdict';
import { stallOption } from './waiting-options';
import { withLiveCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka restart`: one process of one host started anew. */
export function addRestartCommand(program: Command): void {
  const command = program
    .command('restart')
    .description('Start a process of one host anew, behind gates.')
    .argument('<host>', 'the host, such as broker-1')
    .addOption(
      new Option('--unit <name>', 'the process (default: Kafka where it has it)').choices(
        PROCESSES.map(({ name }) => name),
      ),
    )
    .requiredOption('--reason <words>', 'why, for the record of what was done')
    .option('--yes', 'do not ask')
    .addOption(stallOption());
  addLockOptions(command);
  addInventoryOptions(command.addOption(nameOption()), { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Waits until the cluster is well apart from this host, restarts, waits until all is well, and gives its
partitions back to the broker. It fetches no files: the process starts with those that lie there. Brings
back a log directory that has gone offline, and a process that is older than its files. Without --inventory, of a local
cluster.

Exit code: 0 restarted and the cluster well, 1 a gate stayed closed, 2 could not run,
75 another command changes the cluster.`;

interface RestartOptions extends EitherClusterOptions, LockCommandOptions {
  readonly unit?: HostProcess['name'];
  readonly reason: string;
  readonly yes?: true;
}

async function run(name: string, options: RestartOptions): Promise<void> {
  await withLiveCluster(options, (cluster) =>
    withInterrupts((signal) => {
      const host = hostNamed('restart', cluster.topology.hosts, name);
      return restart(cluster, host, { ...options, signal });
    }),
  );
}

export async function restart(
  cluster: LiveCluster,
  host: Host,
  options: RestartOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = options;
  const process = processNamed(cluster, host, options);
  const [{ restartPlan }, { reasonLines, renderPlan }, { rollCluster }, { withClusterChange }] =
    await Promise.all([
      import('../rolling/host-plan.js'),
      import('../rolling/plan-convergence.js'),
      import('../rolling/roll.js'),
      import('../changing/with-cluster-change.js'),
    ]);
  const plan = { hosts: [restartPlan(host, process, options.reason)], takenBack: [] };
  print(renderPlan(plan));
  await confirm('restart', options);
  const resume = `${RUN_PROGRAM} restart ${host.name} --unit ${process.name} --reason … ${cluster.topology.namedBy ?? '--inventory FILE'}`;
  const command = `restart ${host.name}`;
  const why = reasonLines(plan);
  const change = { command, why, signal, onProgress: print, ...lockOptions(options) };
  await withClusterChange(cluster, change, (change) =>
    rollCluster({ cluster, change, onProgress: print, resume }, plan),
  );
  print(`${host.name}: ${process.unit} is restarted.`);
  await tellVerdict(cluster, await cluster.look(signal));
}

/** @throws UserError that names the host's, where it has none of this name */
function processNamed(
  { topology }: Pick<LiveCluster, 'topology'>,
  host: Host,
  { unit }: Pick<RestartOptions, 'unit'>,
): HostProcess {
  const processes = processesOf(topology, host);
  const found = unit
    ? processes.find(({ name }) => name === unit)
    : (processes.find(({ row }) => row.role === 'broker') ?? processes[0]);
  if (found) return found;
  const names = processes.map(({ name }) => name).join(', ');
  throw new UserError(`--unit: must be a process of ${host.name}, got '${unit}'. It has ${names}.`);
}
