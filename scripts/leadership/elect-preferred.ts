import { setTimeout as sleep } from 'node:timers/promises';
import { controllerOf, type Brokers } from '../cluster-access/ask-brokers';
import {
  ELECTION_NOT_NEEDED,
  electPreferredLeadersV2,
  type TopicPartitions,
} from '../cluster-access/elect-leaders';
import type { LedPartition } from './read-leadership';

/**
 * So many change their leader at once. Each stands still until its followers have fetched from the new
 * one, and a broker takes all that it is told at once as one piece of work.
 */
const BATCH = 50;
const ELECTION_LIMIT_MS = 30_000;
/** Followers have fetched by then, also those that asked too early. */
const PAUSE_MS = 200;

export interface ElectionOptions {
  readonly signal: AbortSignal;
  /** Told of each batch, where there is more than one. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Lets the first replica of these partitions lead where it is in sync: nothing can be lost by that.
 *
 * @returns what Kafka said of those that stayed as they were, by partition
 */
export async function electPreferred(
  brokers: Brokers,
  partitions: readonly Pick<LedPartition, 'topic' | 'partition'>[],
  { signal, onProgress }: ElectionOptions,
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  for (let at = 0; at < partitions.length; at += BATCH) {
    if (at > 0) await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    const controller = await controllerOf(brokers);
    const batch = byTopic(partitions.slice(at, at + BATCH));
    const results = await controller.ask(electPreferredLeadersV2, batch, ELECTION_LIMIT_MS);
    for (const { topic, partition, errorCode, errorMessage } of results) {
      if (errorCode === 0 || errorCode === ELECTION_NOT_NEEDED) continue;
      refused.set(`${topic}-${partition}`, errorMessage ?? `error ${errorCode}`);
    }
    const done = Math.min(at + BATCH, partitions.length);
    if (partitions.length > BATCH) onProgress?.(`${done} of ${partitions.length} partitions`);
  }
  return refused;
}

function byTopic(
  partitions: readonly Pick<LedPartition, 'topic' | 'partition'>[],
): readonly TopicPartitions[] {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  }
  return [...topics].map(([topic, numbers]) => ({ topic, partitions: numbers }));
}
