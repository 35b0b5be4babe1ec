import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { ChangedCluster } from '../changing/cluster-change';
import type { Brokers } from '../cluster-access/ask-brokers';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import { MOMENTS, parseMoment, type Moment } from '../command-line/moment';
import { groupBy } from '../cluster-access/group-by';
import type { SeenGroup } from '../reading/consumer-groups';
import type { RewindStep } from '../reading/plan-rewind';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { counted } from '../terminal/quantities';
import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { confirm } from './confirm';
import { addInventoryOptions } from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import { servingCluster } from './running-cluster';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka rewind`: has a group of consumers read again what was written since a time. */
export function addRewindCommand(program: Command): void {
  const command = program
    .command('rewind')
    .description('Have a group of consumers read again what was written since a time.')
    .argument('<group>', 'its name')
    .addOption(nameOption())
    .addOption(
      new Option('--to <time>', MOMENTS)
        .argParser((text) => parseMoment('--to', text))
        .makeOptionMandatory(),
    )
    .option('--topic <topic>', 'of this topic only; may be given several times', collect)
    .option('--dry-run', 'print what would change and end')
    .option('--yes', 'do not ask');
  addLockOptions(command);
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Refused while the group has members: stop them first. It goes back only; where the group is further back already, it stays.

Exit code: 0 it is there, 1 with --dry-run: it is not yet, 2 could not run, 75 another command changes the cluster.
docs/read.md tells more.`;

interface RewindOptions extends EitherClusterOptions, LockCommandOptions {
  readonly to: Moment;
  readonly topic?: readonly string[];
  readonly dryRun?: true;
  readonly yes?: true;
}

async function run(group: string, options: RewindOptions): Promise<void> {
  const { askForUser } = await import('../cluster-access/ask-for-user.js');
  process.exitCode = await withEitherCluster(options, (cluster) =>
    withInterrupts(async (signal) => {
      const serving = await servingCluster(cluster, options);
      const asked = { ...options, group, signal, toMs: options.to(Date.now()) };
      return await askForUser({ ...serving, signal }, (brokers) => rewind(serving, brokers, asked));
    }),
  );
}

interface AskedRewind extends RewindOptions {
  readonly group: string;
  readonly toMs: number;
  readonly signal: AbortSignal;
}

/** @returns the exit code */
async function rewind(
  cluster: ChangedCluster,
  brokers: Brokers,
  asked: AskedRewind,
): Promise<number> {
  const { group, dryRun } = asked;
  const { seen, steps, changes } = await look(brokers, asked);
  console.log(stepsTable(steps));
  if (changes.length === 0) {
    print(`${group}: is there already, or further back: nothing to do.`);
    return 0;
  }
  if (dryRun) {
    if (seen.members.length > 0) print(membersProblem(group, seen));
    return 1;
  }
  if (seen.members.length > 0) throw new UserError(membersProblem(group, seen));
  await confirm('rewind', asked);
  const again = await setBack(cluster, brokers, asked);
  print(`${group}: goes on from there, with ${counted(again, 'record')} again.`);
  return 0;
}

/**
 * Sets it back, so that nobody else changes the cluster meanwhile, and records what was done.
 *
 * @returns how many records are read again
 */
async function setBack(
  cluster: ChangedCluster,
  brokers: Brokers,
  asked: AskedRewind,
): Promise<number> {
  const { group, toMs, signal } = asked;
  const [{ withClusterChange }, { commitSteps }] = await Promise.all([
    import('../changing/with-cluster-change.js'),
    import('../reading/consumer-groups.js'),
  ]);
  const command = `rewind ${group} --to ${new Date(toMs).toISOString()}`;
  const toChange = { command, signal, onProgress: print, ...lockOptions(asked) };
  return await withClusterChange(cluster, toChange, async (change) => {
    const { signal } = change;
    // Whoever had the lock until now may have set it back, too.
    const { seen, changes } = await look(brokers, { ...asked, signal });
    if (seen.members.length > 0) throw new UserError(membersProblem(group, seen));
    for (const [topic, own] of groupBy(changes, (each) => each.topic)) {
      const what = `set ${group} back in ${counted(own.length, 'partition')} of ${topic}: ${counted(recordsAgain(own), 'record')} again`;
      await change.step({ what }, async () => {
        await commitSteps(brokers, { group, signal }, own);
        await requireThere(brokers, own, { ...asked, signal });
      });
    }
    return recordsAgain(changes);
  });
}

