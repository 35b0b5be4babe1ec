import { setTimeout as sleep } from 'node:timers/promises';
import { formatProblem, UserError } from '../../cluster/errors';
import type { ClusterChange } from '../changing/cluster-change';
import type { Brokers } from '../cluster-access/ask-brokers';
import { GATE_PATIENCE } from '../health/gate/gate-patience';
import type { MovedPartition } from '../health/topics/plan-replicas';
import { carryOut } from '../moving/carry-out';
import { LoadGuard } from '../moving/load-guard';
import { readPlacement, readRunningMoves } from '../moving/read-placement';
import { removeThrottles, takeThrottlesBack } from '../moving/throttle';
import { FIRST_RATE, USUAL_RATES } from '../moving/usual-rates';
import { partitionMoves } from './partition-moves';

/** How replicas are moved. */
export interface Moving {
  readonly brokers: Brokers;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly change: Pick<ClusterChange, 'confirm' | 'step'>;
}

const PAUSE_MS = 300;

/**
 * Gives partitions of a topic other replicas, under the throttle that a move has: it gives way to producers. Stopped, it
 * takes back what is on its way, and its throttle; the rest is planned anew.
 *
 * @throws MoveError where nothing goes on any more
 */
export async function moveReplicas(
  { brokers, signal, say, change }: Moving,
  { topic, moved }: { readonly topic: string; readonly moved: readonly MovedPartition[] },
): Promise<void> {
  const moves = partitionMoves(await readPlacement(brokers), topic, moved);
  const silent = moves.flatMap(({ added }) => added).find(({ path }) => path === '');
  if (silent) throw noAnswer(silent.broker);
  const guard = await LoadGuard.start(brokers, USUAL_RATES, FIRST_RATE);
  try {
    await carryOut(moves, {
      ...{ brokers, guard, change, signal, apartFrom: new Set() },
      ...{ stallMs: GATE_PATIENCE.stallMs, onProgress: (text) => say(`topic ${topic}: ${text}`) },
    });
  } finally {
    await Promise.all([guard.stop(), takeThrottlesBack(brokers)]);
  }
}

function noAnswer(id: number): UserError {
  return new UserError(
    formatProblem({
      path: `broker ${id}`,
      rule: 'answer before it is given replicas',
      value: 'no answer',
      remedy: 'See what `status` says of it; then run the same command again: it goes on',
    }),
  );
}

/** Takes back what a run left that was killed while it moved replicas: nobody else changes the cluster now. */
export async function takeLeftThrottlesBack({
  brokers,
  say,
}: Pick<Moving, 'brokers' | 'say'>): Promise<void> {
  if ((await readRunningMoves(brokers)).length > 0) return;
  const left = await removeThrottles(brokers);
  if (left.length > 0) say('takes back the throttle that a run left which was killed');
}

/** Waits until no partition of these topics is being moved, by whomever. */
export async function waitForMoves(
  { brokers, signal, say }: Pick<Moving, 'brokers' | 'signal' | 'say'>,
  topics: readonly string[],
): Promise<void> {
  let told = '';
  for (;;) {
    signal.throwIfAborted();
    const running = (await readRunningMoves(brokers)).map(({ topic }) => topic);
    const left = topics
      .map((topic) => ({ topic, count: running.filter((each) => each === topic).length }))
      .filter(({ count }) => count > 0);
    if (left.length === 0) return;
    const text = left.map(({ topic, count }) => `topic ${topic}: ${count} partitions being moved`);
    if (text.join() !== told) text.forEach(say);
    told = text.join();
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
