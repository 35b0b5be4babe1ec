import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCluster } from './bench-cluster';
import { KafkaTool } from './kafka-tool';
import { parseRead } from './parse-read';

/** What became of the records of a topic that were acknowledged. */
export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged, and not among what a consumer reads. */
  readonly lost: number;
  /** Read more than once. */
  readonly doubled: number;
}

/** Has Kafka's VerifiableConsumer read a whole topic, and compares it with what a producer was told. */
export async function judgeTopic(
  cluster: BenchCluster,
  topic: string,
  acknowledged: ReadonlySet<string>,
): Promise<Verdict> {
  const read = new Map<string, number>();
  let lastReadMs = performance.now();
  const consumer = new KafkaTool(
    cluster,
    [
      'VerifiableConsumer',
      ...['--verbose', '--reset-policy', 'earliest'],
      ...['--bootstrap-server', cluster.bootstrapServers, '--topic', topic],
      ...['--group-id', `judge-of-${topic}`],
    ],
    (line) => {
      const value = parseRead(line);
      if (value === undefined) return;
      lastReadMs = performance.now();
      read.set(value, (read.get(value) ?? 0) + 1);
    },
  );
  const { signal } = cluster;
  const missing = () => [...acknowledged].filter((value) => !read.has(value)).length;
  const isDone = () => performance.now() - lastReadMs > (missing() === 0 ? QUIET_MS : GIVE_UP_MS);
  while (!isDone()) await sleep(LOOK_EVERY_MS, undefined, { signal });
  await consumer.stop();
  return {
    acknowledged: acknowledged.size,
    lost: missing(),
    doubled: [...read.values()].filter((times) => times > 1).length,
  };
}

/** All are there, and so are any that come twice. */
const QUIET_MS = 5_000;
/** What is missing by then is missing: until it has joined its group, a consumer reads nothing. */
const GIVE_UP_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
