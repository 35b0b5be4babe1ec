import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopicsV7, ProduceAcks, produceV11 } from '@platformatic/kafka';
import { packageFolder } from '../../../cluster/package-folder';
import { bootstrapServers } from '../../../cluster/topology';
import { askEveryBroker, findController } from '../../../scripts/cluster-access/ask-brokers';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { directReach } from '../../../scripts/cluster-access/reach';
import { startLocalCluster } from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import { planLiveMove } from '../../../scripts/moving/move-cluster';
import { readRunningMoves } from '../../../scripts/moving/read-placement';
import { readThrottles } from '../../../scripts/moving/throttle';
import { retryFor } from '../../../scripts/smoke/retry-for';
import { readLedPartitions } from '../../../scripts/smoke/topic/led-partitions';
import {
  longestGapMs,
  parseAcknowledged,
  type Acknowledged,
} from '../../bench/support/acknowledgement-gaps';
import type { BenchCluster } from '../../bench/support/bench-cluster';
import { judgeTopic } from '../../bench/support/judge-topic';
import { KafkaTool } from '../../bench/support/kafka-tool';
import { CliRun } from '../../support/cli';
import { validSpec } from '../../support/spec-builder';

const NAME = 'moving';
const EVENTS = 120;
const EVENT_BYTES = 200_000;
const NOTHING = { off: new Set<number>(), topics: [] };

// Four brokers, of which the last one is empty. Kafka's own producer writes all along, and Kafka's own
// consumer reads in the end what became of it. Each test goes on where the one before has ended.
describe('moving partitions of a live cluster', () => {
  const { signal } = new AbortController();
  const acknowledged: Acknowledged[] = [];
  let stateHome: string;
  let cluster: BenchCluster;
  let producer: KafkaTool;

  beforeAll(async () => {
    stateHome = mkdtempSync(join(tmpdir(), 'moving-'));
    const folder = join(stateHome, 'cdktf-kafka', 'local', NAME);
    const brokers = [1, 2, 3, 4].map((id) => ({ id, rack: 'r' }));
    const local = await startLocalCluster({
      spec: validSpec({ clusterName: NAME, brokers }),
      folder,
    });
    const { topology } = local;
    const kafka = openKafka({ reach: directReach, security: topology.spec.security, signal });
    const servers = bootstrapServers(topology);
    cluster = { name: NAME, local, topology, kafka, bootstrapServers: servers, signal };
    await waitForQuorum(local, { signal });
    await waitForBrokers(local, { signal });
    await makeTopics(cluster);
    producer = new KafkaTool(
      cluster,
      [
        'VerifiableProducer',
        ...['--bootstrap-server', servers, '--topic', 'judged', '--acks', '-1'],
        ...['--throughput', '300', '--repeating-keys', '100'],
      ],
      (line) => {
        const each = parseAcknowledged(line);
        if (each) acknowledged.push(each);
      },
    );
    await retryFor({ durationMs: 60_000 }, () => must(acknowledged.length > 300));
  });

  afterAll(async () => {
    await producer?.stop();
    await cluster?.kafka.close();
    await cluster?.local.stop();
    rmSync(stateHome, { recursive: true, force: true });
  });

  const move = (...args: readonly string[]) =>
    new CliRun(['move', '--name', NAME, '--yes', ...args], { XDG_STATE_HOME: stateHome });

  const leftBehind = async () => ({
    running: await readRunningMoves(cluster),
    throttles: await readThrottles(cluster),
  });

  it('takes back what it does, and its throttle, on Ctrl-C', async () => {
    const run = move('--throttle', '1');
    await run.prints('partitions to go');
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(await leftBehind()).toEqual({ running: [], throttles: [] });
  });

  it('is killed right before each thing that it does, and the next run goes on', () => {
    const topology = join(stateHome, 'topology.json');
    writeFileSync(topology, JSON.stringify(cluster.topology));
    const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
    const killedAt = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => {
      const argv = [
        jiti,
        join(packageFolder(), 'test/support/killed-move.ts'),
        topology,
        String(step),
      ];
      const {
        stdout,
        stderr,
        signal: by,
      } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
      return by === 'SIGKILL' ? stdout : `${String(by)} ${stderr}`;
    });
    expect(killedAt).toEqual([]);
  });

  it('brings all to where it should lie, and leaves no throttle behind', async () => {
    const run = move();
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    expect(await leftBehind()).toEqual({ running: [], throttles: [] });
    const { plan } = await planLiveMove(cluster, NOTHING);
    expect(plan.moves).toEqual([]);
    const counts = plan.after.map(({ replicas }) => replicas);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('has lost no record that was acknowledged, and doubled none', async () => {
    await producer.stop();
    const values = new Set(acknowledged.map(({ value }) => value));
    console.log(
      `${values.size} records; the longest gap of a partition: ${longestGapMs(acknowledged, 0)} ms`,
    );
    expect(await judgeTopic(cluster, 'judged', values)).toEqual({
      ...{ acknowledged: values.size, lost: 0, doubled: 0 },
    });
  });
});

async function makeTopics(cluster: BenchCluster): Promise<void> {
  const controller = cluster.kafka.broker(await findController(cluster));
  const topic = (name: string, partitions: number) => ({
    ...{ name, numPartitions: -1, replicationFactor: -1, configs: [] },
    assignments: Array.from({ length: partitions }, (_, index) => ({
      partitionIndex: index,
      brokerIds: [0, 1, 2].map((step) => ((index + step) % 3) + 1),
    })),
  });
  const topics = [topic('events', EVENTS), topic('judged', 12)];
  await controller.ask(createTopicsV7.api, topics, 30_000, false);
  const led = await retryFor({ durationMs: 30_000 }, () => readLedPartitions(cluster, 'events'));
  const value = Buffer.alloc(EVENT_BYTES, 'x');
  await askEveryBroker(cluster, async (broker, host) => {
    const records = led
      .filter(({ leader }) => leader.name === host.name)
      .map(({ partition }) => ({ topic: 'events', partition, value }));
    if (records.length === 0) return;
    await broker.ask(produceV11.api, ProduceAcks.ALL, 30_000, records, {});
  });
}

function must(isSo: boolean): Promise<void> {
  return isSo ? Promise.resolve() : Promise.reject(new Error('not yet'));
}
