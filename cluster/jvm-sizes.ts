import { instanceType } from './instance-types';

const LARGEST_MIB = 6 * 1024;
const SMALLEST_MIB = 1024;

/**
 * Heap of a broker in MiB: an eighth of the host's memory, at most 6 GiB, at least 1 GiB.
 *
 * A broker keeps records in the page cache, not in its heap; what it needs there grows with
 * partitions and connections, and LinkedIn's busiest clusters ran on 6 GiB of 64 with collection
 * pauses of 21 ms (https://kafka.apache.org/39/documentation.html#java). Below 64 GiB the heap
 * keeps that same proportion, so that a small host's cache does not vanish. An unknown instance
 * type gets the least, which fits on every host.
 */
export function brokerHeapMiB(instanceTypeName: string): number {
  const memoryMiB = (instanceType(instanceTypeName)?.memoryGiB ?? 0) * 1024;
  const eighth = Math.floor(memoryMiB / 8);
  return memoryMiB >= 64 * 1024
    ? LARGEST_MIB
    : Math.min(LARGEST_MIB, Math.max(SMALLEST_MIB, eighth));
}
