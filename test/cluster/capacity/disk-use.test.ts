import { brokerSettings } from '../../../cluster/settings/broker-settings';
import {
  bytesPerReplica,
  keptHours,
  storedBytesPerSecond,
} from '../../../cluster/capacity/disk-use';
import { productionSite } from '../../../cluster/production-site';
import { brokerHosts, layOut } from '../../../cluster/topology';
import { resolved } from '../../support/capacity-plans';

const GIB = 2 ** 30;
const INDEXES = 1 + 20 / 4096;

/** One partition of 1 MB/s, which closes a segment of 1 GiB every 18 minutes. */
const busy = { ingestMBPerSecond: 1, peakFactor: 2, consumers: 1, partitions: 1 };
const quiet = { ...busy, ingestMBPerSecond: 0.001, peakFactor: 1 };
const AWAITING_DELETION = 2 * 1e6 * 360;

describe('the bytes of a replica', () => {
  it.each([
    ['a whole day holds the average', 24, 24],
    ['whole days hold the average', 72, 72],
    ['a few hours may be the busiest', 6, 12],
    ['most of a day may hold all of it', 18, 24],
    ['days and a few hours', 50, 52],
  ])('%s: %d hours kept are those of %d on average', (_, hours, averageHours) => {
    const spec = resolved({ workload: busy, retention: { hours } });
    expect(bytesPerReplica(spec)).toBeCloseTo(
      (averageHours * 3600e6 + GIB + AWAITING_DELETION) * INDEXES,
      0,
    );
  });

  it('of a quiet partition are kept beyond their time until its segment is rolled', () => {
    const spec = resolved({
      workload: quiet,
      retention: { hours: 72 },
    });
    expect(bytesPerReplica(spec)).toBeCloseTo((72 + 24 + 0.1) * 3600e3 * INDEXES, 0);
  });

  it('are bounded by bytes where the spec does, and then kept for fewer hours', () => {
    const of = (bytesPerPartition?: number) =>
      resolved({ workload: busy, retention: { hours: 24, bytesPerPartition } });
    const bounded = of(7_200_000_000);
    expect(bytesPerReplica(bounded)).toBeCloseTo((7.2e9 + GIB + AWAITING_DELETION) * INDEXES, 0);
    expect(keptHours(bounded)).toBe(2);
    const ample = of(1e12);
    expect(bytesPerReplica(ample)).toBe(bytesPerReplica(of()));
    expect(keptHours(ample)).toBe(24);
  });

  it('shrink as producers compress', () => {
    const spec = resolved({ workload: { ...busy, compressionRatio: 4 } });
    expect(storedBytesPerSecond(spec)).toBe(250_000);
  });

  it.each([
    [
      'log.segment.bytes',
      100 * 2 ** 20,
      (24 * 3600e6 + 100 * 2 ** 20 + AWAITING_DELETION) * INDEXES,
    ],
    ['log.roll.ms', 60_000, (24 * 3600e6 + 60e6 + AWAITING_DELETION) * INDEXES],
  ])('follow %s = %d where the spec sets it', (key, value, bytes) => {
    const spec = resolved({
      workload: busy,
      retention: { hours: 24 },
      brokerSettings: { [key]: value },
    });
    expect(bytesPerReplica(spec)).toBeCloseTo(bytes, 0);
  });

  it.each([1, 24, 72])(
    'with %d hours kept assume the log.roll.ms that brokers are given',
    (hours) => {
      const spec = resolved({ retention: { hours }, workload: quiet });
      const topology = layOut(spec, productionSite(spec));
      const lines = brokerSettings(topology, brokerHosts(topology)[0]!).flatMap(
        (section) => section.lines,
      );
      const rollMs = Number(lines.find(({ key }) => key === 'log.roll.ms')?.value);
      expect(bytesPerReplica(spec)).toBe(
        bytesPerReplica({ ...spec, brokerSettings: { 'log.roll.ms': rollMs } }),
      );
      expect(bytesPerReplica(spec)).not.toBe(
        bytesPerReplica({ ...spec, brokerSettings: { 'log.roll.ms': rollMs / 2 } }),
      );
    },
  );
});
