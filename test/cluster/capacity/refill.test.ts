import { Storage } from '../../../cluster/index';
import { plan } from '../../support/capacity-plans';

const GIB = 2 ** 30;

/** 12 MB/s on three brokers with everything on each: 36 MB/s written by each, were it not an average. */
const workload = { ingestMBPerSecond: 12, peakFactor: 3, consumers: 3, partitions: 300 };

describe('the refill of a lost broker', () => {
  it('brings all that a broker holds', () => {
    const { refill, allUp } = plan({
      workload,
      storage: Storage.instanceStore(),
      instanceType: 'd3.xlarge',
    });
    const fullest = allUp.gauges.find(({ kind }) => kind === 'disk-space')!;
    expect(refill!.bytes).toBeCloseTo(3 * fullest.used, -1);
    expect(refill!.bytes).toBeGreaterThan(12e6 * 72 * 3600 + 300 * GIB);
  });

  it.each([
    // Three disks of 100 MB/s, of which a fifth is kept back and 12 MB/s are in use.
    ['the disks', 'd3.xlarge', Storage.instanceStore(), 240e6 - 12e6],
    // 156.25 MB/s to EBS, whatever the volumes could do.
    [
      'the EBS link',
      'r7i.xlarge',
      Storage.st1({ volumesPerBroker: 2, sizeGiB: 2500 }),
      125e6 - 12e6,
    ],
    // 2.1 Gbit/s in.
    ['the network', 'i3en.large', Storage.instanceStore(), 100e6 - 12e6],
  ])('is as fast as %s allow', (_, instanceType, storage, bytesPerSecond) => {
    const { refill } = plan({ workload, instanceType, storage });
    expect(refill!.bytesPerSecond).toBeCloseTo(bytesPerSecond);
    expect(refill!.seconds).toBeCloseTo(refill!.bytes / bytesPerSecond);
  });

  /** Each of two sources leads half of 20 MB/s, sends it to one follower and all readers, and may send 156. */
  const read = (consumers: number) =>
    plan({
      workload: { ingestMBPerSecond: 20, peakFactor: 1, consumers, partitions: 300 },
      instanceType: 'r7i.xlarge',
      storage: Storage.gp3({ volumesPerBroker: 2, sizeGiB: 5000 }),
    }).refill;

  it('is as fast as the other brokers together have left to send', () => {
    expect(read(10)!.bytesPerSecond).toBeCloseTo(2 * (156.2e6 - 10e6 - 10 * 10e6));
  });

  it('is impossible where they have nothing left to send', () => {
    expect(read(15)).toBeUndefined();
  });

  it('a broker that kept its disks catches up with an hour away in the time that its records take', () => {
    const { refill } = plan({
      workload,
      instanceType: 'd3.xlarge',
      storage: Storage.instanceStore(),
    });
    expect(refill!.catchUpSecondsPerHour).toBeCloseTo((12e6 * 3600) / 228e6);
  });

  it.each([
    ['one broker', { brokers: 1, topicDefaults: { replicationFactor: 1 } }],
    ['one replica', { topicDefaults: { replicationFactor: 1 } }],
  ])('is impossible with %s: the data is nowhere else', (_, changes) => {
    expect(plan(changes).refill).toBeUndefined();
  });
});
