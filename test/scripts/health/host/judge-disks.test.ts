import { outlookOf } from '../../../../scripts/health/host/disk-usage';
import { judgeDisks, keptSeconds } from '../../../../scripts/health/host/judge-disks';
import { productionTopology } from '../../../support/production-topology';
import { validSpec } from '../../../support/spec-builder';

const topology = productionTopology(validSpec({ retention: { hours: 100 } }));
const TB = 1e12;
const disk = (used: number, bytesPerHour?: number) => ({
  ...{ mountPoint: '/var/lib/kafka/disk1', usedBytes: used * TB, sizeBytes: TB },
  ...(bytesPerHour !== undefined && { bytesPerSecond: bytesPerHour / 3_600 }),
});

it('keeps a record for its retention and for the segment that it is in', () => {
  expect(keptSeconds(topology)).toBe(124 * 3_600);
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
  expect(judgeDisks('broker-1', [usage], topology)[0]?.value).toBe(value);
});

it('says where a disk levels off: at what is kept of what is written', () => {
  expect(outlookOf(disk(0.1, 0.005 * TB), 124 * 3_600)).toEqual({
    ...{ secondsLeft: undefined, levelsOffAt: expect.closeTo(0.62, 5) as number },
  });
});
