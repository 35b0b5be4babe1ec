import { hostDisks } from '../../../cluster/hardware/host-disks';
import type { Inventory } from '../../../cluster/inventory/inventory';
import type { HostShell } from '../../hosts/host-shell';
import { runWell } from '../../hosts/run-well';
import { counted } from '../counted';
import { hostCheck } from '../host-check';
import {
  diskBytes,
  judgeMount,
  parseFstab,
  parseMounts,
  type MountedDisk,
} from '../../health/host/judge-mounts';

const FINDMNT = ['findmnt', '--json', '--bytes', '--list', '--output'];
const COLUMNS = 'SOURCE,TARGET,FSTYPE,SIZE,OPTIONS';

/** Looks at what is mounted now and at what the next boot will mount. */
export const disksMounted = hostCheck({
  id: 'disks-mounted',
  title: 'Every data disk is mounted in its place, by UUID, with XFS over all of it',
  look: async (shell, host, { topology, inventory }) => {
    const disks = hostDisks(topology, host);
    const volumes = volumesOf(inventory, host.name);
    const [mounts, fstab] = await Promise.all([
      runWell(shell, [...FINDMNT, COLUMNS]).then(parseMounts),
      shell.read('/etc/fstab').then(parseFstab),
    ]);
    const mounted = await Promise.all(
      disks.map(async (disk): Promise<MountedDisk> => {
        const mount = mounts.find(({ target }) => target === disk.mountPoint);
        return {
          ...{ disk, mount },
          uuid: mount && (await uuidOf(shell, mount.source)),
          volumeDevice: await deviceOf(shell, volumes.get(disk.mountPoint)),
          inFstab: fstab.get(disk.mountPoint),
        };
      }),
    );
    const problems = mounted.flatMap((each) =>
      judgeMount(
        host.name,
        each,
        diskBytes(each.disk, host.instanceType, topology.spec.instanceTypes),
      ),
    );
    return { problems, seen: `${counted(disks.length, 'disk')} mounted` };
  },
});

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
