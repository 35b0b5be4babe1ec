import type { PlacedDisk } from './placement';

/** A disk is filled to here at most: records go on arriving while replicas are moved. */
export const FULLEST = 0.9;

/**
 * What the disks of a broker still take. What leaves a disk makes no room for what comes: it is deleted
 * only after its copy is whole.
 */
export class DiskRoom {
  private readonly room: number[];
  private readonly held: number[];

  constructor(private readonly disks: readonly PlacedDisk[]) {
    this.room = disks.map(({ sizeBytes, usedBytes }) => sizeBytes * FULLEST - usedBytes);
    this.held = disks.map(({ usedBytes }) => usedBytes);
  }

  fits(bytes: number): boolean {
    return bytes === 0 ? this.room.length > 0 : this.room.some((room) => room >= bytes);
  }

  /**
   * The disk with the fewest replicas of those that take it, where they are counted; of these the least
   * full. -1 where none takes it.
   */
  choose(bytes: number, counts: readonly number[] = []): number {
    const full = (at: number) => this.held[at]! / this.disks[at]!.sizeBytes;
    const count = (at: number) => (counts[at] ?? 0) / this.disks[at]!.sizeBytes;
    let chosen = -1;
    for (const [at, room] of this.room.entries()) {
      if (bytes > 0 && room < bytes) continue;
      if (chosen < 0 || count(at) < count(chosen)) chosen = at;
      else if (count(at) === count(chosen) && full(at) < full(chosen)) chosen = at;
    }
    return chosen;
  }

  add(disk: number, bytes: number): void {
    this.room[disk]! -= bytes;
    this.held[disk]! += bytes;
  }
}
