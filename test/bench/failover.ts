import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts } from '../../cluster/topology';
import { findController, readMetadata } from '../../scripts/cluster-access/ask-brokers';
import plainLocalSpec from '../support/plain-local.spec';
import { waitForBrokers } from '../../scripts/local/wait-until-ready';
import { electPreferred } from '../../scripts/leadership/elect-preferred';
import { readLeadership } from '../../scripts/leadership/read-leadership';
import { retryFor } from '../../scripts/system/retry-for';
import { readLedPartitions } from '../../scripts/smoke/topic/led-partitions';
import type { BenchOptions } from './support/bench-options';
import { longestGapMs, type Acknowledged } from './support/acknowledgement-gaps';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import { judgeTopic } from './support/judge-topic';
import { measureEach } from './support/measure-each';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { RENDERED } from './support/stock-settings';
import { createTopic } from './support/topics';
import { startVerifiableProducer } from './support/verifiable-producer';

const RATE = 300;
/** So many keys reach every partition. */
const KEYS = 100;
/** Every partition has been acknowledged often by then. */
const STEADY_MS = 3_000;
const RECOVERY_MS = 120_000;
/** By then, nothing is read any more that was written before a kill. */
const SURELY_AFTER_MS = 200;
const PARTITIONS = 6;
const MANY = 1_000;

/** Kafka's own settings of a producer, and those that go back to a partition sooner. */
const PRODUCERS = {
  stock: '',
  quick: [
    ...['retry.backoff.ms=20', 'retry.backoff.max.ms=100'],
    ...['reconnect.backoff.ms=20', 'reconnect.backoff.max.ms=100'],
  ].join('\n'),
} as const;

type ProducerName = keyof typeof PRODUCERS;

/** How long acknowledgements of a partition stay away when the broker that leads it is killed. */
export async function failover({ signal, rounds = 2 }: BenchOptions): Promise<string> {
  const rows = await measureEach([0, MANY], signal, (beside) =>
    failoversBeside(beside, { signal, rounds }),
  );
  const gap = `longest gap of a partition, s, median of ${rounds} (least-most)`;
  const header = ['producer', 'partitions beside', 'killed', gap, 'over 1 s', 'acknowledged'];
  return markdownTable([...header, 'lost', 'doubled'], rows.flat());
}

/** On a cluster of its own: the rendered settings follow from the spec's number of partitions. */
async function failoversBeside(
  beside: number,
  { signal, rounds }: { readonly signal: AbortSignal; readonly rounds: number },
): Promise<string[][]> {
  const { workload } = plainLocalSpec;
  const spec = {
    ...plainLocalSpec,
    workload: { ...workload, partitions: workload.partitions + beside },
  };
  return await withClusters([{ ...RENDERED, spec }], signal, async (cluster) => {
    const rows: string[][] = [];
    if (beside > 0) {
      await createTopic(cluster, 'beside', { partitions: beside, replicationFactor: 3 });
    }
    for (const producer of ['stock', 'quick'] as const) {
      rows.push(...(await failoverOf(cluster, { producer, beside, rounds })));
    }
    return rows;
  });
}

interface FailoverCase {
  readonly producer: ProducerName;
  /** Other partitions of three replicas, which nobody writes to. */
  readonly beside: number;
  readonly rounds: number;
}

async function failoverOf(cluster: BenchCluster, which: FailoverCase): Promise<string[][]> {
  const { producer, beside, rounds } = which;
  const topic = `failover-${producer}-${beside}`;
  const gaps = { 'the controller': [] as number[], 'another broker': [] as number[] };
  const recent: Acknowledged[] = [];
  const all = new Set<string>();
  await createTopic(cluster, topic, { partitions: PARTITIONS, replicationFactor: 3 });
  const settings = join(tmpdir(), `${topic}-${process.pid}.properties`);
  await writeFile(settings, PRODUCERS[producer]);
  const load = { topic, rate: RATE, keys: KEYS, settings };
  const tool = startVerifiableProducer(cluster, load, (acknowledged) => {
    recent.push(acknowledged);
    all.add(acknowledged.value);
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const [who, of] of Object.entries(gaps)) {
      const gapMs = await killOne(cluster, topic, recent, who === 'the controller');
      console.error(`${producer}, beside ${beside}: ${who}: ${gapMs} ms`);
      of.push(gapMs / 1_000);
    }
  }
  await tool.stop();
  await rm(settings);
  const { acknowledged, lost, doubled } = await judgeTopic(cluster, topic, all);
  return Object.entries(gaps).map(([who, seconds]) => [
    ...[producer, String(beside), who, medianAndRange(seconds, 2)],
    `${seconds.filter((each) => each >= 1).length} of ${seconds.length}`,
    ...[acknowledged, lost, doubled].map((count) => count.toLocaleString('en')),
  ]);
}

/** Kills a broker that leads a partition, and starts it again once every partition is written to. */
async function killOne(
  cluster: BenchCluster,
  topic: string,
  recent: Acknowledged[],
  isController: boolean,
): Promise<number> {
  const { local, signal } = cluster;
  await retryFor({ durationMs: RECOVERY_MS, signal }, () => mustBeWrittenSince(recent, 0));
  await sleep(STEADY_MS, undefined, { signal });
  const controller = await findController(cluster);
  const leaders = (await readLedPartitions(cluster, topic)).map(({ leader }) => leader.name);
  const victim = isController
    ? controller
    : brokerHosts(cluster.topology).find(
        ({ name }) => name !== controller.name && leaders.includes(name),
      )!;
  const killedMs = Date.now();
  await local.kill(victim.name, 'kafka');
  await retryFor({ durationMs: RECOVERY_MS, signal }, () => mustBeWrittenSince(recent, killedMs));
  await sleep(STEADY_MS, undefined, { signal });
  const gapMs = longestGapMs(recent, killedMs);
  await local.start(victim.name, 'kafka');
  await waitForBrokers(local, { signal });
  await retryFor({ durationMs: RECOVERY_MS, signal }, () => mustBeReplicated(cluster));
  // Kafka does it by itself within five minutes: else the next one that is killed leads half of them all.
  await electPreferred(cluster, await readLeadership(cluster), { signal });
  recent.length = 0;
  return gapMs;
}

async function mustBeWrittenSince(recent: readonly Acknowledged[], ms: number): Promise<void> {
  const since = recent.filter(({ atMs }) => atMs > ms + SURELY_AFTER_MS);
  const written = new Set(since.map(({ partition }) => partition)).size;
  if (written < PARTITIONS) throw new Error(`only ${written} partitions are written to again`);
  return await Promise.resolve();
}

/** The next one that is killed must leave enough replicas behind. */
async function mustBeReplicated(cluster: BenchCluster): Promise<void> {
  const controller = cluster.kafka.broker(await findController(cluster));
  const { topics } = await readMetadata(controller, 'all');
  const short = topics
    .flatMap(({ partitions }) => partitions)
    .filter(({ isrNodes, replicaNodes }) => isrNodes.length < replicaNodes.length);
  if (short.length > 0) throw new Error(`${short.length} partitions lack a replica`);
}
