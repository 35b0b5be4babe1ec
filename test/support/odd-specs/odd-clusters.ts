import { Storage, Zookeeper } from '../../../cluster/index';
import { accepted, line, refused, type OddSpec } from './odd-spec';

const brokers = (...placed: readonly (readonly [id: number, rack: string])[]) =>
  placed.map(([id, rack]) => ({ id, rack }));
const THREE = brokers([1, 'a'], [2, 'b'], [3, 'c']);
const ownHosts = (instanceType: string, ...racks: readonly string[]) =>
  Zookeeper.onOwnHosts({
    instanceType,
    members: racks.map((rack, index) => ({ id: index + 1, rack })),
  });
const settings = (brokerSettings: Readonly<Record<string, unknown>>) => ({ brokerSettings });

export const BROKERS: readonly OddSpec[] = [
  refused(
    'no broker',
    { brokers: [] },
    'brokers: must be two or more, so that one can be restarted',
  ),
  refused(
    'a single broker, with all that it could have',
    {
      brokers: brokers([1, 'a']),
      topicDefaults: { replicationFactor: 1, minInsyncReplicas: 1 },
      zookeeper: ownHosts('t3.medium', 'a', 'b', 'c'),
    },
    'brokers: must be two or more, so that one can be restarted while another takes the writes, got 1',
  ),
  accepted(
    'two brokers, told so',
    {
      brokers: brokers([1, 'a'], [2, 'b']),
      topicDefaults: { replicationFactor: 2, minInsyncReplicas: 1 },
      zookeeper: ownHosts('t3.medium', 'a', 'b', 'c'),
    },
    line('default.replication.factor'),
    '2',
  ),
  refused(
    'two brokers with the defaults',
    { brokers: brokers([1, 'a'], [2, 'b']) },
    'topicDefaults.replicationFactor: must be at most the number of brokers (2), got 3',
  ),
  refused(
    'an id twice',
    { brokers: brokers([1, 'a'], [1, 'b'], [3, 'c']) },
    'brokers[1].id: must differ from brokers[0].id',
  ),
  refused(
    'an id that Kafka gives out',
    { brokers: brokers([1001, 'a']) },
    'brokers[0].id: must be a whole number from 0 to 1,000',
  ),
  refused(
    'an id that no voter can have',
    { brokers: brokers([1, 'a'], [2, 'b'], [256, 'c']) },
    'metadata.quorum: must name its voters where a broker id is no ZooKeeper id',
  ),
  refused(
    'racks of unequal size',
    { brokers: brokers([1, 'a'], [2, 'a'], [3, 'a'], [4, 'b']) },
    'brokers: must be as many in each rack, or one more in some',
  ),
  refused(
    'racks that case alone tells apart',
    { brokers: brokers([1, 'a'], [2, 'A'], [3, 'b']) },
    'brokers[1].rack: must differ from brokers[0].rack by more than case',
  ),
  refused(
    "a voter's rack that case alone tells apart",
    { zookeeper: ownHosts('t3.medium', 'A', 'b', 'c') },
    'zookeeper.onOwnHosts[0].rack: must differ from brokers[0].rack by more than case',
  ),
  refused(
    'four voters',
    {
      zookeeper: Zookeeper.onBrokers({
        members: [1, 2, 3, 1].map((broker, at) => ({ id: at + 1, broker })),
      }),
    },
    'zookeeper: must have 3 or 5 voters',
  ),
  refused(
    'a voter on a broker that is none',
    { zookeeper: Zookeeper.onBrokers({ members: [1, 2, 9].map((id) => ({ id, broker: id })) }) },
    'zookeeper.onBrokers[2].broker: must be the id of a broker (1, 2, 3), got 9',
  ),
  refused(
    'voters on brokers beside hosts of their own alone',
    { zookeeper: { ...ownHosts('t3.medium', 'a', 'b', 'c'), onBrokers: [{ id: 9, broker: 1 }] } },
    'zookeeper.onBrokers: must be a known field',
  ),
  refused(
    'hosts of their own without a type',
    { zookeeper: { kind: 'on-own-hosts', onOwnHosts: [] } },
    'zookeeper.instanceType: must be the name of an EC2 instance type. Name',
  ),
  refused(
    'a quorum of no kind',
    { zookeeper: { onBrokers: [] } },
    "zookeeper.kind: must be 'on-brokers' or",
  ),
  refused(
    "a voter's data on instance store",
    { zookeeper: Zookeeper.onBrokers({ storage: Storage.instanceStore() }) },
    'zookeeper.storage: must outlive its host',
  ),
  refused(
    'a voter with two volumes',
    {
      zookeeper: Zookeeper.onBrokers({
        storage: Storage.gp3({ volumesPerBroker: 2, sizeGiB: 20 }),
      }),
    },
    'zookeeper.storage.volumesPerBroker: must be 1',
  ),
  refused(
    'more replicas than brokers',
    { topicDefaults: { replicationFactor: 4 } },
    'topicDefaults.replicationFactor: must be at most the number of brokers (3), got 4',
  ),
  refused(
    'as many in sync as replicas',
    { topicDefaults: { minInsyncReplicas: 3 } },
    'topicDefaults.minInsyncReplicas: must be below topicDefaults.replicationFactor',
  ),
  refused(
    'no replica',
    { topicDefaults: { replicationFactor: 0 } },
    'topicDefaults.replicationFactor: must be a whole number from 1 to 32, got 0',
  ),
];

