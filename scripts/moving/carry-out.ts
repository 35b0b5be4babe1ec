import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterChange } from '../changing/cluster-change';
import type { Brokers } from '../cluster-access/ask-brokers';
import { electPreferred } from '../leadership/elect-preferred';
import { counted, formatBytes, formatDuration } from '../terminal/quantities';
import { haveArrived, readArrived } from './batch-progress';
import { type LoadGuard, readBehind } from './load-guard';
import { MoveError } from './move-error';
import { inGroups, nextBatch } from './next-batch';
import type { PartitionMove } from './planning/placement';
import { readRunningMoves, type RunningMove } from './read-placement';
import { cancel, reassign } from './reassign';
import { groupBy } from '../cluster-access/group-by';
import { releaseTopics, throttleTopics } from './throttle';

export interface CarryOutOptions {
  readonly brokers: Brokers;
  readonly guard: LoadGuard;
  readonly change: Pick<ClusterChange, 'confirm' | 'step'>;
  /** Aborted for an orderly end. Not the connections' own: what runs is taken back through them. */
  readonly signal: AbortSignal;
  /** Ids of brokers that are gone or leave: what they lack holds up nothing. */
  readonly apartFrom: ReadonlySet<number>;
  /** It gives up when nothing arrived for so long. */
  readonly stallMs: number;
  readonly onProgress: (text: string) => void;
}

const PAUSE_MS = 1_000;
/** A batch is what can be copied in so many seconds: a stop loses no more. */
const BATCH_SECONDS = 30;
/** Each new replica costs a broker some work at once, however small it is. */
const PARTITIONS_OF_BROKER = 10;
const BATCH_PARTITIONS = 200;
const AT_ONCE_OF_BROKER = 2;
const SHORT_PAUSE_MS = 100;
/** Where a broker is that slow, the next ones are begun all the same. */
const BEGUN_WITHIN_MS = 10_000;

/**
 * Does the moves in batches under a throttle that follows the load. Stopped, it takes back the batch that
 * runs: its partitions lie as before, all that was done by then stays done.
 *
 * @throws MoveError where nothing goes on any more
 */
export async function carryOut(
  moves: readonly PartitionMove[],
  options: CarryOutOptions,
): Promise<void> {
  const total = moves.reduce((sum, { added, bytes }) => sum + added.length * bytes, 0);
  let done = 0;
  for (let left = moves; left.length > 0;) {
    await waitUntilSteady(options);
    const bytesOfBroker = options.guard.rate * BATCH_SECONDS;
    const next = nextBatch(left, {
      ...{ bytesOfBroker, partitions: BATCH_PARTITIONS },
      partitionsOfBroker: PARTITIONS_OF_BROKER,
    });
    const { change, guard } = options;
    const bytes = next.batch.reduce((sum, { added, bytes }) => sum + added.length * bytes, 0);
    const what = `move ${counted(next.batch.length, 'partition')} (${formatBytes(bytes)})`;
    const describe = (arrived: number) => {
      const rest = Math.max(0, total - done - arrived);
      const time = formatDuration(rest / guard.rate);
      return `${formatBytes(done + arrived)} of ${formatBytes(total)} moved, ${counted(left.length, 'partition')} to go, at most ${time}`;
    };
    await change.confirm();
    await change.step({ what }, async (facts) => {
      guard.takeLongestAckMs();
      await doBatch(next.batch, options, describe);
      facts.pauseMs = guard.takeLongestAckMs();
    });
    done += bytes;
    left = next.left;
  }
}

/** Waits for moves of an earlier run or of somebody else, under the same guard. */
export async function waitForRunning(options: CarryOutOptions): Promise<void> {
  const running = (await readRunningMoves(options.brokers)).map(toMove);
  await options.guard.shareAmong(mostSenders(running));
  const tell = (_: number, running: number) => `${running} partitions are on their way already`;
  await watch([], options, tell);
}

/** Nothing is begun while a replica lacks that is not on its way: one more down, and writes would stop. */
async function waitUntilSteady(options: CarryOutOptions): Promise<void> {
  const { brokers, signal, apartFrom, stallMs, onProgress } = options;
  for (const end = performance.now() + stallMs; ;) {
    signal.throwIfAborted();
    const behind = await readBehind(brokers, { running: [], apartFrom });
    if (behind.length === 0) return;
    if (performance.now() > end) {
      throw new MoveError({
        path: behind.slice(0, 3).join(', '),
        rule: 'have all replicas in sync before more is moved',
        value: `${behind.length} partitions that do not`,
        remedy: 'See what `status` says; then run the same command again: it goes on',
      });
    }
    onProgress(`${behind[0]} and ${behind.length - 1} more have replicas that are not in sync`);
    await pause(signal);
  }
}

