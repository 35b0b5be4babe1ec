import { setTimeout as sleep } from 'node:timers/promises';
import { ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import { toMessage, type Partition } from '../smoke/topic/smoke-records';
import type { LeaderLookup } from './leader-lookup';

/** Between two records of the same partition. */
const EVERY_MS = 25;
/** To all of them. */
const MOST_OF_SECOND = 1_000;
const LIMIT_MS = 1_000;

export interface NudgeOptions {
  /** Connections that nothing waits for. */
  readonly kafka: KafkaAccess;
  readonly leaders: LeaderLookup;
}

/**
 * Writes to partitions again and again, without waiting for more than their leader, so that no follower waits.
 *
 * A follower that has fetched all asks its leader once more and waits there, for up to `replica.fetch.wait.max.ms`
 * (500 ms); only then does it ask for partitions that this leader was given meanwhile, and until then
 * writes to them wait. Any record that the leader takes ends that. Where producers write through few connections, all
 * of them may be waiting for just these partitions.
 */
export async function nudge(
  partitions: readonly Partition[],
  options: NudgeOptions,
  end: AbortSignal,
): Promise<void> {
  const everyMs = Math.max(EVERY_MS, (1_000 * partitions.length) / MOST_OF_SECOND);
  const waiting = new Set<Partition>();
  while (!end.aborted) {
    for (const partition of partitions) {
      if (waiting.has(partition)) continue;
      waiting.add(partition);
      // Whoever does not take it does not matter: another comes soon.
      void writeToLeader(partition, options)
        .catch(() => options.leaders.lookAgain())
        .finally(() => waiting.delete(partition));
    }
    await sleep(everyMs, undefined, { signal: end }).catch(() => undefined);
  }
}

/** Writes a record that its leader alone has to take. */
export async function writeToLeader(
  partition: Partition,
  { kafka, leaders }: NudgeOptions,
): Promise<void> {
  const leader = await leaders.of(partition.partition);
  if (!leader) return leaders.lookAgain();
  const record = { key: null, value: NUDGE, headers: [], timestampMs: Date.now() };
  const messages = [toMessage(record, partition)];
  await kafka.broker(leader).ask(produceV11.api, ProduceAcks.LEADER, LIMIT_MS, messages, {});
}

const NUDGE = Buffer.from('wake up');