export const MEMORY: readonly OddSpec[] = [
  refused(
    "ZooKeeper's heap above its own hosts' memory",
    { zookeeper: ownHosts('t3.medium', 'a', 'b', 'c'), jvm: { zookeeperHeapMiB: 8192 } },
    "jvm.zookeeperHeapMiB: must fit the 4 GiB of 't3.medium'",
  ),
  refused(
    "ZooKeeper's heap as large as its own hosts' memory",
    { zookeeper: ownHosts('t3.medium', 'a', 'b', 'c'), jvm: { zookeeperHeapMiB: 4096 } },
    "jvm.zookeeperHeapMiB: must fit the 4 GiB of 't3.medium'",
  ),
  refused(
    'own hosts too small for any heap',
    { zookeeper: ownHosts('t3.micro', 'a', 'b', 'c') },
    "zookeeper.instanceType: must fit the 1 GiB of 't3.micro'",
  ),
  accepted(
    "ZooKeeper's heap within its own hosts' memory",
    { zookeeper: ownHosts('t3.medium', 'a', 'b', 'c'), jvm: { zookeeperHeapMiB: 2048 } },
    ({ topology }) => topology.hosts.at(-1)?.zookeeper?.heapMiB,
    2048,
  ),
  refused(
    'both heaps of a host together',
    { jvm: { brokerHeapMiB: 12_288, zookeeperHeapMiB: 8192 } },
    "jvm: must leave half of the 32 GiB of 'r5.xlarge' to the page cache",
  ),
  refused(
    "ZooKeeper's heap beside a broker's chosen one",
    { jvm: { zookeeperHeapMiB: 16_000 } },
    "jvm.zookeeperHeapMiB: must leave half of the 32 GiB of 'r5.xlarge' to the page cache",
  ),
  accepted(
    "a broker's heap where voters stand elsewhere",
    {
      jvm: { brokerHeapMiB: 12_288, zookeeperHeapMiB: 8192 },
      zookeeper: ownHosts('r5.xlarge', 'a', 'b', 'c'),
    },
    ({ topology }) => topology.hosts[0]?.broker?.heapMiB,
    12_288,
  ),
  refused(
    'a host too small for what it gets',
    { instanceType: 't3.small' },
    "instanceType: must leave half of the 2 GiB of 't3.small' to the page cache",
  ),
  refused(
    'one small broker',
    { brokers: [{ id: 1, rack: 'a', instanceType: 't3.small' }, ...THREE.slice(1)] },
    "brokers[0].instanceType: must leave half of the 2 GiB of 't3.small'",
  ),
];

const gp3 = (volume: object) => ({
  storage: { kind: 'gp3', volumesPerBroker: 2, sizeGiB: 1000, ...volume },
});

