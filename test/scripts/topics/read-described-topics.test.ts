import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { brokerWithId } from '../../../scripts/cluster-access/ask-brokers';
import { directReach } from '../../../scripts/cluster-access/reach';
import { isSmokeTopic } from '../../../scripts/health/smoke-topic-name';
import { readDisks } from '../../../scripts/moving/read-disks';
import { produceBatches } from '../../../scripts/smoke/topic/produce-batches';
import { makeBatches } from '../../../scripts/smoke/topic/smoke-records';
import type { DescribedTopics } from '../../../scripts/topics/described-topics';
import { readDescribedTopics } from '../../../scripts/topics/read-described-topics';
import { CliRun } from '../../support/cli';
import { useLiveCluster } from '../../support/live-cluster';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

const { signal } = new AbortController();
/** Of three replicas each, and one that only broker 3 has. */
const [WRITTEN, IDLE, SINGLE] = ['described', 'idle', 'single'];

describe('topics of a live cluster, described', () => {
  let cluster: SmokeCluster;

  // Before the cluster is let go, as hooks run in the order in which they stand.
  afterAll(async () => {
    const names = [WRITTEN, IDLE, SINGLE].map((name) => ({ name }));
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, names, 60_000));
  });
  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    const topic = { configs: [], numPartitions: -1, replicationFactor: -1 };
    const placed = (...ids: readonly number[][]) =>
      ids.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }));
    const made = [
      { ...topic, name: WRITTEN, assignments: placed([1, 2, 3], [2, 3, 1]) },
      { ...topic, name: IDLE, assignments: placed([1, 2, 3]) },
      { ...topic, name: SINGLE, assignments: placed([3]) },
    ];
    await cluster.askController((it) => it.ask(createTopicsV7.api, made, 60_000, false));
    // Its leader is the last to know that it leads.
    await until('it can be written to', () =>
      write().then(
        () => true,
        () => false,
      ),
    );
    await until('each partition has a leader', async () => {
      const { topics } = await describeThem([WRITTEN, IDLE, SINGLE]);
      return topics.length === 3 && topics.every(({ trouble }) => trouble.leaderless === 0);
    });
  });

  const describeThem = (names: readonly string[], watchSeconds = 0): Promise<DescribedTopics> => {
    const { topology } = cluster;
    return readDescribedTopics({ topology, reach: directReach, signal, names, watchSeconds });
  };
  const write = () =>
    cluster.withKafka(({ kafka, topology }) =>
      produceBatches(
        kafka.broker(brokerWithId(topology, 1)),
        { topic: WRITTEN, partition: 0 },
        makeBatches(Date.now()),
      ),
    );
  /** The segments of a partition that really lie on the disks of a broker. */
  const onDisk = async (id: number, partition: string): Promise<number> => {
    const disks = await cluster.withKafka(({ kafka, topology }) =>
      readDisks(kafka.broker(brokerWithId(topology, id)), 'all'),
    );
    const files = disks
      .map(({ path }) => join(path, partition))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
    return files
      .filter((file) => file.endsWith('.log'))
      .reduce((sum, file) => sum + statSync(file).size, 0);
  };
  const named = (name: string, { topics }: DescribedTopics) =>
    topics.find((topic) => topic.name === name)!;

  it('are as large as their segments on disk, replica by replica', async () => {
    await write();
    const found = named(WRITTEN, await describeThem([WRITTEN]));
    expect(found).toMatchObject({
      ...{ name: WRITTEN, origin: 'other', replicationFactor: 3, unknownReplicas: 0 },
      trouble: { leaderless: 0, underMinInsync: 0, underReplicated: 0, reassigning: 0 },
    });
    const [first, second] = found.partitions;
    expect(first!.replicas[0]!.sizeBytes).toBeGreaterThan(0);
    for (const { broker, sizeBytes } of first!.replicas)
      expect({ broker, sizeBytes }).toEqual({
        broker,
        sizeBytes: await onDisk(broker, `${WRITTEN}-0`),
      });
    expect(second!.replicas.map(({ broker, sizeBytes }) => [broker, sizeBytes])).toEqual([
      ...[2, 3, 1].map((broker) => [broker, 0]),
    ]);
  });

  it('are written to as fast as their logs grow while somebody writes; an idle one is not', async () => {
    const before = named(WRITTEN, await describeThem([WRITTEN])).leaderBytes;
    const watched = describeThem([WRITTEN, IDLE], 3);
    let written = false;
    void watched.finally(() => (written = true));
    while (!written) await write();
    const found = await watched;
    const { bytesInPerSecond = 0, watchedPartitions } = named(WRITTEN, found);
    expect(watchedPartitions).toBe(2);
    expect(bytesInPerSecond).toBeGreaterThan(0);
    const grown = named(WRITTEN, await describeThem([WRITTEN])).leaderBytes - before;
    expect(bytesInPerSecond * found.watchedSeconds).toBeLessThanOrEqual(grown * 1.5);
    expect(named(IDLE, found).bytesInPerSecond).toBe(0);
  });

  it('are all there, also of Kafka, without those of smoke checks', async () => {
    const { topics, problems } = await describeThem([]);
    expect(problems).toEqual([]);
    const names = (await cluster.topics()).filter((name) => !isSmokeTopic(name));
    expect(topics.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('refuses a name that no topic has', async () => {
    await expect(describeThem(['nobody', WRITTEN])).rejects.toThrow(
      "--describe: must name topics of the cluster, got 'nobody'.",
    );
  });

  it('are told of by the command, as a table and as JSON', async () => {
    const env = { XDG_STATE_HOME: cluster.stateHome };
    const words = ['topics', '--describe', WRITTEN, '--name', 'smoke', '--watch-writes', '0'];
    const drawn = new CliRun(words, env);
    expect([await drawn.exitCode(), drawn.output]).toEqual([0, expect.stringContaining(WRITTEN)]);
    expect(drawn.output).toMatch(/Partition +Leader +Replicas\n0 +1 +1 \(/);
    const json = new CliRun([...words, '--json'], env);
    expect(await json.exitCode()).toBe(0);
    expect(JSON.parse(json.output)).toMatchObject({ well: true, topics: [{ name: WRITTEN }] });
    const both = new CliRun([...words, '--yes'], env);
    expect([await both.exitCode(), both.output]).toEqual([2, expect.stringContaining('--yes')]);
  });

  it('stand with those in trouble first while a broker is down, of which no size is known', async () => {
    await cluster.stopAll([['broker-3', 'kafka']]);
    await cluster.untilRegistered(1, 2);
    let found = await describeThem([IDLE, SINGLE, WRITTEN]);
    await until('others have done without it', async () => {
      found = await describeThem([IDLE, SINGLE, WRITTEN]);
      return found.topics.every(({ trouble }) => trouble.leaderless + trouble.underReplicated > 0);
    });
    expect(found.topics[0]).toMatchObject({ name: SINGLE, trouble: { leaderless: 1 } });
    expect(named(WRITTEN, found)).toMatchObject({
      trouble: { leaderless: 0, underReplicated: 2 },
      unknownReplicas: 2,
    });
    expect(found.problems.map(({ rule }) => rule)).toContain('each have a leader');
    await cluster.startAll([['broker-3', 'kafka']]);
    await cluster.untilWell();
    expect((await describeThem([SINGLE])).problems).toEqual([]);
  });
});
