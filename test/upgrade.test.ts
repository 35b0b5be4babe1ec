import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrapServers, brokerHosts, type Topology } from '../cluster/topology';
import { minorRelease, type KafkaVersion } from '../cluster/kafka-releases';
import type { KafkaAccess } from '../scripts/cluster-access/kafka-access';
import { directReach } from '../scripts/cluster-access/reach';
import { converge } from '../scripts/commands/converge';
import { ensureDistribution } from '../scripts/distribution/ensure-distribution';
import { readClusterState } from '../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../scripts/health/gate/wait-for-gate';
import { readRunningReleases } from '../scripts/upgrading/read-running-releases';
import type { RunningRelease } from '../scripts/upgrading/running-release';
import { longestGapMs, type Acknowledged } from './bench/support/acknowledgement-gaps';
import type { BenchCluster } from './bench/support/bench-cluster';
import { judgeTopic } from './bench/support/judge-topic';
import type { KafkaTool } from './bench/support/kafka-tool';
import { createTopic } from './bench/support/topics';
import { startVerifiableProducer } from './bench/support/verifiable-producer';
import { describeOverSsh } from './support/describe-over-ssh';
import { inventoryOf } from './support/inventories';
import { startLocalHosts, type LocalHosts } from './support/local-host/local-hosts';
import { openPatiently } from './support/open-patiently';
import { SHORT_LIVED_JAVA } from './support/short-lived-java';
import { validSpec } from './support/spec-builder';
import { until } from './support/until';
import { STAYS_AS_IT_IS } from './support/stays-as-it-is';

/**
 * The releases, one after another: `UPGRADE_PATH=3.8.1,3.9.1,3.9.2,3.9.1 npm test -- test/upgrade.test.ts` goes
 * over patch releases as well, up and down.
 */
const PATH = (process.env.UPGRADE_PATH ?? '3.8.1,3.9.2').split(',') as readonly KafkaVersion[];
const [FIRST = '3.8.1', ...NEXT] = PATH;
const LAST = PATH.at(-1) ?? FIRST;
const STEPS = NEXT.map((to, index) => ({ from: PATH[index] ?? FIRST, to }));
const isMinor = ({ from, to }: { from: string; to: string }) =>
  minorRelease(from) !== minorRelease(to);

const TOPIC = 'upgraded';
const RATE = 15;
const PARTITIONS = 6;