export const VOLUMES: readonly OddSpec[] = [
  refused(
    'more operations than the size entitles to',
    gp3({ sizeGiB: 10, iops: 16_000 }),
    'storage.iops: must be at most 5,000, 500 for each of the 10 GiB, got 16000',
  ),
  accepted(
    'as many operations as the size entitles to',
    gp3({ iops: 80_000 }),
    ({ topology }) => topology.spec.storage,
    { kind: 'gp3', volumesPerBroker: 2, sizeGiB: 1000, iops: 80_000 },
  ),
  refused(
    "a voter's volume with more operations",
    {
      zookeeper: Zookeeper.onBrokers({
        storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 10, iops: 6000 }),
      }),
    },
    'zookeeper.storage.iops: must be at most 5,000',
  ),
  refused(
    'more throughput than operations carry',
    gp3({ throughputMiBps: 1000 }),
    'storage.throughputMiBps: must be at most 0.25 MiB/s for each of the 3,000 iops',
  ),
  refused(
    'fewer operations than the least',
    gp3({ iops: 100 }),
    'storage.iops: must be a whole number from 3,000 to 80,000, got 100',
  ),
  refused(
    'a volume larger than gp3 has',
    gp3({ sizeGiB: 65_537 }),
    'storage.sizeGiB: must be a whole number from 1 to 65,536',
  ),
  refused(
    'a volume larger than st1 has',
    { storage: { kind: 'st1', volumesPerBroker: 1, sizeGiB: 16_385 } },
    'storage.sizeGiB: must be a whole number from 125 to 16,384',
  ),
  refused('a part of a GiB', gp3({ sizeGiB: 99.5 }), 'storage.sizeGiB: must be a whole number'),
  refused(
    '25 volumes',
    gp3({ volumesPerBroker: 25 }),
    'storage.volumesPerBroker: must be a whole number from 1 to 24',
  ),
  refused(
    'more volumes than a d3.8xlarge takes',
    { ...gp3({ volumesPerBroker: 2 }), instanceType: 'd3.8xlarge' },
    "storage.volumesPerBroker: must be at most 1 on a 'd3.8xlarge', beside the system disk and the voter's volume, got 2",
  ),
  refused(
    'more volumes than are left beside 24 own disks',
    { ...gp3({ volumesPerBroker: 3 }), instanceType: 'd3en.12xlarge' },
    "storage.volumesPerBroker: must be at most 1 on a 'd3en.12xlarge'",
  ),
  refused(
    'more volumes than are left beside 8 NVMe disks',
    { ...gp3({ volumesPerBroker: 20 }), instanceType: 'i3en.24xlarge' },
    "storage.volumesPerBroker: must be at most 17 on a 'i3en.24xlarge'",
  ),
  accepted(
    '24 volumes where they have a limit of their own',
    { ...gp3({ volumesPerBroker: 24 }), instanceType: 'r7i.xlarge' },
    ({ capacity }) => capacity.disks.count,
    24,
  ),
  refused(
    'instance store on a type without disks',
    { storage: Storage.instanceStore() },
    'instanceType: must have disks of its own',
  ),
  refused('storage of no kind', { storage: {} }, "storage.kind: must be 'gp3' or"),
  refused(
    'storage of another cloud',
    { storage: { kind: 'pd-ssd' } },
    "storage.kind: must be 'gp3' or",
  ),
];

const workload = (changes: object) => ({
  workload: { ingestMBPerSecond: 2, consumers: 2, partitions: 60, ...changes },
});

