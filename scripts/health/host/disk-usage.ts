import { hostDisks } from '../../../cluster/hardware/host-disks';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';

/** A data disk, and how full it is. */
export interface DiskUsage {
  readonly mountPoint: string;
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

/** One that is not mounted is missing. */
export async function readDiskUsage(
  shell: Pick<HostShell, 'run'>,
  topology: Topology,
  host: Host,
): Promise<readonly DiskUsage[]> {
  const mountPoints = hostDisks(topology, host).map(({ mountPoint }) => mountPoint);
  const columns = '--output=target,used,size';
  const { stdout } = await shell.run(['df', '-B1', columns, '--', ...mountPoints]);
  return parseDiskUsage(stdout, mountPoints);
}

/** Reads `df -B1 --output=target,used,size`; a folder that is no mount point is left out. */
export function parseDiskUsage(text: string, mountPoints: readonly string[]): readonly DiskUsage[] {
  return [...text.matchAll(/^(\/.*?)\s+(\d+)\s+(\d+)$/gm)]
    .map(([, mountPoint = '', used, size]) => ({
      mountPoint,
      usedBytes: Number(used),
      sizeBytes: Number(size),
    }))
    .filter(({ mountPoint }) => mountPoints.includes(mountPoint));
}
