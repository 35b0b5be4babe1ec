import fc from '../support/fast-check';
import { formatProblem, SpecError } from '../../cluster/errors';
import { Storage, Zookeeper, type KafkaClusterSpec } from '../../cluster/index';
import { STORAGE_KINDS } from '../../cluster/hardware/storage/storage';
import { resolveValidSpec, validateSpec } from '../../cluster/validate-spec';
import { unsoundSpec, validSpec } from '../support/spec-builder';

const KINDS = Object.keys(STORAGE_KINDS)
  .map((kind) => `'${kind}'`)
  .join(' or ');
const problemsOf = (spec: KafkaClusterSpec) => validateSpec(spec).problems.map(formatProblem);
const warningsOf = (spec: KafkaClusterSpec) => validateSpec(spec).warnings.map(formatProblem);

const brokers = (...placed: readonly [id: number, rack: string][]) =>
  placed.map(([id, rack]) => ({ id, rack }));

describe('a spec that is sound', () => {
  it.each<[string, Partial<KafkaClusterSpec>]>([
    ['as small as can be', {}],
    [
      'with every default given',
      {
        kafkaVersion: '3.9.2',
        domain: 'logs.internal',
        retention: { hours: 72 },
        topicDefaults: { partitions: 6, replicationFactor: 3, minInsyncReplicas: 2 },
        listeners: { client: { port: 9092 }, interBroker: { port: 9091 } },
        jvm: { brokerHeapMiB: 4096, zookeeperHeapMiB: 1024 },
        brokerSettings: {},
        zookeeperSettings: {},
      },
    ],
    [
      'with five voters, two on hosts of their own',
      {
        zookeeper: Zookeeper.onBrokersAndOwnHosts({
          instanceType: 't3.medium',
          members: [
            { id: 4, rack: 'a' },
            { id: 5, rack: 'b' },
          ],
        }),
      },
    ],
    [
      'with three voters on six brokers',
      {
        brokers: brokers([11, 'a'], [12, 'a'], [21, 'b'], [22, 'b'], [31, 'c'], [32, 'c']),
        zookeeper: Zookeeper.onBrokers({
          members: [
            { id: 1, broker: 11 },
            { id: 2, broker: 21 },
            { id: 3, broker: 31 },
          ],
        }),
      },
    ],
    [
      'with brokers on instance store and voters on a volume',
      {
        instanceType: 'd3.2xlarge',
        storage: Storage.instanceStore(),
      },
    ],
  ])('%s has no problem', (_, changes) => {
    expect(problemsOf(validSpec(changes))).toEqual([]);
  });
});

describe('each field by itself', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'a name with capitals',
      { clusterName: 'Logs' },
      'clusterName: must be 2-32 lower-case letters',
    ],
    ['a name that is too long', { clusterName: 'a'.repeat(33) }, 'clusterName: must be 2-32'],
    [
      'a security that is none',
      { security: 'plaintext' },
      "security: must be given, got 'plaintext'. Ask for Security.tls(), which it is where nothing is said, or for Security.plaintext() by name.",
    ],
    [
      'an unknown security',
      { security: { kind: 'none' } },
      "security.kind: must be 'plaintext' or 'tls', got 'none'.",
    ],
    [
      'a broker id above 1000',
      { brokers: brokers([1001, 'a']) },
      'brokers[0].id: must be a whole number from 0 to 1,000, got 1001.',
    ],
    [
      'a broker id that is a string',
      { brokers: [{ id: '1', rack: 'a' }] },
      "brokers[0].id: must be a whole number from 0 to 1,000, got '1'.",
    ],
    ['brokers that are no list', { brokers: 3 }, 'brokers: must be a list, got 3.'],
    [
      'a misspelt field',
      { retension: { hours: 1 } },
      "retension: must be a known field, got 'retension'. Did you mean 'retention'.",
    ],
    [
      'a misspelt field inside',
      { retention: { hour: 1 } },
      "retention.hour: must be a known field, got 'hour'. Did you mean 'hours'.",
    ],
    [
      'a retention of no time',
      { retention: { hours: 0 } },
      'retention.hours: must be a number from 1 to 876,000, got 0.',
    ],
    [
      'a retention that is no number',
      { retention: { hours: NaN } },
      'retention.hours: must be a number',
    ],
    [
      'st1 volumes below their least size',
      { storage: { kind: 'st1', volumesPerBroker: 1, sizeGiB: 124 } },
      'storage.sizeGiB: must be a whole number from 125 to 16,384, got 124.',
    ],
    [
      'a volume count of none',
      { storage: Storage.gp3({ volumesPerBroker: 0, sizeGiB: 100 }) },
      'storage.volumesPerBroker: must be a whole number from 1 to 24, got 0.',
    ],
    [
      'an unknown storage',
      { storage: { kind: 'pd-ssd' } },
      `storage.kind: must be ${KINDS}, got 'pd-ssd'. Make it with Storage.gp3(…), Storage.`,
    ],
    [
      'a voter id of 256',
      { zookeeper: Zookeeper.onBrokers({ members: [{ id: 256, broker: 1 }] }) },
      'zookeeper.onBrokers[0].id: must be a whole number from 1 to 255, got 256.',
    ],
    [
      'a Kafka version that is not carried',
      { kafkaVersion: '4.0.0' },
      "kafkaVersion: must be '3.9.2' or '3.9.1' or '3.8.1', got '4.0.0'.",
    ],
    [
      'a workload without ingest',
      { workload: { consumers: 1, partitions: 1 } },
      'workload.ingestMBPerSecond: must be a number',
    ],
    [
      'a workload in lines without their size',
      { workload: { linesPerSecond: 5, consumers: 1, partitions: 1 } },
      'workload.bytesPerLine: must be a number',
    ],
  ])('%s is refused', (_, changes, message) => {
    expect(problemsOf(unsoundSpec(changes)).join('\n')).toContain(message);
  });

  it.each([undefined, null, 7, 'text', [], () => 1])(
    'a spec that is %p is refused as a whole',
    (spec) => {
      expect(problemsOf(spec as never)[0]).toMatch(/^spec: must be an object/);
    },
  );
});

