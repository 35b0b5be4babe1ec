import fc from '../support/fast-check';
import { type GaugeKind, planCapacity, share } from '../../cluster/capacity';
import type { KafkaClusterSpec } from '../../cluster/index';
import { resolveSpec } from '../../cluster/resolve-spec';
import { anySpec, gauge, plan } from '../support/capacity-plans';

const DAY = 86_400;
const TERABYTE = 1e12;
const GIBIBYTE = 2 ** 30;
const TEBIBYTE = 2 ** 40;

describe('published cases', () => {
  it('1 TB of logs a day from 50 hosts, twice replicated, is 2 TB on disk for each day kept', () => {
    const ofOneHost = TERABYTE / 50 / DAY;
    const workload = { ingestMBPerSecond: (50 * ofOneHost) / 1e6, consumers: 1, partitions: 60 };
    const ofDays = (days: number) => {
      const { allUp } = plan({
        workload,
        retention: { hours: 24 * days },
        topicDefaults: { replicationFactor: 2 },
      });
      const disksOfCluster = 3 * 2;
      return gauge(allUp, 'disk-space').used * disksOfCluster;
    };
    expect(workload.ingestMBPerSecond).toBeCloseTo(11.6, 1);
    const indexes = 1 + 20 / 4096;
    expect((ofDays(4) - ofDays(3)) / TERABYTE).toBeCloseTo(2 * indexes, 6);
    // Beyond the records themselves: a segment of 1 GiB of each of 120 replicas, and 6 minutes
    // until what is too old is gone.
    const beyond = (120 * GIBIBYTE + 2 * 2 * ((TERABYTE / DAY) * 360)) * indexes;
    expect(ofDays(3)).toBeCloseTo(3 * 2 * TERABYTE * indexes + beyond, -3);
  });

  it('150,000 lines a second are 117 GB an hour and 2.75 TB a day', () => {
    // Both figures agree only in binary units and with lines of 233 bytes.
    const { ingest } = plan({
      workload: { linesPerSecond: 150_000, bytesPerLine: 233, consumers: 1, partitions: 60 },
    });
    expect((ingest.produced * 3600) / GIBIBYTE).toBeCloseTo(117, 0);
    expect((ingest.produced * DAY) / TEBIBYTE).toBeCloseTo(2.75, 2);
  });

  // K. Goodhope and others, "Building LinkedIn's Real-time Activity Data Pipeline", IEEE Data
  // Engineering Bulletin 35(2), 2012: 10 billion messages written a day, 55 billion read, on eight
  // brokers, before Kafka could replicate.
  it('172,000 messages a second, 31 MB/s, read 5.5 times, are 171 MB/s out of eight brokers', () => {
    const peak = { linesPerSecond: 172_000, bytesPerLine: 180, peakFactor: 1 };
    const { allUp, oneDown } = plan({
      brokers: 8,
      workload: { ...peak, consumers: 55 / 10, partitions: 8 * 7 * 10 },
      topicDefaults: { replicationFactor: 1 },
    });
    expect((8 * gauge(allUp, 'network-in').used) / 1e6).toBeCloseTo(31, 0);
    expect(Math.abs((8 * gauge(allUp, 'network-out').used) / 1e6 - 171)).toBeLessThan(1);
    expect((7 * gauge(oneDown, 'network-out').used) / 1e6).toBeCloseTo(170.3, 1);
  });

  // https://kafka.apache.org/39/documentation.html#java, "one of LinkedIn's busiest clusters"
  it('50,000 partitions twice replicated on 60 brokers are 1,667 replicas on each, 300 MB/s in over 1 GB/s out', () => {
    const { allUp } = plan({
      brokers: 60,
      workload: { ingestMBPerSecond: 300, peakFactor: 1, consumers: 3, partitions: 50_000 },
      topicDefaults: { replicationFactor: 2 },
    });
    expect(gauge(allUp, 'replicas').used).toBe(1667);
    expect((60 * gauge(allUp, 'network-out').used) / 1e9).toBeGreaterThan(1);
  });
});

describe('with one broker of three down', () => {
  // Three replicas on three brokers: each holds everything, and leads a third.
  const { allUp, oneDown } = plan({
    workload: { ingestMBPerSecond: 30, peakFactor: 1, consumers: 2, partitions: 300 },
  });
  const megabytes = (state: typeof oneDown, kind: GaugeKind) => gauge(state, kind).used / 1e6;

  it('each other leads half of the partitions instead of a third', () => {
    expect([allUp.leaders, oneDown?.leaders]).toEqual([100, 150]);
  });

  it('each other stores and receives what it did, since every record comes to every replica once', () => {
    expect(gauge(oneDown, 'disk-space')).toEqual(gauge(allUp, 'disk-space'));
    expect([megabytes(allUp, 'network-in'), megabytes(oneDown, 'network-in')]).toEqual([30, 30]);
  });

  it('each other sends to one follower less but to half of the readers', () => {
    expect(megabytes(allUp, 'network-out')).toBeCloseTo(10 * 2 + 10 * 2);
    expect(megabytes(oneDown, 'network-out')).toBeCloseTo(15 * 1 + 15 * 2);
  });

  it('the replicas on each other stay as many, since Kafka moves none by itself', () => {
    expect(gauge(oneDown, 'replicas').used).toBe(300);
  });
});

