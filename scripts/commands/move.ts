import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { brokerHosts } from '../../cluster/topology';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import { GATE_PATIENCE } from '../health/gate/gate-patience';
import type { MovedCluster, MoveRequest } from '../moving/move-cluster';
import { FIRST_RATE, USUAL_RATES } from '../moving/usual-rates';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { confirm } from './confirm';
import { hostNamed, addInventoryOptions, type InventoryOptions } from './inventory-options';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';
import { withMovedCluster } from './moved-cluster';
import { nameOption } from './shared-options';
import { stallOption } from './waiting-options';
import { counted } from '../terminal/quantities';

/** `cdktf-kafka move`: brings partitions to where they should lie. */
export function addMoveCommand(program: Command): void {
  const command = program
    .command('move')
    .description(
      'Move partitions so that all brokers and disks have their share, under a throttle.',
    )
    .option('--off <host>', 'move everything off this broker; may be given several times', collect)
    .option('--topic <name>', 'of this topic only; may be given several times', collect)
    .addOption(
      new Option(
        '--refill <host>',
        'throttle this broker while it fetches what it lost, and show the time left',
      ).conflicts(['off', 'topic', 'dryRun']),
    );
  addMovingOptions(command).action(run);
  addHelpNotes(command, HELP);
}

/** The options of every command that moves partitions. */
export function addMovingOptions(command: Command): Command {
  command
    .option('--dry-run', 'print the plan and end')
    .option('--yes', 'do not ask')
    .addOption(
      new Option('--throttle <MB/s>', 'each broker copies at most so much')
        .default(USUAL_RATES.most / MB)
        .argParser(parseCount('--throttle')),
    )
    .addOption(
      new Option(
        '--acks-within <ms>',
        'copy more slowly as soon as a write waits longer for its ack',
      )
        .default(USUAL_RATES.acksWithinMs)
        .argParser(parseCount('--acks-within')),
    )
    .addOption(nameOption())
    .addOption(stallOption());
  return addInventoryOptions(addLockOptions(command), { required: false });
}

const MB = 1e6;

const HELP = `
Ctrl-C takes back what is being copied, and the throttle. Killed at any point, it can be run again and
goes on: what is on its way is read from the cluster.

Exit code: 0 all is where it should be, 1 it stopped half-way or with --dry-run there is something to
do, 2 could not run, 75 another command changes the cluster. Growing, shrinking, refilling: docs/moving.md.`;

export interface MovingOptions extends Partial<InventoryOptions>, LockCommandOptions {
  readonly name?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly throttle: number;
  readonly acksWithin: number;
}

interface MoveCommandOptions extends MovingOptions {
  readonly off?: readonly string[];
  readonly topic?: readonly string[];
  readonly refill?: string;
}

async function run({ off = [], topic = [], ...options }: MoveCommandOptions): Promise<void> {
  const { refill } = options;
  if (refill !== undefined) await runRefill(refill, options);
  else await runMove('move', { ...options, off, topics: topic });
}

/** Takes no lock: whoever replaced the host may hold it, waiting for just this. */
async function runRefill(name: string, options: MovingOptions): Promise<void> {
  const { refill } = await import('../moving/refill.js');
  await withMovedCluster(options, [name], (cluster) =>
    withInterrupts((signal) => {
      const host = hostNamed('move --refill', brokerHosts(cluster.topology), name);
      const { rates, firstRate } = ratesOf(options);
      const stallMs = stallOf(options);
      return refill(cluster, host, { rates, firstRate, stallMs, signal, onProgress: print });
    }),
  );
}

function ratesOf({ throttle, acksWithin }: MovingOptions) {
  const most = throttle * MB;
  const rates = { ...USUAL_RATES, most, acksWithinMs: acksWithin };
  return { rates, firstRate: Math.min(FIRST_RATE, most) };
}

const stallOf = ({ stall = GATE_PATIENCE.stallMs / 1_000 }: MovingOptions) => stall * 1_000;

/** Moves what a command asks for, and sets the exit code. */
export async function runMove(
  command: string,
  options: MovingOptions & { readonly off: readonly string[]; readonly topics: readonly string[] },
): Promise<void> {
  process.exitCode = await withMovedCluster(options, options.off, (cluster) =>
    withInterrupts((signal) => move(command, cluster, { ...options, signal })),
  );
}

async function move(
  command: string,
  cluster: MovedCluster,
  options: Parameters<typeof runMove>[1] & { readonly signal: AbortSignal },
): Promise<number> {
  const { moveCluster, planLiveMove } = await import('../moving/move-cluster.js');
  const { readThrottles } = await import('../moving/throttle.js');
  const { withBrokers } = await import('../cluster-access/with-brokers.js');
  const { renderPlan } = await import('../moving/render-plan.js');
  const brokers = brokerHosts(cluster.topology);
  const off = new Set(options.off.map((name) => hostNamed(command, brokers, name).broker.id));
  const request: MoveRequest = { off, topics: options.topics };
  const { planned, throttles } = await withBrokers(cluster, async (open) => ({
    planned: await planLiveMove(open, request),
    throttles: await readThrottles(open),
  }));
  requireTopics(planned.placement.partitions, options.topics);
  const { rates, firstRate } = ratesOf(options);
  const shown = { first: firstRate, most: rates.most };
  print(renderPlan(planned.plan, { width: thisTerminal().width, rates: shown }));
  const { plan, placement } = planned;
  const toMove = plan.moves.length + plan.diskMoves.length + placement.running.length;
  if (toMove + throttles.length === 0) return 0;
  if (throttles.length > 0) print('A throttle stands that another run set: it is taken back.');
  if (placement.running.length > 0) {
    print(`${counted(placement.running.length, 'partition')} on the way already: first of all.`);
  }
  if (options.dryRun) return 1;
  await confirm(command, { yes: options.yes });
  const { withClusterChange } = await import('../changing/with-cluster-change.js');
  const words = [command, ...options.off, ...options.topics];
  const why = [
    `${counted(plan.moves.length, 'partition')} and ${counted(plan.diskMoves.length, 'replica')} of disks`,
  ];
  const todo = { command: words.join(' '), why, signal: options.signal, onProgress: print };
  await withClusterChange(cluster, { ...todo, ...lockOptions(options) }, (change) =>
    moveCluster(cluster, request, {
      ...{ rates, firstRate, stallMs: stallOf(options) },
      ...{ change, onProgress: print },
    }),
  );
  return 0;
}

/** @throws UserError */
function requireTopics(
  partitions: readonly { readonly topic: string }[],
  wanted: readonly string[],
): void {
  const there = new Set(partitions.map(({ topic }) => topic));
  const missing = wanted.find((topic) => !there.has(topic));
  if (missing === undefined) return;
  throw new UserError(
    `--topic: must be a topic of the cluster, got '${missing}'. There are ${[...there].sort().slice(0, 20).join(', ') || 'none'}.`,
  );
}

const parseCount = (option: string) => (text: string) => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value;
  throw new UserError(
    `${option}: must be a whole number from 1 to 100000, got '${text}'. Give a number.`,
  );
};