export const LOADS: readonly OddSpec[] = [
  refused(
    'no ingest',
    workload({ ingestMBPerSecond: 0 }),
    'workload.ingestMBPerSecond: must be a number from 0.001',
  ),
  refused(
    'ingest beyond any cluster',
    workload({ ingestMBPerSecond: 1e6 }),
    'storage: must hold 72 hours of records',
  ),
  refused(
    'ingest twice',
    workload({ linesPerSecond: 1, bytesPerLine: 1 }),
    'workload.ingestMBPerSecond: must be a known field',
  ),
  refused(
    'lines without their size',
    { workload: { linesPerSecond: 1, consumers: 1, partitions: 1 } },
    'workload.bytesPerLine: must be a number',
  ),
  refused(
    'lines larger than a batch',
    { workload: { linesPerSecond: 1, bytesPerLine: 2e6, consumers: 1, partitions: 60 } },
    'workload.bytesPerLine: must be at most message.max.bytes (1,048,588), above which brokers refuse a record, got 2000000',
  ),
  accepted(
    'such lines where batches may be as large',
    {
      ...{ workload: { linesPerSecond: 1, bytesPerLine: 2e6, consumers: 1, partitions: 60 } },
      ...settings({ 'message.max.bytes': 4e6 }),
    },
    line('message.max.bytes'),
    '4000000',
  ),
  refused(
    'a peak below the average',
    workload({ peakFactor: 0.5 }),
    'workload.peakFactor: must be a number from 1 to 100',
  ),
  refused(
    'compression that inflates',
    workload({ compressionRatio: 0.5 }),
    'workload.compressionRatio: must be a number from 1 to 50',
  ),
  refused(
    'part of a consumer',
    workload({ consumers: 1.5 }),
    'workload.consumers: must be a whole number',
  ),
  accepted(
    'no consumer',
    workload({ consumers: 0 }),
    ({ capacity }) => capacity.spec.workload.consumers,
    0,
  ),
  refused(
    'a million partitions',
    workload({ partitions: 1e6 }),
    'workload.partitions: must put at most 4,000 replicas on a broker',
  ),
  accepted(
    'as little as can be',
    workload({ ingestMBPerSecond: 0.001, consumers: 0, partitions: 1 }),
    ({ capacity }) => capacity.ingest.stored,
    1000,
  ),
];

const HOUR_MS = 3_600_000;
const HOURLY = { 'log.segment.bytes': 2e9, 'log.roll.ms': HOUR_MS };
const used = ({
  capacity,
}: {
  readonly capacity: import('../../../cluster/capacity').CapacityPlan;
}) => Math.round(capacity.allUp.gauges.find(({ kind }) => kind === 'disk-space')!.used / 1e9);

export const KEEPING: readonly OddSpec[] = [
  refused(
    'bytes kept past the plan',
    settings({ 'log.retention.bytes': 1e9 }),
    "brokerSettings['log.retention.bytes']: must be left out, as the capacity of the disks is worked out from it. Use the field retention.bytesPerPartition",
  ),
  refused(
    'a time kept past the plan',
    settings({ 'log.retention.ms': 1 }),
    "brokerSettings['log.retention.ms']: must be left out",
  ),
  refused(
    'minutes kept past the plan',
    settings({ 'log.retention.minutes': 1 }),
    "brokerSettings['log.retention.minutes']: must be left out",
  ),
  refused(
    'hours kept past the plan',
    settings({ 'log.retention.hours': -1 }),
    "brokerSettings['log.retention.hours']: must be left out",
  ),
  refused(
    'compaction alone',
    settings({ 'log.cleanup.policy': 'compact' }),
    "brokerSettings['log.cleanup.policy']: must hold 'delete'",
  ),
  refused(
    'compaction alone, as a list',
    settings({ 'log.cleanup.policy': ['compact'] }),
    "brokerSettings['log.cleanup.policy']: must hold 'delete'",
  ),
  accepted(
    'compaction beside deletion',
    settings({ 'log.cleanup.policy': 'compact,delete' }),
    line('log.cleanup.policy'),
    'compact,delete',
  ),
  refused(
    'a time of a segment that does nothing',
    settings({ 'log.roll.hours': 1 }),
    "brokerSettings['log.roll.hours']: must be left out, as log.roll.ms",
  ),
  refused(
    'a check for deletion once a year',
    settings({ 'log.retention.check.interval.ms': 365 * 24 * HOUR_MS }),
    'storage: must hold 72 hours of records',
  ),
  refused(
    'deletion put off for a year',
    settings({ 'log.segment.delete.delay.ms': 365 * 24 * HOUR_MS }),
    'storage: must hold 72 hours of records',
  ),
  refused(
    'an index entry for each byte',
    settings({ 'log.index.interval.bytes': 1 }),
    'storage: must hold 72 hours of records',
  ),
  accepted(
    'segments of full size from the start',
    settings({ 'log.preallocate': true, ...HOURLY }),
    used,
    321,
  ),
  accepted('segments that fill', settings(HOURLY), used, 265),
  refused(
    'no time at all',
    { retention: { hours: 0 } },
    'retention.hours: must be a number from 1',
  ),
  refused(
    'a century',
    { retention: { hours: 876_000 } },
    'storage: must hold 876,000 hours of records',
  ),
  accepted('an hour', { retention: { hours: 1 } }, line('log.retention.ms'), String(HOUR_MS)),
  accepted(
    'an hour and a half',
    { retention: { hours: 1.5 } },
    line('log.retention.ms'),
    String(1.5 * HOUR_MS),
  ),
];

