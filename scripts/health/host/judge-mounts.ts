import type { Problem } from '../../../cluster/errors';
import type { HostDisk } from '../../../cluster/hardware/host-disks';
import { instanceType, type GivenInstanceTypes } from '../../../cluster/hardware/instance-types';
import { kindOf } from '../../../cluster/hardware/storage/storage';
import type { MountedDisk } from './mounts';

/** A file system is smaller than its disk by its log and its tables: at most by this share. */
const OVERHEAD = 0.05;

/** What is wrong with how a disk is mounted. */
export function judgeMount(
  hostName: string,
  { disk, mount, uuid, volumeDevice, inFstab }: MountedDisk,
  expectedBytes: number | undefined,
): readonly Problem[] {
  const path = `${hostName}, ${disk.mountPoint}`;
  const remedy = `Look at \`cdktf-kafka-host status\` on ${hostName}; restart the host to mount it again`;
  if (!mount) return [{ path, rule: `be the mount point of the disk ${disk.name}`, remedy }];
  const { source, fstype, options, size } = mount;
  const tests: readonly (readonly [holds: boolean, rule: string, value: unknown, mend?: string])[] =
    [
      [fstype === 'xfs', 'be XFS', fstype],
      [options.split(',').includes('noatime'), 'be mounted with noatime', options],
      [options.split(',').includes('rw'), 'be writable', options],
      [inFstab === `UUID=${uuid}`, `stand in /etc/fstab by its UUID=${uuid}`, inFstab ?? 'nothing'],
      [
        volumeDevice === undefined || volumeDevice === source,
        `be the volume of the disk ${disk.name} (${volumeDevice})`,
        source,
        // Nothing of a host tells an older inventory from the wrong volume.
        `Where a deploy has replaced the volume, write the inventory anew; else look at \`cdktf-kafka-host status\` on ${hostName}`,
      ],
      [
        expectedBytes === undefined || fits(size, expectedBytes),
        sizeRule(expectedBytes),
        gib(size),
      ],
    ];
  return tests
    .filter(([holds]) => !holds)
    .map(([, rule, value, mend = remedy]) => ({ path, rule, value, remedy: mend }));
}

/** Undefined where nobody knows. */
export function diskBytes(
  { storage }: HostDisk,
  instanceTypeName: string,
  given?: GivenInstanceTypes,
): number | undefined {
  return kindOf(storage).disks(storage, instanceType(instanceTypeName, given))?.bytes;
}

const fits = (size: number, expected: number) =>
  size <= expected && size >= expected * (1 - OVERHEAD);

const sizeRule = (bytes = 0) => `have nearly all of its disk's ${gib(bytes)}`;

const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