describe('what must hold between fields', () => {
  it.each<[string, Partial<KafkaClusterSpec>, string]>([
    [
      'an id used twice',
      { brokers: brokers([1, 'a'], [2, 'b'], [1, 'c']) },
      'brokers[2].id: must differ from brokers[0].id, got 1.',
    ],
    ['no broker', { brokers: [] }, 'brokers: must be two or more'],
    [
      'a rack with two brokers more than another',
      { brokers: brokers([1, 'a'], [2, 'a'], [3, 'a'], [4, 'b']) },
      "brokers: must be as many in each rack, or one more in some, got 'a: 3, b: 1'.",
    ],
    [
      'more replicas than brokers',
      { topicDefaults: { replicationFactor: 4 } },
      'topicDefaults.replicationFactor: must be at most the number of brokers (3), got 4.',
    ],
    [
      'as many in-sync replicas as replicas',
      { topicDefaults: { minInsyncReplicas: 3 } },
      'topicDefaults.minInsyncReplicas: must be below topicDefaults.replicationFactor (3)',
    ],
    [
      'an even quorum',
      {
        zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3, 4].map((id) => ({ id, broker: id })) }),
        brokers: brokers([1, 'a'], [2, 'b'], [3, 'c'], [4, 'd']),
      },
      'zookeeper: must have 3 or 5 voters, got 4. 4 voters survive no more losses than 3',
    ],
    [
      'a quorum of one',
      { zookeeper: Zookeeper.onBrokers({ members: [{ id: 1, broker: 1 }] }) },
      'zookeeper: must have 3 or 5 voters, got 1.',
    ],
    [
      'a voter id used twice',
      {
        zookeeper: Zookeeper.onBrokers({
          members: [
            { id: 1, broker: 1 },
            { id: 1, broker: 2 },
            { id: 3, broker: 3 },
          ],
        }),
      },
      'zookeeper.onBrokers[1].id: must differ from zookeeper.onBrokers[0].id, got 1.',
    ],
    [
      'two voters on one broker',
      {
        zookeeper: Zookeeper.onBrokers({
          members: [
            { id: 1, broker: 1 },
            { id: 2, broker: 1 },
            { id: 3, broker: 3 },
          ],
        }),
      },
      'zookeeper.onBrokers[1].broker: must differ from zookeeper.onBrokers[0].broker, got 1.',
    ],
    [
      'a voter on a broker that is none',
      {
        zookeeper: Zookeeper.onBrokers({
          members: [
            { id: 1, broker: 1 },
            { id: 2, broker: 9 },
            { id: 3, broker: 3 },
          ],
        }),
      },
      'zookeeper.onBrokers[1].broker: must be the id of a broker (1, 2, 3), got 9.',
    ],
    ...[0, 256].map((id): [string, Partial<KafkaClusterSpec>, string] => [
      `the broker id ${id}, which is no voter id`,
      { brokers: brokers([1, 'a'], [id, 'b'], [255, 'c']) },
      `metadata.quorum: must name its voters where a broker id is no ZooKeeper id (1-255), got ${id}.`,
    ]),
    [
      'an id shared by both kinds of voters',
      {
        zookeeper: Zookeeper.onBrokersAndOwnHosts({
          instanceType: 't3.medium',
          members: [
            { id: 3, rack: 'a' },
            { id: 5, rack: 'b' },
          ],
        }),
      },
      'zookeeper.onOwnHosts[0].id: must differ from zookeeper.onBrokers[2].id, got 3.',
    ],
    [
      "a voter's data on instance store",
      { zookeeper: Zookeeper.onBrokers({ storage: Storage.instanceStore() }) },
      "zookeeper.storage: must outlive its host, as a voter's promises do, got 'instance-store'.",
    ],
    [
      'one port twice',
      { listeners: { client: { port: 2181 } } },
      'listeners.client.port: must differ from the port zookeeperClient, got 2181.',
    ],
    [
      'the two listeners on one port',
      { listeners: { client: { port: 9091 } } },
      'listeners.client.port: must differ from listeners.interBroker.port, got 9091.',
    ],
    [
      'more throughput than the iops of a gp3 volume allow',
      { storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 2_000, throughputMiBps: 751 }) },
      'storage.throughputMiBps: must be at most 0.25 MiB/s for each of the 3,000 iops, got 751. Provision 3004 iops',
    ],
    [
      'more iops than the size of a gp3 volume allows',
      { storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 7, iops: 3_501 }) },
      'storage.iops: must be at most 3,500, 500 for each of the 7 GiB, got 3501. Take 3500 or fewer, or volumes of at least 8 GiB.',
    ],
    [
      'a domain with a part that no name can have',
      { domain: `${'a'.repeat(64)}.internal` },
      'domain: must be a DNS domain in lower case, of at most 200 characters, and 63 between two dots',
    ],
    [
      'an unknown instance type',
      { instanceType: 'd3.3xlarge' },
      "instanceType: must be an instance type whose disks, memory and network are known, got 'd3.3xlarge'. Did you mean",
    ],
    [
      'instance store on a type without disks',
      { storage: Storage.instanceStore() },
      "instanceType: must have disks of its own, as storage is instance store, got 'r5.xlarge'.",
    ],
    [
      'a heap that leaves no page cache',
      { jvm: { brokerHeapMiB: 30_000 } },
      'jvm.brokerHeapMiB: must leave half of the 32 GiB',
    ],
    [
      'a setting that Kafka does not know',
      { brokerSettings: { 'log.segmnt.bytes': 1 } as never },
      "'log.segment.bytes'",
    ],
  ])('%s is refused', (_, changes, message) => {
    expect(problemsOf(validSpec(changes)).join('\n')).toContain(message);
  });

  it('all problems are told at once, each with its place', () => {
    const problems = problemsOf(
      unsoundSpec({
        clusterName: 'X',
        retention: { hours: -1 },
        brokers: brokers([1, 'a'], [1, 'b'], [3, 'c']),
        topicDefaults: { replicationFactor: 9 },
      }),
    );
    for (const place of [
      'clusterName:',
      'retention.hours:',
      'brokers[1].id:',
      'topicDefaults.replicationFactor:',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(place))).not.toEqual([]);
    }
  });

  it('a workload that does not fit is refused with what would fit', () => {
    const problems = problemsOf(
      validSpec({ workload: { ingestMBPerSecond: 500, consumers: 2, partitions: 60 } }),
    );
    expect(problems).not.toEqual([]);
  });
});

