import { setTimeout as sleep } from 'node:timers/promises';
import { brokerWithId } from '../cluster-access/ask-brokers';
import { collectAnswers } from '../cluster-access/collect-answers';
import { counted, formatBytes } from '../terminal/quantities';
import type { CarryOutOptions } from './carry-out';
import { MoveError } from './move-error';
import type { DiskMove } from './planning/placement';
import { groupBy } from '../cluster-access/group-by';
import { nameOf, readDisks } from './read-disks';
import { moveBetweenDisks } from './reassign';

const PAUSE_MS = 1_000;
const BATCH = 50;

/** Moves replicas between the disks of their brokers, some of each broker at a time. */
export async function carryOutDisks(
  moves: readonly DiskMove[],
  options: CarryOutOptions,
): Promise<void> {
  const { brokers, change, signal } = options;
  const ofBrokers = groupBy(moves, ({ broker }) => broker).map(([, own]) => own);
  const rounds = Math.max(0, ...ofBrokers.map((own) => Math.ceil(own.length / BATCH)));
  for (let round = 0; round < rounds; round += 1) {
    signal.throwIfAborted();
    const batch = ofBrokers.flatMap((own) => own.slice(round * BATCH, (round + 1) * BATCH));
    const what = `move ${counted(batch.length, 'replica')} to other disks`;
    await change.confirm();
    try {
      await change.step({ what }, async () => {
        await moveBetweenDisks(brokers, batch);
        await watch(batch, options);
      });
    } catch (error) {
      // Sent back to the disk that it lies on, a copy is given up.
      await moveBetweenDisks(brokers, (await onTheWay(batch, options)).map(back));
      throw error;
    }
  }
}

const back = (move: DiskMove): DiskMove => ({ ...move, to: move.from });

async function watch(batch: readonly DiskMove[], options: CarryOutOptions): Promise<void> {
  const { guard, signal, apartFrom, stallMs, onProgress } = options;
  let least = Infinity;
  for (let betterAt = performance.now(); ;) {
    signal.throwIfAborted();
    const left = await onTheWay(batch, options);
    if (left.length === 0) return;
    const bytes = left.reduce((sum, move) => sum + move.bytes - move.copied, 0);
    if (bytes < least) [least, betterAt] = [bytes, performance.now()];
    if (performance.now() - betterAt > stallMs) throw stalled(left[0]!, stallMs);
    await guard.adjust([], apartFrom);
    onProgress(`${formatBytes(bytes)} to go between disks, ${counted(left.length, 'replica')}`);
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

type Copying = DiskMove & { readonly copied: number };

/** Those of which a copy is being made on another disk. */
async function onTheWay(
  batch: readonly DiskMove[],
  { brokers }: CarryOutOptions,
): Promise<readonly Copying[]> {
  const asked = groupBy(batch, ({ broker }) => broker).map(async ([id, own]) => {
    const access = brokers.kafka.broker(brokerWithId(brokers.topology, id));
    const replicas = (await readDisks(access, own)).flatMap((disk) => disk.replicas);
    const coming = replicas.filter(({ isComing }) => isComing);
    const copies = new Map(coming.map(({ name, bytes }) => [name, bytes]));
    return own.flatMap((move) => {
      const copied = copies.get(nameOf(move));
      return copied === undefined ? [] : [{ ...move, copied }];
    });
  });
  return (await collectAnswers(asked)).answers.flat();
}

function stalled({ topic, index, broker, to }: DiskMove, stallMs: number): MoveError {
  return new MoveError({
    path: `${topic}-${index} on broker ${broker}`,
    rule: `come nearer to its end on ${to}`,
    value: `nothing new for ${stallMs / 1_000} s`,
    remedy: "Look for errors of this disk in the broker's log; then run the same command again",
  });
}
