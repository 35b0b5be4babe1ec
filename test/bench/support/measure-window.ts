import { setTimeout as sleep } from 'node:timers/promises';
import { secondsOf, type BenchCluster } from './bench-cluster';
import type { KafkaTool } from './kafka-tool';
import { countRecords, type BenchTopic } from './topics';

/** A cluster and who writes to it; they are paused while they are not measured. */
export interface Side {
  readonly cluster: BenchCluster;
  readonly topic: BenchTopic;
  readonly producers: readonly KafkaTool[];
}

/** How long to measure: until so much time has gone, or so many records have come. */
export type Until = { readonly seconds: number } | { readonly records: number };

/** What a side did in one window. */
export interface Measured {
  readonly records: number;
  readonly seconds: number;
  readonly recordsPerSecond: number;
  /** Processor time of all its brokers for each record. */
  readonly microsPerRecord: number;
  /** Share of one processor that clusters took which waited for their turn. */
  readonly idleShare: number;
}

/** From a standstill: requests on their way again, buffers full again. */
const RAMP_MS = 500;
const REST_MS = 200;
const POLL_MS = 250;
const STALL_MS = 60_000;

/**
 * Lets the side's producers run, and counts at the brokers: records, and processor time.
 *
 * @param idle clusters that wait meanwhile
 */
export async function measureWindow(
  side: Side,
  until: Until,
  idle: readonly BenchCluster[] = [],
): Promise<Measured> {
  const { producers, cluster } = side;
  for (const producer of producers) producer.resume();
  await sleep(RAMP_MS, undefined, { signal: cluster.signal });
  const first = await mark(side, idle);
  let last = first;
  do {
    await sleep(POLL_MS, undefined, { signal: cluster.signal });
    const next = await mark(side, idle);
    if (next.records === first.records && next.atMs > first.atMs + STALL_MS) {
      throw new Error(`${cluster.name}: no record came within ${STALL_MS / 1_000} s`);
    }
    last = next;
  } while (!isEnough(last.records - first.records, (last.atMs - first.atMs) / 1_000, until));
  for (const producer of producers) producer.pause();
  await untilAtRest(side);
  return between(first, last);
}

/** What is on its way comes to rest before another side is measured. */
async function untilAtRest({ cluster, topic }: Side): Promise<void> {
  let before = -1;
  for (;;) {
    const records = await countRecords(cluster, topic);
    if (records === before) return;
    before = records;
    await sleep(REST_MS, undefined, { signal: cluster.signal });
  }
}

interface Mark {
  readonly atMs: number;
  readonly records: number;
  readonly brokerSeconds: number;
  readonly idleSeconds: number;
}

async function mark({ cluster, topic }: Side, idle: readonly BenchCluster[]): Promise<Mark> {
  const records = await countRecords(cluster, topic);
  return {
    atMs: performance.now(),
    records,
    brokerSeconds: secondsOf(cluster),
    idleSeconds: idle.reduce((sum, each) => sum + secondsOf(each, 'all'), 0),
  };
}

function isEnough(records: number, seconds: number, until: Until): boolean {
  return 'records' in until ? records >= until.records : seconds >= until.seconds;
}

function between(first: Mark, last: Mark): Measured {
  const records = last.records - first.records;
  const seconds = (last.atMs - first.atMs) / 1_000;
  return {
    ...{ records, seconds, recordsPerSecond: records / seconds },
    microsPerRecord: ((last.brokerSeconds - first.brokerSeconds) / records) * 1e6,
    idleShare: (last.idleSeconds - first.idleSeconds) / seconds,
  };
}
