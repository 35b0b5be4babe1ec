import { hostDisks } from '../../../cluster/hardware/host-disks';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';

/** A data disk, how full it is, and what is written to it. */
export interface DiskUsage {
  readonly mountPoint: string;
  readonly usedBytes: number;
  readonly sizeBytes: number;
  /** To segments of topics, by those of the last hour. @default - nobody could tell */
  readonly writes?: readonly TopicWrites[];
}

/** What is written to the partitions of one topic on one disk. */
export interface TopicWrites {
  readonly topic: string;
  /** That were written to within the last hour. */
  readonly partitions: number;
  readonly bytesPerSecond: number;
}

/**
 * Segments that were written to within the last hour, each by its bytes over its age, but an hour at least:
 * so a replica that was just made, all at once, counts no more than its newest segment. A line for each topic.
 * When a file was made, Debian's find does not say, though the file system knows: stat does.
 */
const WRITTEN = `now=$(date +%s)
for disk; do
  find "$disk" -xdev -type f -name '*.log' -mmin -60 -exec stat --format '%W,%s,%n' {} + 2>/dev/null |
    awk -F, -v now="$now" -v disk="$disk" '
      $1 <= 0 { unknown = 1 }
      {
        age = now - $1
        dir = $0; sub(/\\/[^\\/]*$/, "", dir); sub(/.*\\//, "", dir)
        topic = dir; sub(/-[0-9]+(\\.[0-9a-f]+-[a-z]+)?$/, "", topic)
        rate[topic] += $2 / (age > 3600 ? age : 3600)
        if (!(dir in seen)) { seen[dir]; partitions[topic]++ }
      }
      END {
        if (unknown) exit
        print "known " disk
        for (topic in rate) printf "written %.0f %d %s %s\\n", rate[topic], partitions[topic], topic, disk
      }'
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
  const writes = parseWritten(written.stdout);
  return parseDiskUsage(usage.stdout, mountPoints).map((disk) => {
    const ofDisk = writes.get(disk.mountPoint);
    return { ...disk, ...(ofDisk && { writes: ofDisk }) };
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

function parseWritten(text: string): ReadonlyMap<string, readonly TopicWrites[]> {
  const writes = new Map<string, TopicWrites[]>();
  for (const [, disk = ''] of text.matchAll(/^known (\/.*)$/gm)) writes.set(disk, []);
  for (const line of text.matchAll(/^written (\d+) (\d+) (\S+) (\/.*)$/gm)) {
    const [, rate, partitions, topic = '', disk = ''] = line;
    const bytesPerSecond = Number(rate);
    writes.get(disk)?.push({ topic, partitions: Number(partitions), bytesPerSecond });
  }
  return writes;
}
