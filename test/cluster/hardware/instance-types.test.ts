import fc from '../../support/fast-check';
import {
  instanceType,
  knownInstanceTypes,
  nearInstanceType,
} from '../../../cluster/hardware/instance-types';

describe('the table of instance types', () => {
  it('has plausible facts of each', () => {
    const implausible = knownInstanceTypes.filter((name) => {
      const { vcpus, memoryGiB, networkGbps, ebsMBps, disks } = instanceType(name)!;
      const least = [vcpus, memoryGiB * 2, disks?.count ?? 1, (disks?.sizeGB ?? 100) / 100];
      const links = [networkGbps, ebsMBps];
      return (
        least.some((value) => !(value >= 1)) ||
        links.some(({ baseline, burst }) => !(baseline > 0 && burst >= baseline))
      );
    });
    expect(implausible).toEqual([]);
  });

  it('names each type once', () => {
    expect(new Set(knownInstanceTypes).size).toBe(knownInstanceTypes.length);
  });

  // https://docs.aws.amazon.com/ec2/latest/instancetypes/so.html
  it.each([
    ['d2.8xlarge', { vcpus: 36, memoryGiB: 244, count: 24, medium: 'hdd' }],
    ['d3.2xlarge', { vcpus: 8, memoryGiB: 64, count: 6, medium: 'hdd' }],
    ['d3en.12xlarge', { vcpus: 48, memoryGiB: 192, count: 24, medium: 'hdd' }],
    ['h1.16xlarge', { vcpus: 64, memoryGiB: 256, count: 8, medium: 'hdd' }],
    ['i3.16xlarge', { vcpus: 64, memoryGiB: 488, count: 8, medium: 'ssd' }],
    ['i3en.24xlarge', { vcpus: 96, memoryGiB: 768, count: 8, medium: 'ssd' }],
  ])("agrees with AWS's page on %s", (name, { count, medium, ...rest }) => {
    expect(instanceType(name)).toMatchObject({ ...rest, disks: { count, medium } });
  });

  it('has disks for the storage families alone', () => {
    const withDisks = knownInstanceTypes.filter((name) => instanceType(name)!.disks);
    expect([...new Set(withDisks.map((name) => name.split('.')[0]))]).toEqual(
      'd2 d3 d3en h1 i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn is4gen'.split(' '),
    );
  });

  it('says nothing of a type that it does not know', () => {
    expect(instanceType('d3.3xlarge')).toBeUndefined();
  });
});

describe('the nearest known type', () => {
  it.each([
    ['d3.2xlrage', 'd3.2xlarge'],
    ['r5.xlrage', 'r5.xlarge'],
    ['i3en.lrage', 'i3en.large'],
  ])('for %s is %s', (typed, meant) => {
    expect(nearInstanceType(typed)).toBe(meant);
  });

  it('is none, or a known one, for whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) =>
        expect([undefined, ...knownInstanceTypes]).toContain(nearInstanceType(typed)),
      ),
    );
  });

  it.each(['', 'x', 'mainframe', 'kafka.large.eu'])('is none for %p', (typed) => {
    expect(nearInstanceType(typed)).toBeUndefined();
  });
});