export const SETTINGS: readonly OddSpec[] = [
  refused(
    'a secret',
    settings({ 'ssl.keystore.password': 'hunter2' }),
    "brokerSettings['ssl.keystore.password']: must stay out of the spec",
  ),
  refused(
    'the id of all brokers',
    settings({ 'broker.id': 7 }),
    "brokerSettings['broker.id']: must be left out",
  ),
  refused(
    'a number that is none',
    settings({ 'num.io.threads': NaN }),
    "brokerSettings['num.io.threads']: must",
  ),
  refused(
    'a number beyond 32 bits',
    settings({ 'num.io.threads': 2 ** 31 }),
    "brokerSettings['num.io.threads']: must",
  ),
  refused(
    'a bigint',
    settings({ 'log.flush.interval.messages': 5n }),
    "brokerSettings['log.flush.interval.messages']: must",
  ),
  refused(
    'a Date',
    settings({ 'num.io.threads': new Date(0) }),
    "brokerSettings['num.io.threads']: must",
  ),
  refused(
    'a Map',
    settings({ 'log.cleanup.policy': new Map() }),
    "brokerSettings['log.cleanup.policy']: must",
  ),
  refused('null', settings({ 'num.io.threads': null }), "brokerSettings['num.io.threads']: must"),
  accepted(
    'nothing at all',
    settings({ 'num.io.threads': undefined }),
    line('num.io.threads'),
    '8',
  ),
  refused(
    'more writes in sync than replicas',
    settings({ 'offsets.topic.replication.factor': 5 }),
    "brokerSettings['offsets.topic.replication.factor']: must be from 3",
  ),
  refused(
    "ZooKeeper's port",
    { zookeeperSettings: { clientPort: 2182 } },
    "zookeeperSettings['clientPort']: must be left out",
  ),
  refused(
    'a tick that is text',
    { zookeeperSettings: { tickTime: 'fast' } },
    "zookeeperSettings['tickTime']: must",
  ),
];

const client = (port: unknown) => ({ listeners: { client: { port } } });

export const PORTS: readonly OddSpec[] = [
  refused("SSH's port", client(22), 'listeners.client.port: must be 1024 or more'),
  refused('a port of root', client(1023), 'listeners.client.port: must be 1024 or more'),
  refused('port 0', client(0), 'listeners.client.port: must be a whole number from 1 to 65,535'),
  refused(
    'port 65536',
    client(65_536),
    'listeners.client.port: must be a whole number from 1 to 65,535',
  ),
  refused('a port that is text', client('9092'), 'listeners.client.port: must be a whole number'),
  refused(
    "the metrics' port",
    client(7071),
    'listeners.client.port: must differ from the port metrics',
  ),
  refused(
    "ZooKeeper's port",
    client(2181),
    'listeners.client.port: must differ from the port zookeeperClient',
  ),
  refused(
    "ZooKeeper's port for votes",
    client(3888),
    'listeners.client.port: must differ from the port zookeeperElection',
  ),
  refused(
    'the port of another listener',
    client(9091),
    'listeners.client.port: must differ from listeners.interBroker.port',
  ),
  refused(
    'the two on one',
    { listeners: { client: { port: 9999 }, interBroker: { port: 9999 } } },
    'listeners.interBroker.port: must differ from listeners.client.port',
  ),
  refused(
    'a port where a listener belongs',
    { listeners: { client: 9092 } },
    'listeners.client: must be an object, got 9092',
  ),
  accepted(
    'the first that is free',
    client(1024),
    ({ topology }) => topology.hosts[0]?.ports.client,
    1024,
  ),
];