async function doBatch(
  batch: readonly PartitionMove[],
  options: CarryOutOptions,
  describe: (arrived: number) => string,
): Promise<void> {
  const { brokers, signal } = options;
  const copied = batch.filter(({ added }) => added.length > 0);
  const topics = groupBy(copied, ({ topic }) => topic);
  try {
    await options.guard.shareAmong(mostSenders(copied));
    await throttleTopics(
      brokers,
      topics.map(([topic, own]) => ({ topic, copies: own.map(toCopy) })),
    );
    tell(options, describe(0));
    await begin(batch, options);
    await watch(batch, options, describe);
  } catch (error) {
    await cancelRunning(batch, options);
    throw error;
  } finally {
    await releaseTopics(
      brokers,
      topics.map(([topic]) => topic),
    );
  }
  const led = batch.filter(({ from, to }) => from[0] !== to[0]);
  for (const group of inGroups(led, AT_ONCE_OF_BROKER)) {
    const partitions = group.map(({ topic, index }) => ({ topic, partition: index }));
    await electPreferred(brokers, partitions, { signal });
    await pause(signal, SHORT_PAUSE_MS);
  }
}

/**
 * Some of each broker at a time, and the next when they have their replicas. Whenever replicas or a leader change, a
 * partition takes no writes until its followers have heard of it, and a broker hears of what the controller tells it
 * one after the other.
 */
async function begin(batch: readonly PartitionMove[], options: CarryOutOptions): Promise<void> {
  const { brokers, signal } = options;
  for (const group of inGroups(batch, AT_ONCE_OF_BROKER)) {
    signal.throwIfAborted();
    await reassign(brokers, group);
    const over = AbortSignal.timeout(BEGUN_WITHIN_MS);
    do await pause(signal, SHORT_PAUSE_MS);
    while (!over.aborted && !(await haveArrived(brokers, group)));
  }
}

function tell({ guard, onProgress }: CarryOutOptions, state: string): void {
  onProgress(`${state}; throttle ${formatBytes(guard.rate)}/s`);
}

const toCopy = ({ index, from }: PartitionMove) => ({ index, sources: from });

/** How many leaders one broker copies from, at the most; each partition is led by its first broker, mostly. */
function mostSenders(moves: readonly PartitionMove[]): number {
  const pairs = moves.flatMap(({ from, added }) =>
    added.map(({ broker }) => ({ broker, leader: from[0] })),
  );
  const senders = groupBy(pairs, ({ broker }) => broker).map(
    ([, own]) => new Set(own.map(({ leader }) => leader)).size,
  );
  return Math.max(1, ...senders);
}

/** Only what is still on its way: the rest has come to its end. */
async function cancelRunning(
  batch: readonly PartitionMove[],
  { brokers }: CarryOutOptions,
): Promise<void> {
  await cancel(brokers, ofBatch(await readRunningMoves(brokers), batch));
}

/** Waits until these moves have come to their end; all that run, where none are named. */
async function watch(
  batch: readonly PartitionMove[],
  options: CarryOutOptions,
  describe: (arrived: number, running: number) => string,
): Promise<void> {
  const { brokers, guard, signal, apartFrom, stallMs } = options;
  let best = '';
  for (let betterAt = performance.now(); ;) {
    signal.throwIfAborted();
    const all = await readRunningMoves(brokers);
    const running = batch.length > 0 ? ofBatch(all, batch) : all;
    if (running.length === 0) return;
    const arrived = await readArrived(brokers, batch.length > 0 ? batch : running.map(toMove));
    await guard.adjust(all, apartFrom);
    const state = `${running.length} ${arrived}`;
    if (state !== best) [best, betterAt] = [state, performance.now()];
    if (performance.now() - betterAt > stallMs) throw stalled(running, stallMs);
    tell(options, describe(arrived, running.length));
    await pause(signal);
  }
}

const toMove = ({ topic, index, to, adding, removing }: RunningMove): PartitionMove => ({
  ...{ topic, index, to, bytes: 0 },
  from: [...to.filter((id) => !adding.includes(id)), ...removing],
  added: adding.map((broker) => ({ broker, path: '' })),
});

function ofBatch(
  running: readonly RunningMove[],
  batch: readonly PartitionMove[],
): readonly RunningMove[] {
  const names = new Set(batch.map(({ topic, index }) => `${topic}-${index}`));
  return running.filter(({ topic, index }) => names.has(`${topic}-${index}`));
}

function stalled(running: readonly RunningMove[], stallMs: number): MoveError {
  const [first] = running;
  return new MoveError({
    path: `${first!.topic}-${first!.index}`,
    rule: 'come nearer to its end',
    value: `nothing new for ${stallMs / 1_000} s (${counted(running.length, 'partition')} on the way to brokers ${[...new Set(running.flatMap(({ adding }) => adding))].join(', ')})`,
    remedy: 'See what `status` says of these brokers; then run the same command again: it goes on',
  });
}

async function pause(signal: AbortSignal, ms = PAUSE_MS): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
