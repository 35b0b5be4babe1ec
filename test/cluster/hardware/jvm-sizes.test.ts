import { instanceType, knownInstanceTypes } from '../../../cluster/hardware/instance-types';
import { brokerHeapMiB } from '../../../cluster/hardware/jvm-sizes';

describe('the heap of a broker', () => {
  it.each([
    ['t3.micro', 1, 1024],
    ['r5.large', 16, 2048],
    ['d3.xlarge', 32, 4096],
    ['is4gen.2xlarge', 48, 6144],
    ['d3.2xlarge', 64, 6144],
    ['d3.8xlarge', 256, 6144],
  ])('on %s with %d GiB is %d MiB', (name, memoryGiB, heapMiB) => {
    expect(instanceType(name)?.memoryGiB).toBe(memoryGiB);
    expect(brokerHeapMiB(name)).toBe(heapMiB);
  });

  it('is the least on a type that is not known', () => {
    expect(brokerHeapMiB('d9.huge')).toBe(1024);
  });

  it('is whole MiB on every type', () => {
    expect(knownInstanceTypes.filter((name) => !Number.isInteger(brokerHeapMiB(name)))).toEqual([]);
  });
});
