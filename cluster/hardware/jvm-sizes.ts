import { instanceType, type GivenInstanceTypes } from './instance-types';

const LARGEST_MIB = 6 * 1024;
const SMALLEST_MIB = 1024;

/**
 * Heap of a broker in MiB: an eighth of the host's memory, at least 1 GiB, and no more than 6 GiB,
 * which it reaches at 48 GiB of memory.
 *
 * A broker keeps records in the page cache, not in its heap. What it needs there grows with
 * partitions and connections, and LinkedIn's busiest clusters needed no more than 6 GiB, with
 * pauses of 21 ms (https://kafka.apache.org/39/documentation.html#java). Smaller hosts get less,
 * so that their page cache does not vanish. An unknown instance type gets the least.
 */
export function brokerHeapMiB(instanceTypeName: string, given?: GivenInstanceTypes): number {
  const memoryMiB = (instanceType(instanceTypeName, given)?.memoryGiB ?? 0) * 1024;
  return Math.min(LARGEST_MIB, Math.max(SMALLEST_MIB, Math.floor(memoryMiB / 8)));
}
