import { keptBy, outlookOf } from '../../../../scripts/health/host/disk-outlook';
import { judgeDisks } from '../../../../scripts/health/host/judge-disks';
import { productionTopology } from '../../../support/production-topology';
import { validSpec } from '../../../support/spec-builder';

const topology = productionTopology(validSpec({ retention: { hours: 100 } }));
const TB = 1e12;
const disk = (used: number, bytesPerHour?: number) => ({
  ...{ mountPoint: '/var/lib/kafka/disk1', usedBytes: used * TB, sizeBytes: TB },
  ...(bytesPerHour !== undefined && {
    writes: [{ topic: 'events', partitions: 1, bytesPerSecond: bytesPerHour / 3_600 }],
  }),
});

const keptOf = keptBy(topology);

describe('how much of a topic stays', () => {
  const GiB = 2 ** 30;
  const found = (key: string, value: string) =>
    new Map([['events', new Map([[key, { value, isOwn: true, otherwise: '' }]])]]);

  it('is its retention and the segment that it is in', () => {
    expect(keptOf('events')).toEqual({ seconds: 124 * 3_600, bytes: Infinity });
  });

  it('is that of the topic, where the spec names one', () => {
    const topics = [{ name: 'events', retention: { hours: 2, bytesPerPartition: 2 * GiB } }];
    const own = keptBy(productionTopology(validSpec({ retention: { hours: 100 }, topics })));
    expect(own('events')).toEqual({ seconds: 4 * 3_600, bytes: 3 * GiB });
    expect(own('others')).toEqual({ seconds: 124 * 3_600, bytes: Infinity });
  });

  it.each<[string, string, object]>([
    ['retention.ms', '3600000', { seconds: 2 * 3_600, bytes: Infinity }],
    ['retention.ms', '-1', { seconds: Infinity, bytes: Infinity }],
    ['retention.bytes', `${4 * GiB}`, { seconds: 124 * 3_600, bytes: 5 * GiB }],
    ['retention.bytes', '-1', { seconds: 124 * 3_600, bytes: Infinity }],
    ['cleanup.policy', 'compact', { seconds: 0, bytes: 0 }],
    ['cleanup.policy', 'compact,delete', { seconds: 124 * 3_600, bytes: Infinity }],
  ])('is by what the cluster says, where it says %s=%s', (key, value, kept) => {
    expect(keptBy(topology, found(key, value))('events')).toEqual(kept);
  });
});

it.each<[string, ReturnType<typeof disk>, string | undefined]>([
  ['whose writes nobody knows', disk(0.9), undefined],
  ['that nobody writes to', disk(0.9, 0), undefined],
  ['that levels off below its size', disk(0.5, 0.008 * TB), undefined],
  ['that is full in more than three days', disk(0.2, 0.01 * TB), undefined],
  [
    'that is full sooner',
    disk(0.5, 0.01 * TB),
    'full in 50.0 h, if it is written to as in the last hour',
  ],
  ['that is nearly full, whoever writes', disk(0.985), '1.5 %'],
  ['that is full', disk(1), '0.0 %'],
])('finds of a disk %s what is due', (_, usage, value) => {
  expect(judgeDisks('broker-1', [usage], keptOf)[0]?.value).toBe(value);
});

it('says where a disk levels off: at what is kept of what is written', () => {
  expect(outlookOf(disk(0.1, 0.005 * TB), keptOf)).toEqual({
    ...{ bytesPerSecond: expect.any(Number) as number, secondsLeft: undefined },
    ...{ levelsOffAt: expect.closeTo(0.62, 5) as number },
  });
});

it('fills a disk by the topic that is kept for long, not by the one that is soon deleted', () => {
  const writes = (topic: string, hour: number) => ({
    ...{ topic, partitions: 1 },
    bytesPerSecond: (hour * TB) / 3_600,
  });
  const usage = { ...disk(0.5), writes: [writes('short', 0.01), writes('long', 0.001)] };
  const of = (topic: string) => ({
    seconds: (topic === 'short' ? 4 : 500) * 3_600,
    bytes: Infinity,
  });
  expect(outlookOf(usage, of)).toMatchObject({ secondsLeft: undefined });
  expect(outlookOf(usage, keptOf)).toMatchObject({
    secondsLeft: expect.closeTo((0.5 / 0.011) * 3_600, 0) as number,
  });
});
