import { hostDisks, type HostDisk } from '../../../cluster/hardware/host-disks';
import type { Inventory } from '../../../cluster/inventory/inventory';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';
import { runOrThrow } from '../../hosts/run-or-throw';

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

const FINDMNT = ['findmnt', '--json', '--bytes', '--list', '--output'];
const COLUMNS = 'SOURCE,TARGET,FSTYPE,SIZE,OPTIONS';

/**
 * Every data disk of a host: what is mounted now, and what the next boot will mount.
 *
 * @throws HostError where the host can't be asked
 */
export async function readMountedDisks(
  shell: HostShell,
  host: Host,
  { topology, inventory }: { readonly topology: Topology; readonly inventory: Inventory },
): Promise<readonly MountedDisk[]> {
  const volumes = volumesOf(inventory, host.name);
  const [mounts, fstab] = await Promise.all([
    runOrThrow(shell, [...FINDMNT, COLUMNS]).then(parseMounts),
    shell.read('/etc/fstab').then(parseFstab),
  ]);
  return await Promise.all(
    hostDisks(topology, host).map(async (disk) => {
      const mount = mounts.find(({ target }) => target === disk.mountPoint);
      return {
        ...{ disk, mount },
        uuid: mount && (await uuidOf(shell, mount.source)),
        volumeDevice: await deviceOf(shell, volumes.get(disk.mountPoint)),
        inFstab: fstab.get(disk.mountPoint),
      };
    }),
  );
}

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

async function uuidOf(shell: HostShell, device: string): Promise<string | undefined> {
  const { stdout } = await shell.run(['blkid', '-p', '-s', 'UUID', '-o', 'value', device]);
  return stdout.trim() || undefined;
}

/** By mount point; a disk inside the host has none. */
function volumesOf({ hosts }: Inventory, hostName: string): ReadonlyMap<string, string> {
  const disks = hosts.find(({ name }) => name === hostName)?.disks ?? [];
  return new Map(
    disks.flatMap(({ mountPoint, volumeId }) => (volumeId ? [[mountPoint, volumeId]] : [])),
  );
}

/** Device names move between boots; the link by the volume's id does not. */
async function deviceOf(
  shell: HostShell,
  volumeId: string | undefined,
): Promise<string | undefined> {
  if (volumeId === undefined) return undefined;
  const link = `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace('-', '')}`;
  const { stdout } = await shell.run(['readlink', '--canonicalize-existing', link]);
  return stdout.trim() || `${volumeId}, which is not attached`;
}