describe('what works but deserves a decision', () => {
  it('a single rack is warned of twice: for its replicas and for its voters', () => {
    const warnings = warningsOf(validSpec({ brokers: brokers([1, 'a'], [2, 'a'], [3, 'a']) })).join(
      '\n',
    );
    expect(warnings).toContain("got '1 rack for 3 replicas'");
    expect(warnings).toContain("got '3 in a'");
  });

  it('two racks are warned of, where one has two of three replicas or of three voters', () => {
    const warnings = warningsOf(
      validSpec({
        brokers: brokers([1, 'a'], [2, 'b'], [3, 'a'], [4, 'b']),
        zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
      }),
    ).join('\n');
    expect(warnings).toContain("got '2 racks for 3 replicas'");
    expect(warnings).toContain("got '2 in a'");
  });

  it('three racks are not warned of', () => {
    expect(warningsOf(validSpec()).join('\n')).not.toContain('rack');
  });

  it('says that a rack with one broker more relieves only itself, and lets the cluster grow', () => {
    const grown = validSpec({ brokers: brokers([1, 'a'], [2, 'b'], [3, 'c'], [4, 'a']) });
    expect(problemsOf(grown)).toEqual([]);
    expect(warningsOf(grown).join('\n')).toContain("got 'a: 2, b: 1, c: 1'");
  });
});

it('a small gp3 volume may have the operations that each has anyway', () => {
  const storage = Storage.gp3({ volumesPerBroker: 1, sizeGiB: 5, iops: 3_000 });
  expect(problemsOf(validSpec({ storage })).filter((each) => /iops/.test(each))).toEqual([]);
});

it('a spec with problems resolves to an error that shows them line by line', () => {
  const resolve = () => resolveValidSpec(unsoundSpec({ clusterName: 'X', domain: '-' }));
  expect(resolve).toThrow(SpecError);
  expect(resolve).toThrow(/^clusterName: must .*\n.*domain: must /);
});

it('nothing that is given as a spec makes validation throw', () => {
  const anything = fc.object({
    key: fc.constantFrom(
      ...Object.keys(validSpec()),
      'kind',
      'id',
      'rack',
      'metadata',
      'quorum',
      'zookeeper',
      'retention',
      'onBrokers',
      'onOwnHosts',
      'jvm',
      'brokerSettings',
      'topicDefaults',
    ),
  });
  fc.assert(
    fc.property(anything, fc.boolean(), (changes, merged) => {
      const spec = (merged
        ? { ...validSpec(), ...changes }
        : changes) as unknown as KafkaClusterSpec;
      const { problems } = validateSpec(spec);
      expect(Array.isArray(problems)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
