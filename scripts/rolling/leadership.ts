import { setTimeout as sleep } from 'node:timers/promises';
import { findController, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { ELECTION_NOT_NEEDED, electPreferredLeadersV2 } from '../cluster-access/elect-leaders';
import { isSmokeTopic } from '../health/smoke-topic-name';

/** A partition, and who leads it. */
export interface LedPartition {
  readonly topic: string;
  readonly partition: number;
  /** -1 where nobody does. */
  readonly leader: number;
  /** The first of its replicas. While each leads its own, the load is as even as the replicas lie. */
  readonly preferred: number;
  /** Whether the preferred one is in sync, and so may lead. */
  readonly isElectable: boolean;
}

/** Who leads what; smoke checks' topics come and go. */
export async function readLeadership(
  { topology, kafka }: Brokers,
  topic?: string,
): Promise<readonly LedPartition[]> {
  const controller = kafka.broker(await findController({ topology, kafka }));
  const { topics } = await readMetadata(controller, topic === undefined ? 'all' : [topic]);
  return topics
    .filter(({ name }) => !isSmokeTopic(name ?? ''))
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        ...{ topic: name ?? '', partition: partitionIndex },
        ...{ leader: leaderId, preferred: replicaNodes[0]! },
        isElectable: isrNodes.includes(replicaNodes[0]!),
      })),
    );
}

/** Those led by another than the preferred replica. */
export function astray(partitions: readonly LedPartition[]): readonly LedPartition[] {
  return partitions.filter(({ leader, preferred }) => leader !== preferred);
}

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
  /** Told of each batch. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Lets the preferred replica lead where it is in sync: nothing can be lost by that.
 *
 * @returns what Kafka said of those that stayed as they were, by partition
 */
export async function electPreferred(
  brokers: Brokers,
  partitions: readonly LedPartition[],
  { signal, onProgress }: ElectionOptions,
): Promise<ReadonlyMap<string, string>> {
  const electable = astray(partitions).filter(({ isElectable }) => isElectable);
  const refused = new Map<string, string>();
  for (let at = 0; at < electable.length; at += BATCH) {
    if (at > 0) await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    const controller = brokers.kafka.broker(await findController(brokers));
    const batch = byTopic(electable.slice(at, at + BATCH));
    const results = await controller.ask(electPreferredLeadersV2, batch, ELECTION_LIMIT_MS);
    for (const { topic, partition, errorCode, errorMessage } of results) {
      if (errorCode === 0 || errorCode === ELECTION_NOT_NEEDED) continue;
      refused.set(`${topic}-${partition}`, errorMessage ?? `error ${errorCode}`);
    }
    const done = Math.min(at + BATCH, electable.length);
    if (electable.length > BATCH) onProgress?.(`${done} of ${electable.length} partitions`);
  }
  return refused;
}

function byTopic(partitions: readonly LedPartition[]) {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  }
  return [...topics].map(([topic, numbers]) => ({ topic, partitions: numbers }));
}
