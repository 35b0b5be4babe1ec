import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopicsV7, ProduceAcks, produceV11 } from '@platformatic/kafka';
import { packageFolder } from '../../../cluster/package-folder';
import { bootstrapServers } from '../../../cluster/topology';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { directReach } from '../../../scripts/cluster-access/reach';
import { startLocalCluster } from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import { planLiveMove } from '../../../scripts/moving/move-cluster';
import { requireEmpty } from '../../../scripts/moving/require-empty';
import { readRunningMoves } from '../../../scripts/moving/read-placement';
import { readThrottles } from '../../../scripts/moving/throttle';
import { runProgram } from '../../../scripts/system/run-program';
import { retryFor } from '../../../scripts/system/retry-for';
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
import { SHORT_LIVED_JAVA } from '../../support/short-lived-java';
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
  let topologyFile: string;
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
    cluster = {
      ...{ name: NAME, local, topology, kafka, bootstrapServers: servers, signal },
      toolFlags: SHORT_LIVED_JAVA,
    };
    topologyFile = join(stateHome, 'topology.json');
    writeFileSync(topologyFile, JSON.stringify(topology));
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

  it('lets go only a broker that holds nothing', async () => {
    const { topology } = cluster;
    const others = (name: string) => ({
      ...cluster,
      topology: { ...topology, hosts: topology.hosts.filter((host) => host.name !== name) },
    });
    await requireEmpty(others('broker-4'), 'broker-4');
    await expect(requireEmpty(others('broker-3'), 'broker-3')).rejects.toThrow(
      /^broker-3: must hold no partition before it goes for good, got '132 partitions, 2\d\.\d MB'/,
    );
  });

  it('takes back what it does, and its throttle, on Ctrl-C', async () => {
    const run = move('--throttle', '1');
    await run.prints('partitions to go');
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(await leftBehind()).toEqual({ running: [], throttles: [] });
  });

  it.each([
    ...['the rate is set', 'copies are throttled', 'disks are chosen', 'partitions are reassigned'],
    ...['copies are let go', 'leaders are elected', 'the rate is taken back'],
  ])('is killed right before %s', async (step) => {
    const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
    const program = join(packageFolder(), 'test/support/killed-move.ts');
    const end = await runProgram([process.execPath, jiti, program, topologyFile, step]);
    expect(end).toEqual({ code: undefined, lastLines: [] });
  });

  it('goes on from there, brings all to where it should lie, and leaves no throttle behind', async () => {
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
  // Who leads a new partition may not know it yet.
  const writes = led.map(({ leader, partition }) =>
    retryFor({ durationMs: 30_000 }, () =>
      cluster.kafka
        .broker(leader)
        .ask(produceV11.api, ProduceAcks.ALL, 30_000, [{ topic: 'events', partition, value }], {}),
    ),
  );
  await Promise.all(writes);
}

function must(isSo: boolean): Promise<void> {
  return isSo ? Promise.resolve() : Promise.reject(new Error('not yet'));
}
