import { DiskRoom } from './disk-room';
import { Layout } from './layout';
import { levelBytes } from './level-bytes';
import { levelCounts } from './level-counts';
import type { PlacedBroker, PlacedDisk } from './placement';
import { sharesOf } from './shares';

/** A replica that lies on a broker in the end. */
export interface HeldReplica {
  readonly bytes: number;
  /** The place of the disk that it lies on; undefined where it comes from elsewhere. */
  readonly disk: number | undefined;
}

/**
 * Deals the replicas of one broker out to its disks: what comes goes to where most is missing, and what
 * is there stays unless a disk has more than its share.
 *
 * @returns the place of a disk for each replica
 */
export function levelDisks(
  { disks }: PlacedBroker,
  replicas: readonly HeldReplica[],
): readonly number[] {
  const start = firstDisks(disks, replicas);
  if (disks.length < 2) return start;
  // One disk is to the broker what a broker is to the cluster, with one replica of each partition.
  const bins = disks.map((disk, id) => ({ id, rack: '', weight: disk.sizeBytes, disks: [disk] }));
  const items = replicas.map(({ bytes }, at) => ({
    ...{ topic: '', index: at, bytes },
    replicas: [start[at]!],
  }));
  const shares = sharesOf(bins, items);
  const layout = new Layout(bins, items);
  levelCounts(layout, shares);
  levelBytes(layout, shares);
  return items.map((_, at) => layout.slots[at]!);
}

function firstDisks(
  disks: readonly PlacedDisk[],
  replicas: readonly HeldReplica[],
): readonly number[] {
  const counts = disks.map(() => 0);
  const room = new DiskRoom(disks);
  const chosen = replicas.map(({ disk }) => disk ?? -1);
  for (const disk of chosen) if (disk >= 0) counts[disk]! += 1;
  const coming = [...replicas.keys()]
    .filter((at) => chosen[at]! < 0)
    .sort((a, b) => replicas[b]!.bytes - replicas[a]!.bytes);
  for (const at of coming) {
    const disk = Math.max(0, room.choose(replicas[at]!.bytes, counts));
    chosen[at] = disk;
    counts[disk]! += 1;
    room.add(disk, replicas[at]!.bytes);
  }
  return chosen;
}