describeOverSsh('an upgrade of a live cluster, under load', () => {
  let hosts: LocalHosts;
  let kafka: KafkaAccess;
  let producer: KafkaTool;
  let load: BenchCluster;
  const aborter = new AbortController();
  const { signal } = aborter;
  const told: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const specOf = (kafkaVersion: KafkaVersion) => validSpec({ kafkaVersion });

  beforeAll(async () => {
    hosts = await startLocalHosts(specOf(FIRST));
    const { topology } = hosts.cluster;
    kafka = openPatiently(topology, { signal });
    load = {
      ...{ name: 'upgraded', topology, kafka, local: hosts.cluster, signal },
      bootstrapServers: bootstrapServers(topology),
      toolFlags: SHORT_LIVED_JAVA,
    };
    await createTopic(load, TOPIC, { partitions: PARTITIONS, replicationFactor: 3 });
    producer = startVerifiableProducer(load, { topic: TOPIC, rate: RATE, keys: 100 }, (each) =>
      acknowledged.push(each),
    );
    await until('records are acknowledged', () => acknowledged.length > 100);
    jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await producer?.stop();
    aborter.abort();
    await hosts?.stop();
  });

  async function deployed(kafkaVersion: KafkaVersion): Promise<Topology> {
    const distribution = await ensureDistribution({ kafkaVersion });
    const topology = hosts.topologyOf(specOf(kafkaVersion), distribution);
    hosts.publish(topology);
    return topology;
  }

  async function convergeTo(topology: Topology, ending = new AbortController()) {
    const look = () => readClusterState({ topology, reach: directReach, signal });
    const cluster = {
      ...{ topology, reach: directReach, shells: hosts.shells, look },
      ...STAYS_AS_IT_IS,
      inventory: inventoryOf(specOf(topology.spec.kafkaVersion)),
      gate: (options: Partial<Parameters<typeof waitForGate>[0]>) =>
        waitForGate({ signal, ...options, topology, look, looks: 2, pauseMs: 500 }),
    };
    const options = { inventory: '-', yes: true, wait: 600, waitForLock: 600 } as const;
    return await converge(cluster, { ...options, signal: ending.signal });
  }

  const running = (topology: Topology) =>
    readRunningReleases({ topology, shells: hosts.shells, reach: directReach, signal });
  const brokersOf = async (topology: Topology) =>
    (await running(topology)).hosts.map(({ binaries, protocol }) => [binaries, protocol]);
  const restarted = () =>
    told.flatMap((text) => /^(\S+): restarting (\S+)\./.exec(text)?.slice(1, 3).join(' ') ?? []);
  const all = (...release: readonly string[]) => Array(3).fill(release) as readonly string[][];

  /** Looks all along, and keeps what no upgrade may come to: a protocol that some broker does not understand. */
  function watchProtocols(topology: Topology) {
    const watching = new AbortController();
    const harmful: (readonly RunningRelease[])[] = [];
    let looks = 0;
    const watch = async () => {
      while (!watching.signal.aborted) {
        const { hosts: seen } = await running(topology);
        const spoken = seen.flatMap(({ protocol }) => protocol ?? []);
        const isOver = ({ understands }: RunningRelease) =>
          understands !== undefined && spoken.some((protocol) => protocol > understands);
        if (seen.some(isOver)) harmful.push(seen);
        looks += 1;
        // Each of them stands for longer than that.
        await sleep(2_500);
      }
    };
    const watched = watch();
    return async () => {
      watching.abort();
      await watched;
      return { harmful, looks };
    };
  }

  it.each(STEPS.filter(isMinor))(
    'from $from to $to brings the jars in a first roll and the protocol in a second, also where it was broken off and taken back',
    async ({ from, to }) => {
      const topology = await deployed(to);
      told.length = 0;
      expect(await brokersOf(topology)).toEqual(all(from, minorRelease(from)));
      const stopWatching = watchProtocols(topology);

      const ending = new AbortController();
      const broken = convergeTo(topology, ending);
      const isOneBack = () => told.some((text) => / kafka\.service is back/.test(text));
      await Promise.all([
        expect(broken).rejects.toThrow(),
        until('a broker is back', isOneBack).then(() =>
          ending.abort(new Error('as if it had been killed')),
        ),
      ]);
      const between = await brokersOf(topology);
      expect(between.map(([, protocol]) => protocol)).toEqual(Array(3).fill(minorRelease(from)));

      // Until the second roll the way back is open: only the host that has the new jars is touched.
      told.length = 0;
      expect(await convergeTo(await deployed(from))).toBe(0);
      expect(await brokersOf(topology)).toEqual(all(from, minorRelease(from)));
      expect(restarted().map((each) => each.split(' ')[1])).toEqual(['zookeeper', 'kafka']);

      told.length = 0;
      expect(await convergeTo(await deployed(to))).toBe(0);
      expect(await brokersOf(topology)).toEqual(all(to, minorRelease(to)));
      const { harmful, looks } = await stopWatching();
      expect(harmful).toEqual([]);
      expect(looks).toBeGreaterThan(5);
      const names = brokerHosts(topology).map(({ name }) => name);
      // ZooKeeper once, with its jars; Kafka once with its jars and once with its protocol.
      expect(restarted().sort()).toEqual(
        names.flatMap((name) => [`${name} kafka`, `${name} kafka`, `${name} zookeeper`]).sort(),
      );
    },
  );

  const patches = STEPS.filter((step) => !isMinor(step));
  if (patches.length > 0) {
    it.each(patches)('from $from to $to rolls once', async ({ from, to }) => {
      const topology = await deployed(to);
      told.length = 0;
      expect(await convergeTo(topology)).toBe(0);
      expect(await brokersOf(topology)).toEqual(all(to, minorRelease(to)));
      expect(told.join('\n')).toContain(`Kafka ${from} → ${to}, in one roll.`);
      expect(restarted().filter((each) => each.endsWith(' kafka'))).toHaveLength(3);
    });
  }

  it('refuses the way back behind the second roll, and touches nothing', async () => {
    const topology = await deployed(FIRST);
    told.length = 0;
    await expect(convergeTo(topology)).rejects.toThrow(
      /^kafkaVersion: must be a release that speaks inter\.broker\.protocol\.version 3\.9, .*\nNothing was changed\.$/,
    );
    expect(restarted()).toEqual([]);
    expect(await brokersOf(topology)).toEqual(all(LAST, minorRelease(LAST)));
  });

  it('lost and doubled no record that was acknowledged', async () => {
    await producer.stop();
    const values = new Set(acknowledged.map(({ value }) => value));
    jest.restoreAllMocks();
    console.log(
      `${values.size} records were acknowledged; the longest pause of a partition: ${longestGapMs(acknowledged, 0)} ms`,
    );
    expect(await judgeTopic(load, TOPIC, values)).toEqual({
      acknowledged: values.size,
      ...{ lost: 0, doubled: 0 },
    });
  });
});
