import type { StorageKind } from './storage-kind';

/**
 * The disks inside the host, all of them: how many and how large, its instance type says.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html
 */
export interface InstanceStorage {
  readonly kind: 'instance-store';
}

/**
 * AWS names no throughput for a single disk of an instance store. A hard disk streams well over
 * 100 MB/s. For SSDs the one figure given is write operations: an i3en.large's 32,500 a second of
 * 4 KiB on 1,250 GB are 0.106 MB/s a GB, the least of all families
 * (https://docs.aws.amazon.com/ec2/latest/instancetypes/so.html).
 */
const HDD_BYTES_PER_SECOND = 100e6;
const SSD_BYTES_PER_SECOND_PER_GB = 0.1e6;

/** What this package knows of the disks inside hosts. */
export const INSTANCE_STORE: StorageKind<InstanceStorage> = {
  factory: 'Storage.instanceStore()',
  fields: {},
  problems: () => [],
  disks: (_, host) => {
    if (!host?.disks) return undefined;
    const { count, sizeGB, medium } = host.disks;
    const spinning = medium === 'hdd';
    return {
      ...{ count, spinning, bytes: sizeGB * 1e9 },
      bytesPerSecond: spinning ? HDD_BYTES_PER_SECOND : sizeGB * SSD_BYTES_PER_SECOND_PER_GB,
    };
  },
  outlivesHost: false,
  volume: undefined,
};
