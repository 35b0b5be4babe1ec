import type { Problem } from '../../../cluster/errors';
import type { HostDisk } from '../../../cluster/hardware/host-disks';
import { instanceType, type GivenInstanceTypes } from '../../../cluster/hardware/instance-types';

/** A mounted file system, as findmnt lists it. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly fstype: string;
  /** In bytes. */
  readonly size: number;
  readonly options: string;
}

/** What is known of one data disk of a host. */
export interface MountedDisk {
  readonly disk: HostDisk;
  /** Undefined where nothing is mounted there. */
  readonly mount: Mount | undefined;
  /** UUID of the file system on the mounted device. */
  readonly uuid: string | undefined;
  /** The device of its volume; undefined for a disk inside the host. */
  readonly volumeDevice: string | undefined;
  /** What fstab names for the mount point, such as `UUID=…`; undefined where it has no line. */
  readonly inFstab: string | undefined;
}

/** A file system is smaller than its disk by its log and its tables: at most by this share. */
const OVERHEAD = 0.05;

/** Reads `findmnt --json --bytes --list`. */
export function parseMounts(json: string): readonly Mount[] {
  const { filesystems } = JSON.parse(json) as { filesystems: readonly Mount[] };
  return filesystems.map((mount) => ({ ...mount, size: Number(mount.size) }));
}

/** What fstab mounts where: the first field by the second. */
export function parseFstab(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([source = '#']) => !source.startsWith('#'))
      .map(([source = '', target = '']) => [target, source]),
  );
}

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
  const tests: readonly (readonly [holds: boolean, rule: string, value: unknown])[] = [
    [fstype === 'xfs', 'be XFS', fstype],
    [options.split(',').includes('noatime'), 'be mounted with noatime', options],
    [options.split(',').includes('rw'), 'be writable', options],
    [inFstab === `UUID=${uuid}`, `stand in /etc/fstab by its UUID=${uuid}`, inFstab ?? 'nothing'],
    [
      volumeDevice === undefined || volumeDevice === source,
      `be the volume of the disk ${disk.name} (${volumeDevice})`,
      source,
    ],
    [expectedBytes === undefined || fits(size, expectedBytes), sizeRule(expectedBytes), gib(size)],
  ];
  return tests
    .filter(([holds]) => !holds)
    .map(([, rule, value]) => ({ path, rule, value, remedy }));
}

/** Undefined where nobody knows. */
export function diskBytes(
  { storage }: HostDisk,
  instanceTypeName: string,
  given?: GivenInstanceTypes,
): number | undefined {
  if (storage.kind !== 'instance-store') return storage.sizeGiB * 2 ** 30;
  const gb = instanceType(instanceTypeName, given)?.disks?.sizeGB;
  return gb === undefined ? undefined : gb * 1e9;
}

const fits = (size: number, expected: number) =>
  size <= expected && size >= expected * (1 - OVERHEAD);

const sizeRule = (bytes = 0) => `have nearly all of its disk's ${gib(bytes)}`;

const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
