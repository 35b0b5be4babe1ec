import fc from '../../support/fast-check';
import { capacityProblems, planCapacity } from '../../../cluster/capacity';
import { formatProblem, type Problem } from '../../../cluster/errors';
import { Security, Storage } from '../../../cluster/index';
import { type ResolvedSpec, resolveSpec } from '../../../cluster/resolve-spec';
import { applyRemedy } from '../../support/apply-remedy';
import { anySpec, plan } from '../../support/capacity-plans';

const problems = (changes: Parameters<typeof plan>[0]) => capacityProblems(plan(changes));
const texts = (changes: Parameters<typeof plan>[0]) => problems(changes).map(formatProblem);

/** 10 MB/s and everything on each of three brokers; segments and indexes are a twentieth of it. */
const workload = { ingestMBPerSecond: 10, peakFactor: 2, consumers: 2, partitions: 60 };
const volumes = (volumesPerBroker: number, sizeGiB: number) =>
  Storage.st1({ volumesPerBroker, sizeGiB });

const web = (hosts: number, addresses = hosts) => [
  {
    ...{ name: 'web', files: [{ pattern: '/var/log/app.log', topic: 'app' }] },
    ...{ hosts, addresses },
  },
];
const security = Security.tls();

describe('what just fits and what just does not', () => {
  // 72 h of 10 MB/s are 2,592 GB; 60 segments, 6 minutes of peak and the indexes make 2,677 GB:
  // 85% of 2,933 GiB.
  it.each([
    ['disk space', 'hold', { storage: volumes(1, 2934) }, { storage: volumes(1, 2932) }],
    [
      'disk space by retention',
      'hold',
      { storage: volumes(1, 2934) },
      { storage: volumes(1, 2934), retention: { hours: 73 } },
    ],
    // st1 keeps up 40 MiB/s a TiB, of which 80% may be used by a peak of 20 MB/s: 610.4 GiB.
    [
      'disk writes',
      'take',
      { storage: volumes(1, 611), retention: { hours: 1 } },
      { storage: volumes(1, 610), retention: { hours: 1 } },
    ],
    // A t3.medium has 43.375 MB/s to EBS: 80% are 34.7.
    [
      'the EBS link',
      'carry',
      { instanceType: 't3.medium', workload: { ...workload, peakFactor: 3.47 } },
      { instanceType: 't3.medium', workload: { ...workload, peakFactor: 3.48 } },
    ],
    // A t3.large has 0.512 Gbit/s, 64 MB/s: 80% are 51.2.
    [
      'network in',
      'receive',
      { instanceType: 't3.large', workload: { ...workload, consumers: 0, peakFactor: 5.12 } },
      { instanceType: 't3.large', workload: { ...workload, consumers: 0, peakFactor: 5.13 } },
    ],
    // With one down, each of two leads half and sends it to one follower and two readers.
    [
      'network out, with one broker down',
      'send',
      { instanceType: 't3.large', workload: { ...workload, peakFactor: 3.41 } },
      { instanceType: 't3.large', workload: { ...workload, peakFactor: 3.42 } },
    ],
    [
      'replicas',
      'put',
      { workload: { ...workload, partitions: 4000 }, storage: volumes(12, 2000) },
      { workload: { ...workload, partitions: 4001 }, storage: volumes(12, 2000) },
    ],
    // 4 GiB: 1 for the system and 1.25 times the heaps of the broker and of ZooKeeper, 1 GiB.
    [
      'memory',
      'have',
      { instanceType: 't3.medium', jvm: { brokerHeapMiB: 1433 }, workload: quiet() },
      { instanceType: 't3.medium', jvm: { brokerHeapMiB: 1434 }, workload: quiet() },
    ],
    // A heap of 4 GiB takes 6,553, of which 80% may be used; the two other brokers have six.
    ['connections', 'have', { security, shippers: web(5236) }, { security, shippers: web(5237) }],
    [
      'connections of one address',
      'spread',
      { security, shippers: web(3276, 1) },
      { security, shippers: web(3277, 1) },
    ],
  ])('%s', (_, verb, fitting, beyond) => {
    const about = (changes: Parameters<typeof plan>[0]) =>
      problems({ workload, storage: volumes(2, 2000), ...changes }).filter(({ rule }) =>
        rule.startsWith(verb),
      );
    expect(about(fitting)).toEqual([]);
    expect(about(beyond)).toHaveLength(1);
  });

  function quiet() {
    return { ingestMBPerSecond: 0.1, consumers: 1, partitions: 6 };
  }
});