const recordsAgain = (steps: readonly RewindStep[]) =>
  steps.reduce((sum, step) => sum + step.again, 0);

/** How the group stands, and what would change. */
async function look(brokers: Brokers, asked: AskedRewind) {
  const { group, signal } = asked;
  const [{ changed }, { readGroup }] = await Promise.all([
    import('../reading/plan-rewind.js'),
    import('../reading/consumer-groups.js'),
  ]);
  const seen = await readGroup(brokers, { group, signal, path: 'rewind' });
  const steps = await stepsFor(brokers, seen, asked);
  return { seen, steps, changes: changed(steps) };
}

async function stepsFor(
  brokers: Brokers,
  { committed }: SeenGroup,
  { group, toMs, topic: only }: AskedRewind,
): Promise<readonly RewindStep[]> {
  const [{ findTopics }, { offsetsAt }, { planRewind }] = await Promise.all([
    import('../reading/find-topics.js'),
    import('../reading/offsets-at.js'),
    import('../reading/plan-rewind.js'),
  ]);
  const read = [...new Set(committed.map(({ topic }) => topic))].sort();
  const strange = (only ?? []).find((topic) => !read.includes(topic));
  if (strange !== undefined) {
    const rule = `name a topic that ${group} has committed offsets of`;
    const remedy = `Name one: ${read.join(', ') || 'it has none'}`;
    throw new UserError(formatProblem({ path: '--topic', rule, value: strange, remedy }));
  }
  if (read.length === 0) {
    const rule = 'have committed offsets, of which it can be set back';
    const remedy = 'It begins where auto.offset.reset of its consumers says';
    throw new UserError(formatProblem({ path: group, rule, remedy }));
  }
  const topics = await findTopics(brokers, 'rewind', only ?? read);
  return planRewind(committed, await offsetsAt(brokers, topics, toMs));
}

const membersProblem = (group: string, { state, members }: SeenGroup) =>
  formatProblem({
    ...{ path: group, rule: 'have no members while it is set back' },
    value: `${state}: ${members.slice(0, MOST_MEMBERS).join(', ')}${members.length > MOST_MEMBERS ? ` and ${members.length - MOST_MEMBERS} more` : ''}`,
    remedy: 'Stop them, and start them again afterwards',
  });

const MOST_MEMBERS = 5;

/** What was committed is read back: it is what its consumers will be told. */
async function requireThere(
  brokers: Brokers,
  changes: readonly RewindStep[],
  { group, signal }: AskedRewind,
): Promise<void> {
  const { readGroup } = await import('../reading/consumer-groups.js');
  const { committed } = await readGroup(brokers, { group, signal, path: 'rewind' });
  const isThere = (step: RewindStep) =>
    committed.some(
      ({ topic, partition, offset }) =>
        topic === step.topic && partition === step.partition && offset === step.after,
    );
  const strays = changes.filter((step) => !isThere(step));
  if (strays.length === 0) return;
  const [{ topic, partition, after }] = strays as [RewindStep];
  throw new UserError(
    `${group}: must stand at ${after} of ${topic}-${partition}, and ${counted(strays.length, 'partition')} of it does not: somebody else commits for it. Stop its members, and run this again.`,
  );
}

function stepsTable(steps: readonly RewindStep[]): string {
  const rows = steps.map(({ topic, partition, before, after, again }) => [
    topic,
    String(partition),
    before === undefined ? 'none' : before.toLocaleString('en'),
    before === after ? 'stays' : after.toLocaleString('en'),
    again.toLocaleString('en'),
  ]);
  const header = ['Topic', 'Partition', 'Before', 'After', 'Records again'];
  return table(header, rows, { ...thisTerminal(), rightAligned: [1, 2, 3, 4] });
}
