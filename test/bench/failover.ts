import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts } from '../../cluster/topology';
import { findController, readMetadata } from '../../scripts/cluster-access/ask-brokers';
import { waitForBrokers } from '../../scripts/local/wait-until-ready';
import { retryFor } from '../../scripts/smoke/retry-for';
import { readLedPartitions } from '../../scripts/smoke/topic/led-partitions';
import type { BenchOptions } from './support/bench-options';
import { longestGapMs, parseAcknowledged, type Acknowledged } from './support/acknowledgement-gaps';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import { KafkaTool } from './support/kafka-tool';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { RENDERED } from './support/stock-settings';
import { createTopic } from './support/topics';

const TOPIC = 'failover';
const RATE = '300';
/** So many keys reach every partition. */
const KEYS = '100';
/** Every partition has been acknowledged often by then. */
const STEADY_MS = 8_000;
const RECOVERY_MS = 60_000;
/** By then, nothing is read any more that was written before a kill. */
const SURELY_AFTER_MS = 200;
const PARTITIONS = 6;

/** How long acknowledgements of a partition stay away when the broker that leads it is killed. */
export async function failover({ signal, rounds = 2 }: BenchOptions): Promise<string> {
  return await withClusters([RENDERED], signal, async (cluster) => {
    const gaps = { 'the controller': [] as number[], 'another broker': [] as number[] };
    const acknowledged: Acknowledged[] = [];
    await createTopic(cluster, TOPIC, { partitions: PARTITIONS, replicationFactor: 3 });
    const producer = startProducer(cluster, acknowledged);
    for (let round = 0; round < rounds; round += 1) {
      for (const [who, of] of Object.entries(gaps)) {
        const gapMs = await killOne(cluster, acknowledged, who === 'the controller');
        console.error(`${who}: ${gapMs} ms`);
        of.push(gapMs / 1_000);
      }
    }
    await producer.stop();
    return markdownTable(
      ['killed', `longest gap of a partition, s, median of ${rounds} (least-most)`],
      Object.entries(gaps).map(([who, seconds]) => [who, medianAndRange(seconds, 2)]),
    );
  });
}

function startProducer(cluster: BenchCluster, acknowledged: Acknowledged[]): KafkaTool {
  return new KafkaTool(
    cluster,
    [
      'VerifiableProducer',
      ...['--bootstrap-server', cluster.bootstrapServers, '--topic', TOPIC, '--acks', '-1'],
      ...['--throughput', RATE, '--repeating-keys', KEYS],
    ],
    (line) => acknowledged.push(...[parseAcknowledged(line) ?? []].flat()),
  );
}

/** Kills a broker that leads a partition, and starts it again once every partition is written to. */
async function killOne(
  cluster: BenchCluster,
  acknowledged: Acknowledged[],
  isController: boolean,
): Promise<number> {
  const { local, signal } = cluster;
  await sleep(STEADY_MS, undefined, { signal });
  const controller = await findController(cluster);
  const leaders = (await readLedPartitions(cluster, TOPIC)).map(({ leader }) => leader.name);
  const victim = isController
    ? controller
    : brokerHosts(cluster.topology).find(
        ({ name }) => name !== controller.name && leaders.includes(name),
      )!;
  const killedMs = Date.now();
  await local.kill(victim.name, 'kafka');
  await retryFor({ durationMs: RECOVERY_MS, signal }, () =>
    mustBeWrittenSince(acknowledged, killedMs),
  );
  await sleep(STEADY_MS, undefined, { signal });
  const gapMs = longestGapMs(acknowledged, killedMs);
  await local.start(victim.name, 'kafka');
  await waitForBrokers(local, { signal });
  await retryFor({ durationMs: RECOVERY_MS, signal }, () => mustBeReplicated(cluster));
  acknowledged.length = 0;
  return gapMs;
}

async function mustBeWrittenSince(
  acknowledged: readonly Acknowledged[],
  ms: number,
): Promise<void> {
  const since = acknowledged.filter(({ atMs }) => atMs > ms + SURELY_AFTER_MS);
  const written = new Set(since.map(({ partition }) => partition)).size;
  if (written < PARTITIONS) throw new Error(`only ${written} partitions are written to again`);
  return await Promise.resolve();
}

/** The next one that is killed must leave enough replicas behind. */
async function mustBeReplicated(cluster: BenchCluster): Promise<void> {
  const controller = cluster.kafka.broker(await findController(cluster));
  const { topics } = await readMetadata(controller, [TOPIC]);
  const short = topics[0]!.partitions.filter(
    ({ isrNodes, replicaNodes }) => isrNodes.length < replicaNodes.length,
  );
  if (short.length > 0) throw new Error(`${short.length} partitions lack a replica`);
}
