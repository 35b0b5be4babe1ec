import { setTimeout as sleep } from 'node:timers/promises';
import { ProduceAcks, produceV11 } from '@platformatic/kafka';
import { secondsOf } from './bench-cluster';
import type { Side } from './measure-window';

export interface SteadyLoad {
  /** Records a second. */
  readonly rate: number;
  readonly recordBytes: number;
  /** How many count; a tenth more goes before them, to warm this client up. */
  readonly records: number;
}

/** What a fixed rate met. */
export interface Steady {
  /** Of each request, from when it was due until it was acknowledged. */
  readonly latenciesMs: readonly number[];
  readonly microsPerRecord: number;
}

const INTERVAL_MS = 10;
const TIMEOUT_MS = 30_000;

/**
 * Sends the records that were due every 10 ms to the partitions in turn, with acks=all. Each is sent
 * when it is due, however late the answers are, and its latency counts from then: a slow answer makes
 * those behind it late as well, and is not left out by waiting for it.
 */
export async function sendAtRate(
  { cluster, topic }: Side,
  { rate, recordBytes, records }: SteadyLoad,
): Promise<Steady> {
  const perRequest = Math.max(1, Math.round((rate * INTERVAL_MS) / 1_000));
  const requests = Math.ceil(records / perRequest);
  const warmUp = Math.ceil(requests / 10);
  const value = Buffer.alloc(recordBytes, 'x');
  const latenciesMs: number[] = [];
  const open: Promise<void>[] = [];
  const start = performance.now();
  let secondsBefore = 0;
  for (let request = 0; request < warmUp + requests; request += 1) {
    if (request === warmUp) secondsBefore = secondsOf(cluster);
    const dueMs = start + request * INTERVAL_MS;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: cluster.signal });
    const { leader, partition } = topic.leaders[request % topic.leaders.length]!;
    const batch = Array.from({ length: perRequest }, () => ({
      topic: topic.name,
      partition,
      value,
    }));
    const answer = cluster.kafka
      .broker(leader, 'client')
      .ask(produceV11.api, ProduceAcks.ALL, TIMEOUT_MS, batch, {})
      .then(() => {
        if (request >= warmUp) latenciesMs.push(performance.now() - dueMs);
      });
    open.push(answer);
  }
  await Promise.all(open);
  const seconds = secondsOf(cluster) - secondsBefore;
  return { latenciesMs, microsPerRecord: (seconds / (requests * perRequest)) * 1e6 };
}
