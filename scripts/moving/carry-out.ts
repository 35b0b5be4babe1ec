import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterChange } from '../changing/cluster-change';
import type { Brokers } from '../cluster-access/ask-brokers';
import { electPreferred } from '../leadership/elect-preferred';
import { counted, formatBytes, formatDuration } from '../terminal/quantities';
import { readArrived } from './batch-progress';
import { type LoadGuard, readBehind } from './load-guard';
import { MoveError } from './move-error';
import { nextBatch } from './next-batch';
import type { PartitionMove } from './planning/placement';
import { readRunningMoves, type RunningMove } from './read-placement';
import { cancel, reassign } from './reassign';
import { groupBy } from './group-by';
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
    await throttleTopics(
      brokers,
      topics.map(([topic, own]) => ({ topic, copies: own.map(toCopy) })),
    );
    signal.throwIfAborted();
    await reassign(brokers, batch);
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
  await electPreferred(
    brokers,
    led.map(({ topic, index }) => ({ topic, partition: index })),
    { signal },
  );
}

const toCopy = ({ index, from, added }: PartitionMove) => ({
  ...{ index, sources: from },
  targets: added.map(({ broker }) => broker),
});

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
  const { brokers, guard, signal, apartFrom, stallMs, onProgress } = options;
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
    const rate = `throttle ${formatBytes(guard.rate)}/s`;
    onProgress(`${describe(arrived, running.length)}; ${rate}`);
    await pause(signal);
  }
}

const toMove = ({ topic, index, to, adding }: RunningMove): PartitionMove => ({
  ...{ topic, index, from: to, to, bytes: 0 },
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
    value: `nothing new for ${stallMs / 1_000} s (${running.length} partitions on their way to brokers ${[...new Set(running.flatMap(({ adding }) => adding))].join(', ')})`,
    remedy: 'See what `status` says of these brokers; then run the same command again: it goes on',
  });
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
}
