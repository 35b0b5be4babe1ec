import { setTimeout as sleep } from 'node:timers/promises';
import { ListOffsetTimestamps } from '@platformatic/kafka';
import { readLedPartitions } from '../../../scripts/smoke/topic/led-partitions';
import { listOffset } from '../../../scripts/smoke/topic/list-offset';
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
  const all = await recordsIn(cluster, topic);
  const read = new Map<string, number>();
  let count = 0;
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
      count += 1;
      read.set(value, (read.get(value) ?? 0) + 1);
    },
  );
  const { signal } = cluster;
  const missing = () => [...acknowledged].filter((value) => !read.has(value)).length;
  const isDone = () => count >= all || performance.now() - lastReadMs > GIVE_UP_MS;
  while (!isDone()) await sleep(LOOK_EVERY_MS, undefined, { signal });
  await consumer.stop();
  return {
    acknowledged: acknowledged.size,
    lost: missing(),
    doubled: [...read.values()].filter((times) => times > 1).length,
  };
}

/** How many there are to be read: nobody writes any more, and nothing was deleted. */
async function recordsIn(cluster: BenchCluster, topic: string): Promise<number> {
  const partitions = await readLedPartitions(cluster, topic);
  const ends = await Promise.all(
    partitions.map((each) =>
      listOffset(cluster.kafka.broker(each.leader), each, ListOffsetTimestamps.LATEST),
    ),
  );
  return ends.reduce((sum, { offset }) => sum + Number(offset), 0);
}

/** A consumer that says nothing for so long hangs: until it has joined its group, it reads nothing. */
const GIVE_UP_MS = 600_000;
const LOOK_EVERY_MS = 200;
