import { hostDisks } from '../../../cluster/hardware/host-disks';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';

/** A data disk, how full it is, and how fast it is written to. */
export interface DiskUsage {
  readonly mountPoint: string;
  readonly usedBytes: number;
  readonly sizeBytes: number;
  /** Written to segments of topics, by those of the last hour. @default - nobody could tell */
  readonly bytesPerSecond?: number;
}

/**
 * Segments that were written to within the last hour, each by its bytes over its age, but an hour at least:
 * so a replica that was just made, all at once, counts no more than its newest segment.
 */
const WRITTEN = `now=$(date +%s)
for disk; do
  find "$disk" -xdev -type f -name '*.log' -mmin -60 -printf '%B@,%s\\n' 2>/dev/null |
    awk -F, -v now="$now" -v disk="$disk" '
      $1 > 0 { age = now - $1; rate += $2 / (age > 3600 ? age : 3600) }
      $1 <= 0 { unknown = 1 }
      END { if (!unknown) printf "written %.0f %s\\n", rate, disk }'
done`;

/** One that is not mounted is missing. */
export async function readDiskUsage(
  shell: Pick<HostShell, 'run'>,
  topology: Topology,
  host: Host,
): Promise<readonly DiskUsage[]> {
  const mountPoints = hostDisks(topology, host).map(({ mountPoint }) => mountPoint);
  const columns = '--output=target,used,size';
  const [usage, written] = await Promise.all([
    shell.run(['df', '-B1', columns, '--', ...mountPoints]),
    shell.run(['sh', '-c', WRITTEN, 'sh', ...mountPoints]),
  ]);
  const rates = parseWritten(written.stdout);
  return parseDiskUsage(usage.stdout, mountPoints).map((disk) => {
    const bytesPerSecond = rates.get(disk.mountPoint);
    return { ...disk, ...(bytesPerSecond !== undefined && { bytesPerSecond }) };
  });
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

function parseWritten(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^written (\d+) (\/.*)$/gm)].map(([, rate, disk]) => [disk!, Number(rate)]),
  );
}

/** What becomes of a disk if it is written to as in the last hour. */
export interface DiskOutlook {
  /** Until it is full; undefined where it levels off before, or nobody could tell. */
  readonly secondsLeft: number | undefined;
  /** The share of it that will be used once retention deletes as much as is written. */
  readonly levelsOffAt: number | undefined;
}

/** @param keptSeconds how long records are kept: their retention, and the segment that they are in */
export function outlookOf(
  { usedBytes, sizeBytes, bytesPerSecond }: DiskUsage,
  keptSeconds: number,
): DiskOutlook {
  if (!bytesPerSecond) return { secondsLeft: undefined, levelsOffAt: undefined };
  const levelsOffAt = Math.max(usedBytes, bytesPerSecond * keptSeconds) / sizeBytes;
  const secondsLeft = Math.max(0, sizeBytes - usedBytes) / bytesPerSecond;
  return bytesPerSecond * keptSeconds > sizeBytes
    ? { secondsLeft, levelsOffAt: undefined }
    : { secondsLeft: undefined, levelsOffAt };
}
