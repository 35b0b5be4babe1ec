import { capacityWarnings } from '../../../cluster/capacity';
import { formatProblem } from '../../../cluster/errors';
import { Storage } from '../../../cluster/index';
import { plan } from '../../support/capacity-plans';

const warnings = (changes: Parameters<typeof plan>[0]) =>
  capacityWarnings(plan(changes)).map(formatProblem);

describe('a bound of bytes', () => {
  const workload = { ingestMBPerSecond: 1, consumers: 1, partitions: 10 };

  it('that lets records go before their time is told, with what would not', () => {
    const retention = { hours: 10, bytesPerPartition: 1_800_000_000 };
    expect(warnings({ workload, retention })).toEqual([
      'retention.bytesPerPartition: must hold the 10 hours of retention.hours at average ingest, got ' +
        "'1,800,000,000, which is full after 5 hours'. Take 3,600,000,000 or more, or name the hours that you expect.",
    ]);
  });

  it('that is above what comes in is not', () => {
    const retention = { hours: 10, bytesPerPartition: 3_600_000_000 };
    expect(warnings({ workload, retention })).toEqual([]);
  });
});

describe('replicas on hard disks', () => {
  const hardDisks = Storage.st1({ volumesPerBroker: 4, sizeGiB: 4000 });
  const workload = (partitions: number) => ({ ingestMBPerSecond: 1, consumers: 1, partitions });

  const [st1, gp3, own] = [
    hardDisks,
    Storage.gp3({ volumesPerBroker: 2, sizeGiB: 4000 }),
    Storage.instanceStore(),
  ];
  it.each([
    ['400 on st1', { workload: workload(400), storage: st1 }, 0],
    ['401 on st1', { workload: workload(401), storage: st1 }, 1],
    [
      '401 on hard disks inside',
      { workload: workload(401), storage: own, instanceType: 'd3.2xlarge' },
      1,
    ],
    ['4,000 on gp3', { workload: workload(4000), storage: gp3 }, 0],
    [
      '4,000 on SSDs inside',
      { workload: workload(4000), storage: own, instanceType: 'i3en.2xlarge' },
      0,
    ],
  ])('%s', (_, changes, count) => {
    expect(warnings(changes)).toHaveLength(count);
  });

  it('says what would do', () => {
    expect(warnings({ workload: workload(500), storage: hardDisks })).toEqual([
      'workload.partitions: must put at most 400 replicas on a broker with hard disks, which past ' +
        'that lose throughput to seeking, got 500. Take 6 brokers (2 in each rack), or at most 400 ' +
        'partitions, or SSDs.',
    ]);
  });
});

describe('the page cache', () => {
  const busy = { ingestMBPerSecond: 100, peakFactor: 4, consumers: 0, partitions: 60 };

  it('is warned of where it holds less than 30 seconds of the peak, with what would hold them', () => {
    // 16 GiB less 1 for the system and 1.25 times 2 + 1 of heaps, at 400 MB/s: 30.2 s.
    const justWarm = { workload: busy, instanceType: 'm7i.xlarge' };
    const justCold = { workload: { ...busy, peakFactor: 4.1 }, instanceType: 'm7i.xlarge' };
    const about = (found: readonly string[]) => found.filter((text) => text.includes('in memory'));
    expect(about(warnings(justWarm))).toEqual([]);
    expect(about(warnings(justCold))).toEqual([
      'instanceType: must keep the last 30 seconds of the peak in memory, so that consumers need not ' +
        "read from disk, got '29 s'. Take instance type m7i.2xlarge, or 6 brokers (2 in each rack).",
    ]);
  });
});

describe('the refill of a broker', () => {
  const workload = { ingestMBPerSecond: 55, peakFactor: 1, consumers: 1, partitions: 300 };

  it('is warned of on instance store where it takes more than a day', () => {
    const [warning, ...rest] = warnings({
      workload,
      retention: { hours: 96 },
      instanceType: 'd3en.xlarge',
      storage: Storage.instanceStore(),
    });
    expect(rest).toEqual([]);
    expect(warning).toMatch(/^storage: must let a lost broker be refilled within 24 hours/);
    expect(warning).toMatch(/got '\d+ hours'\. Take instance type d3en\.2xlarge/);
  });

  it('is not warned of on EBS, whose volumes follow their broker to its next host', () => {
    expect(
      warnings({
        workload,
        retention: { hours: 96 },
        instanceType: 'm7i.xlarge',
        storage: Storage.st1({ volumesPerBroker: 2, sizeGiB: 14_000 }),
      }),
    ).toEqual([]);
  });
});
