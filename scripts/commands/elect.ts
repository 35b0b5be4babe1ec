import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { brokerHosts } from '../../cluster/topology';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import type { SmokeContext } from '../smoke/smoke-context';
import { print } from '../terminal/print';
import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { addInventoryOptions } from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka elect`: gives each broker the partitions back that it should lead. */
export function addElectCommand(program: Command): void {
  const command = program
    .command('elect')
    .description('Give each broker the partitions back that it should lead.')
    .option('--topic <name>', 'of this topic only')
    .addOption(nameOption());
  addLockOptions(command);
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
The first replica of a partition is the one that should lead it. Where it is in sync it is given the lead,
50 partitions at a time; nothing can be lost by that. Without --inventory, a local cluster's.

Exit code: 0 each leads its own, 1 some do not, and are told, 2 could not run,
75 another command changes the cluster.`;

interface ElectOptions extends EitherClusterOptions, LockCommandOptions {
  readonly topic?: string;
}

async function run(options: ElectOptions): Promise<void> {
  process.exitCode = await withEitherCluster(options, (way) =>
    withInterrupts((signal) => elect({ ...way, signal }, options)),
  );
}

type Way = Pick<SmokeContext, 'topology' | 'reach'>;

/** @returns the exit code */
export async function elect(
  way: Way & { readonly signal: AbortSignal },
  options: Pick<ElectOptions, 'topic'> & LockCommandOptions,
): Promise<number> {
  const { topic } = options;
  const { topology, signal } = way;
  const [
    { astray, electable, readLeadership },
    { electPreferred },
    { withBrokers },
    { withClusterChange },
  ] = await Promise.all([
    import('../leadership/read-leadership.js'),
    import('../leadership/elect-preferred.js'),
    import('../cluster-access/with-brokers.js'),
    import('../changing/with-cluster-change.js'),
  ]);
  return await withBrokers(way, async (brokers) => {
    const before = await readLeadership(brokers, topic);
    if (before.length === 0 && topic !== undefined) {
      throw new UserError(`--topic: must be a topic of the cluster, got '${topic}'. Name one.`);
    }
    if (astray(before).length === 0) {
      print('Each partition is led by the broker that should lead it: nothing to do.');
      return 0;
    }
    const change = { command: 'elect', signal, onProgress: print, ...lockOptions(options) };
    const refused = await withClusterChange(way, change, ({ signal }) =>
      electPreferred(brokers, electable(before), { signal, onProgress: print }),
    );
    const after = await readLeadership(brokers, topic);
    const count = (led: typeof before, id: number) =>
      String(led.filter(({ leader }) => leader === id).length);
    const rows = brokerHosts(topology).map(({ name, broker: { id } }) => [
      name,
      String(after.filter(({ preferred }) => preferred === id).length),
      count(before, id),
      count(after, id),
    ]);
    const header = ['Broker', 'Should lead', 'Led before', 'Leads'];
    const { width } = thisTerminal();
    print(table(header, rows, { width, rightAligned: [1, 2, 3] }));
    const left = astray(after);
    for (const each of left) print(describeLeft(each, refused));
    return left.length === 0 ? 0 : 1;
  });
}

function describeLeft(
  each: {
    readonly topic: string;
    readonly partition: number;
    readonly preferred: number;
    readonly isElectable: boolean;
  },
  refused: ReadonlyMap<string, string>,
): string {
  const name = `${each.topic}-${each.partition}`;
  const why = each.isElectable
    ? (refused.get(name) ?? 'led by another again')
    : `broker ${each.preferred} is not in sync: wait until it is`;
  return `${name} is led by another: ${why}`;
}
