import { KAFKA_VERSIONS } from '../../../cluster/kafka-releases';
import { brokerSettings, brokerSettingSections } from '../../../cluster/settings/broker-settings';
import { Storage, type KafkaClusterSpec } from '../../../cluster/index';
import { localSite } from '../../../cluster/local-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import {
  isInternalBrokerKey,
  knownBrokerSetting,
} from '../../../cluster/settings/known-broker-settings';
import { brokerHosts, layOut } from '../../../cluster/topology';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const ROWS = brokerSettingSections('zookeeper').flatMap(({ settings }) => settings);

/** The settings of the first broker, by key. */
function settingsOf(changes: Partial<KafkaClusterSpec> = {}) {
  const topology = productionTopology(changes);
  const sections = brokerSettings(topology, brokerHosts(topology)[0]!);
  return new Map(sections.flatMap(({ lines }) => lines).map((line) => [line.key, line]));
}

const valueOf = (key: string, changes: Partial<KafkaClusterSpec> = {}) =>
  settingsOf(changes).get(key)?.value;

it('every row is a setting that each Kafka knows, once, with its reason', () => {
  expect(new Set(ROWS.map(({ key }) => key)).size).toBe(ROWS.length);
  for (const { key, why } of ROWS) {
    for (const version of KAFKA_VERSIONS) {
      expect(knownBrokerSetting(version, key)).toBeDefined();
      expect(isInternalBrokerKey(version, key)).toBe(false);
    }
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});

it.each(KAFKA_VERSIONS)(
  'a value has its reason above it where it departs from what Kafka %s does by itself, and only there',
  (kafkaVersion) => {
    for (const { key, value, comment } of settingsOf({ kafkaVersion }).values()) {
      expect({ key, isExplained: comment !== '' }).toEqual({
        key,
        isExplained: knownBrokerSetting(kafkaVersion, key)?.default !== value,
      });
    }
  },
);

it('what decides over safety and speed has the values that this package stands for', () => {
  const values = Object.fromEntries([...settingsOf()].map(([key, { value }]) => [key, value]));
  expect(values).toMatchObject({
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
    'offsets.topic.replication.factor': '3',
    'transaction.state.log.replication.factor': '3',
    'transaction.state.log.min.isr': '2',
    'unclean.leader.election.enable': 'false',
    'auto.create.topics.enable': 'false',
    'log.message.timestamp.after.max.ms': '3600000',
    'socket.request.max.bytes': '16777216',
    'inter.broker.protocol.version': '3.9',
  });
  expect(Object.keys(values).filter((key) => key.startsWith('log.flush.'))).toEqual([]);
});

describe('threads', () => {
  const given = (vcpus: number) => ({
    instanceType: 'of.the.team',
    instanceTypes: {
      'of.the.team': {
        ...{ vcpus, memoryGiB: 64 },
        ...{ networkGbps: { baseline: 10, burst: 10 }, ebsMBps: { baseline: 600, burst: 600 } },
      },
    },
  });
  const threadsOf = (changes: Partial<KafkaClusterSpec>) =>
    ['num.network.threads', 'num.io.threads', 'num.recovery.threads.per.data.dir'].map((key) =>
      Number(valueOf(key, changes)),
    );

  it.each([
    [1, 2, [3, 8, 1]],
    [2, 2, [3, 8, 1]],
    [4, 1, [3, 8, 4]],
    [4, 2, [3, 8, 2]],
    [7, 2, [3, 8, 4]],
    [8, 1, [4, 8, 8]],
    [9, 1, [4, 9, 8]],
    [16, 3, [8, 16, 6]],
    [96, 8, [48, 96, 8]],
  ])('of %d vCPUs and %d disks', (vcpus, volumesPerBroker, expected) => {
    const storage = Storage.gp3({ volumesPerBroker, sizeGiB: 1_000 });
    expect(threadsOf({ ...given(vcpus), storage })).toEqual(expected);
  });

  it('of a host that is known by its type', () => {
    expect(threadsOf({ instanceType: 'd3en.6xlarge', storage: Storage.instanceStore() })).toEqual([
      12, 24, 2,
    ]);
  });

  it('wait for each of many disks', () => {
    const [, io, recovery] = threadsOf({
      instanceType: 'd2.2xlarge',
      storage: Storage.st1({ volumesPerBroker: 20, sizeGiB: 1_000 }),
    });
    expect([io, recovery]).toEqual([20, 1]);
  });

  it('are those of the broker whose host differs', () => {
    const topology = productionTopology({
      ...given(16),
      brokers: [
        { id: 1, rack: 'a' },
        { id: 2, rack: 'b', instanceType: 'r5.xlarge' },
        { id: 3, rack: 'c', brokerSettings: { 'num.io.threads': 30 } },
      ],
    });
    const io = brokerHosts(topology).map((host) =>
      brokerSettings(topology, host)
        .flatMap(({ lines }) => lines)
        .find(({ key }) => key === 'num.io.threads'),
    );
    expect(io.map((line) => line?.value)).toEqual(['16', '8', '30']);
  });

  it('are those that Kafka has of itself where all hosts are one machine, with one for each listener', () => {
    const spec = resolveSpec(validSpec({ instanceType: 'r7i.16xlarge' }));
    const site = localSite({ folder: '/f', distribution: '/d', addressing: 'addresses', slot: 0 });
    const topology = layOut(spec, site);
    const lines = brokerSettings(topology, brokerHosts(topology)[0]!).flatMap((each) => each.lines);
    const threads = lines.filter(({ key }) => /^num\..*threads/.test(key));
    expect(threads.map(({ key, value }) => [key, value])).toEqual([
      ['num.network.threads', '1'],
      ['num.io.threads', '8'],
      ['num.recovery.threads.per.data.dir', '1'],
    ]);
  });
});

describe('fetchers for each other broker', () => {
  const fetchers = (partitions: number, changes: Partial<KafkaClusterSpec> = {}) =>
    valueOf('num.replica.fetchers', {
      workload: { ingestMBPerSecond: 2, consumers: 2, partitions },
      ...changes,
    });

  it.each([
    [1, '1'],
    [142, '1'],
    [143, '2'],
    [334, '2'],
    [335, '4'],
    [718, '4'],
    [719, '8'],
    [4_000, '8'],
  ])('of three that share %d partitions are %s', (partitions, expected) => {
    expect(fetchers(partitions)).toBe(expected);
  });

  it('are fewer the more brokers share the partitions', () => {
    const brokers = Array.from({ length: 12 }, (_, index) => ({
      id: index + 1,
      rack: 'abc'.charAt(index % 3),
    }));
    expect(fetchers(4_000, { brokers })).toBe('1');
  });

  it('are one where nothing is replicated', () => {
    const alone = {
      brokers: [{ id: 1, rack: 'a' }],
      topicDefaults: { replicationFactor: 1, minInsyncReplicas: 1 },
    };
    expect(fetchers(4_000, alone)).toBe('1');
  });
});

describe('the session with ZooKeeper', () => {
  const sessionOf = (zookeeperSettings: KafkaClusterSpec['zookeeperSettings'] = {}) =>
    valueOf('zookeeper.session.timeout.ms', { zookeeperSettings });

  it('is 7 s long', () => {
    expect(sessionOf()).toBe('7000');
  });

  it.each([
    [1, '7000'],
    [500, '7000'],
    [3_000, '7000'],
    [3_500, '7000'],
    [3_501, '7002'],
    [7_000, '14000'],
  ])(
    'under a tick of %d ms is %s ms: at least two ticks, or ZooKeeper would lengthen it',
    (tickTime, session) => {
      expect(sessionOf({ tickTime })).toBe(session);
    },
  );

  it('is what the spec says, if it says something', () => {
    const brokerSettings = { 'zookeeper.session.timeout.ms': 18_000 };
    expect(valueOf('zookeeper.session.timeout.ms', { brokerSettings })).toBe('18000');
  });
});

describe('the largest request', () => {
  it.each([
    [1_048_588, '16777216'],
    [8_388_608, '16777216'],
    [8_388_609, '16777218'],
    [100_000_000, '200000000'],
  ])('holds a batch of %i bytes at least twice', (bytes, expected) => {
    const brokerSettings = { 'message.max.bytes': bytes };
    expect(valueOf('socket.request.max.bytes', { brokerSettings })).toBe(expected);
  });
});

describe('retention', () => {
  it.each([
    [1, '3600000', '3600000', '10080'],
    [1.1, '3960000', '3960000', '10080'],
    [24, '86400000', '86400000', '10080'],
    [72, '259200000', '86400000', '10080'],
    [168, '604800000', '86400000', '10080'],
    [720, '2592000000', '86400000', '43200'],
  ])(
    'of %d hours keeps records for %s ms, rolls segments after %s, and keeps offsets as long',
    (hours, retentionMs, rollMs, offsetMinutes) => {
      const retention = { hours };
      expect(valueOf('log.retention.ms', { retention })).toBe(retentionMs);
      expect(valueOf('log.roll.ms', { retention })).toBe(rollMs);
      expect(valueOf('offsets.retention.minutes', { retention })).toBe(offsetMinutes);
    },
  );
});

it('topics of Kafka itself have three replicas, whatever those of the spec have', () => {
  const topicDefaults = { replicationFactor: 2, minInsyncReplicas: 1 };
  expect(valueOf('default.replication.factor', { topicDefaults })).toBe('2');
  expect(valueOf('offsets.topic.replication.factor', { topicDefaults })).toBe('3');
  expect(valueOf('transaction.state.log.min.isr', { topicDefaults })).toBe('2');
});

it('fewer brokers than three have one replica of those topics each', () => {
  const brokers = [{ id: 7, rack: 'a' }];
  expect(valueOf('offsets.topic.replication.factor', { brokers })).toBe('1');
  expect(valueOf('transaction.state.log.min.isr', { brokers })).toBe('1');
});

it('the chroot stands once, after the last voter', () => {
  expect(valueOf('zookeeper.connect')).toMatch(/^[^/]+:2181,[^/]+:2181,[^/]+:2181\/logs$/);
});
