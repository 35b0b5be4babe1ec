import { setTimeout as sleep } from 'node:timers/promises';
import { alterPartitionReassignmentsV0, listPartitionReassignmentsV0 } from '@platformatic/kafka';
import { findController, type Brokers } from '../cluster-access/ask-brokers';
import type { MovedPartition } from '../health/topics/plan-replicas';

/** How replicas are moved. */
export interface Moving {
  readonly brokers: Brokers;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** Few at a time: what is copied competes with producers and consumers. */
const AT_ONCE = 6;
const LIMIT_MS = 9_000;
const PAUSE_MS = 300;

/**
 * Gives partitions of a topic other replicas, a few at a time, each until its new replicas are in sync.
 * Killed, the cluster finishes what was begun; the rest is planned anew.
 */
export async function moveReplicas(
  moving: Moving,
  { topic, moved }: { readonly topic: string; readonly moved: readonly MovedPartition[] },
): Promise<void> {
  for (let start = 0; start < moved.length; start += AT_ONCE) {
    const partitions = moved.slice(start, start + AT_ONCE).map(({ index, replicas }) => ({
      partitionIndex: index,
      replicas: [...replicas],
    }));
    const controller = moving.brokers.kafka.broker(await findController(moving.brokers));
    const request = [{ name: topic, partitions }];
    await controller.ask(alterPartitionReassignmentsV0.api, LIMIT_MS, false, request);
    await waitForMoves(moving, [topic]);
    moving.say(`topic ${topic}: ${Math.min(start + AT_ONCE, moved.length)} of ${moved.length}`);
  }
}

/** Waits until no partition of these topics is being moved, by whomever. */
export async function waitForMoves(
  { brokers, signal, say }: Moving,
  topics: readonly string[],
): Promise<void> {
  let told = '';
  for (;;) {
    signal.throwIfAborted();
    const left = (await topicsBeingMoved(brokers)).filter(({ name }) => topics.includes(name));
    if (left.length === 0) return;
    const text = left.map(({ name, count }) => `topic ${name}: ${count} partitions being moved`);
    if (text.join() !== told) text.forEach(say);
    told = text.join();
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

async function topicsBeingMoved(brokers: Brokers) {
  const controller = brokers.kafka.broker(await findController(brokers));
  const { topics } = await controller.ask(listPartitionReassignmentsV0.api, LIMIT_MS, null);
  return topics.map(({ name, partitions }) => ({ name, count: partitions.length }));
}