describe('brokers of different types', () => {
  const spec = (instanceTypes: readonly string[]) =>
    planCapacity(
      resolveSpec({
        clusterName: 'logs',
        security: { kind: 'plaintext' },
        instanceType: 'r7i.2xlarge',
        storage: { kind: 'instance-store' },
        brokers: instanceTypes.map((instanceType, index) => ({
          id: index + 11,
          rack: `${index}`,
          instanceType,
        })),
        workload: { ingestMBPerSecond: 10, consumers: 1, partitions: 60 },
      }),
    );

  it('are judged each thing by the one that has least of it', () => {
    // The d2 has the slower network, the d3en the smaller memory.
    const { allUp, disks } = spec(['d2.xlarge', 'd3.2xlarge', 'd3en.xlarge']);
    expect(gauge(allUp, 'network-out').broker).toBe(11);
    expect(gauge(allUp, 'disk-space').broker).toBe(11);
    expect(gauge(allUp, 'memory').broker).toBe(13);
    expect(disks).toMatchObject({ count: 3, bytes: 2048e9 });
  });
});

describe('whatever the spec', () => {
  type Change = (spec: KafkaClusterSpec, factor: number) => KafkaClusterSpec;
  const shares = (spec: KafkaClusterSpec) => {
    const { allUp, oneDown } = planCapacity(resolveSpec(spec));
    return new Map(
      [...allUp.gauges, ...(oneDown?.gauges ?? [])].map((each, i) => [
        `${i < allUp.gauges.length ? 'up' : 'down'} ${each.kind}`,
        share(each),
      ]),
    );
  };
  const ingest = (spec: KafkaClusterSpec) =>
    (spec.workload as { readonly ingestMBPerSecond: number }).ingestMBPerSecond;

  it.each<[string, Change]>([
    [
      'more ingest',
      (spec, factor) => ({
        ...spec,
        workload: { ...spec.workload, ingestMBPerSecond: ingest(spec) * factor },
      }),
    ],
    [
      'a higher peak',
      (spec, factor) => ({
        ...spec,
        workload: { ...spec.workload, peakFactor: spec.workload.peakFactor! * factor },
      }),
    ],
    [
      'more consumers',
      (spec, factor) => ({
        ...spec,
        workload: { ...spec.workload, consumers: Math.ceil(spec.workload.consumers * factor) },
      }),
    ],
    [
      'longer retention',
      (spec, factor) => ({ ...spec, retention: { hours: spec.retention!.hours! * factor } }),
    ],
    [
      'one replica more',
      (spec) => ({
        ...spec,
        topicDefaults: {
          ...spec.topicDefaults,
          replicationFactor: Math.min(3, spec.topicDefaults!.replicationFactor! + 1),
        },
      }),
    ],
  ])('%s never needs less of anything', (_, change) => {
    fc.assert(
      fc.property(anySpec, fc.double({ min: 1, max: 5, noNaN: true }), (spec, factor) => {
        const before = shares(spec);
        for (const [key, after] of shares(change(spec, factor))) {
          expect(after).toBeGreaterThanOrEqual(before.get(key)! * (1 - 1e-9));
        }
      }),
    );
  });

  it.each<[string, Change]>([
    [
      'more compression',
      (spec, factor) => ({
        ...spec,
        workload: { ...spec.workload, compressionRatio: spec.workload.compressionRatio! * factor },
      }),
    ],
    [
      'larger volumes',
      (spec, factor) =>
        spec.storage.kind === 'instance-store'
          ? spec
          : { ...spec, storage: { ...spec.storage, sizeGiB: spec.storage.sizeGiB * factor } },
    ],
    [
      'another volume',
      (spec) =>
        spec.storage.kind === 'instance-store'
          ? spec
          : {
              ...spec,
              storage: { ...spec.storage, volumesPerBroker: spec.storage.volumesPerBroker + 1 },
            },
    ],
  ])('%s never needs more of anything', (_, change) => {
    fc.assert(
      fc.property(anySpec, fc.double({ min: 1, max: 5, noNaN: true }), (spec, factor) => {
        const before = shares(spec);
        for (const [key, after] of shares(change(spec, factor))) {
          expect(after).toBeLessThanOrEqual(before.get(key)! * (1 + 1e-9));
        }
      }),
    );
  });

  it('the loss of a broker never leaves the others with less to do', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const consumers = Math.max(1, spec.workload.consumers);
        // Partitions that divide evenly in both states: else the busiest broker's part is rounded.
        const partitions = spec.brokers.length * (spec.brokers.length - 1) * 5;
        const all = shares({ ...spec, workload: { ...spec.workload, consumers, partitions } });
        for (const [key, up] of all) {
          const down = all.get(key.replace(/^up /, 'down '));
          expect(down).toBeGreaterThanOrEqual(up * (1 - 1e-9));
        }
      }),
    );
  });

  it('every figure is a finite number', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        for (const value of shares(spec).values()) expect(Number.isFinite(value)).toBe(true);
        const { refill } = planCapacity(resolveSpec(spec));
        for (const value of Object.values(refill ?? {})) expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

it('a single broker has no state with one down', () => {
  const { oneDown, refill } = plan({ brokers: 1, topicDefaults: { replicationFactor: 1 } });
  expect([oneDown, refill]).toEqual([undefined, undefined]);
});