describe('what is said', () => {
  it('of disks that are too small: volumes, sizes, brokers or hours', () => {
    expect(texts({ workload, storage: volumes(1, 1500) })).toEqual([
      "storage: must hold 72 hours of records with no disk more than 85% full, got '167%'. Take at " +
        'least 2 volumes of 1,500 GiB, or one volume of at least 3,000 GiB, or 6 brokers (2 in each ' +
        'rack), or at most 29 hours of retention.',
    ]);
  });

  it('of partitions that leave disks empty: how many would not', () => {
    // Four partitions on six disks of each broker leave two disks empty.
    const found = texts({
      workload: { ...workload, ingestMBPerSecond: 34, partitions: 4 },
      instanceType: 'd3.2xlarge',
      storage: Storage.instanceStore(),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('Take 6 partitions, so that all disks get as many, or ');
  });

  it('of partitions that would fill disks alike, and give a broker more leaders than its network bears: nothing', () => {
    // 7 partitions on 9 brokers: one leader each, 3 replicas on 2 disks. 12 are 4 replicas, 2 leaders.
    const found = texts({
      brokers: 9,
      workload: { ingestMBPerSecond: 420, peakFactor: 1, consumers: 7, partitions: 7 },
      retention: { hours: 1 },
      instanceType: 'd3en.xlarge',
      storage: Storage.instanceStore(),
    });
    expect(found).toEqual([
      'storage: must take the peak of writes with at most 80% of the throughput that a disk can keep ' +
        "up, got '120%'. Take instance type d3en.2xlarge, or 12 brokers (4 in each rack).",
    ]);
  });

  it('of a host that takes no further volume beside its system disk and a voter’s: a larger one', () => {
    const [problem] = texts({ workload, instanceType: 'd3.8xlarge', storage: volumes(1, 1500) });
    expect(problem).toContain('Take one volume of at least 3,000 GiB, or 6 brokers');
  });

  it('of gp3 volumes that are too slow: throughput, and the operations that it takes', () => {
    const found = texts({
      workload: { ...workload, ingestMBPerSecond: 350, peakFactor: 2, consumers: 0 },
      instanceType: 'r7i.8xlarge',
      retention: { hours: 1 },
      storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 10_000 }),
    });
    expect(found).toEqual([
      'storage: must take the peak of writes with at most 80% of the throughput that a disk can keep ' +
        "up, got '535%'. Take at least 850 MiB/s a volume with 3,400 operations a second, or at least " +
        '8 volumes of 10,000 GiB, or 24 brokers (8 in each rack).',
    ]);
  });

  it('of a network that is too narrow only with one broker down: that it is then', () => {
    const [problem, ...rest] = texts({
      instanceType: 't3.large',
      storage: volumes(2, 2000),
      workload: { ...workload, peakFactor: 3.5 },
    });
    expect(rest).toEqual([]);
    expect(problem).toBe(
      'instanceType: must send the peak to followers and consumers in at most 80% of its network ' +
        "baseline, got '83% with one broker down'. Take instance type t3.xlarge, or 6 brokers (2 in " +
        'each rack), or at most 1 consumer.',
    );
  });

  describe('of more connections than brokers take', () => {
    const shippers = web(5300);
    const rule =
      'shippers: must have their connections to each broker, with those of the other brokers, in at most 80% of its max.connections';

    it('a larger heap, or a host that gives one', () => {
      expect(texts({ security, shippers })).toEqual([
        `${rule}, got '5,306 of 6,553'. Take a heap of at least 4,352 MiB (jvm.brokerHeapMiB), or instance type r5.2xlarge.`,
      ]);
    });

    it('a higher limit where the spec has one', () => {
      const brokerSettings = { 'max.connections': 1000 };
      expect(texts({ security, shippers: web(1000), brokerSettings })).toEqual([
        `${rule}, got '1,006 of 1,000'. Take at least 1,300 in brokerSettings['max.connections'].`,
      ]);
      const client = { settings: brokerSettings };
      expect(texts({ security, shippers: web(1000), listeners: { client } })).toEqual([
        `${rule}, got '1,000 of 1,000'. Take at least 1,300 in listeners.client.settings['max.connections'].`,
      ]);
    });

    it('several changes where its limit would be more than its heap bears', () => {
      const brokerSettings = { 'max.connections': 1000 };
      expect(texts({ security, shippers, brokerSettings })).toEqual([
        `${rule}, got '5,306 of 1,000'. No single change fits: make several.`,
      ]);
    });
  });

  it('of a workload beyond any single change: the ingest that would fit', () => {
    const found = texts({
      workload: { ...workload, ingestMBPerSecond: 100_000 },
      storage: volumes(24, 16_000),
      instanceType: 'r7i.48xlarge',
    });
    expect(found[0]).toMatch(
      /No single change fits but at most [\d,.]+ MB\/s of ingest: make several\.$/,
    );
  });
});

describe('whatever the spec', () => {
  const key = ({ path, rule }: Problem) => `${path} ${rule.split(' ')[0]}`;
  const remaining = (spec: ResolvedSpec) => capacityProblems(planCapacity(spec)).map(key);

  it('each thing that would fit does: it ends its problem and makes no new one', () => {
    let tried = 0;
    fc.assert(
      fc.property(anySpec, (spec) => {
        const resolved = resolveSpec(spec);
        const found = capacityProblems(planCapacity(resolved));
        for (const problem of found) {
          for (const changed of applyRemedy(resolved, problem.remedy)) {
            tried += 1;
            const left = remaining(changed);
            expect(left).not.toContain(key(problem));
            expect(found.map(key)).toEqual(expect.arrayContaining(left));
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(100);
  });
});
