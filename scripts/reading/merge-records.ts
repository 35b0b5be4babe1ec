import type { PartitionReading } from './partition-reading';
import type { RecordRun } from './record-block';

/**
 * Merges the records of partitions by time: always the oldest of those that come next in their partitions. Records of
 * one partition stay in their order, whatever their times say.
 */
export class RecordMerge {
  /** A heap: no partition's next record is older than that of the one at half its place. */
  readonly #heap: PartitionReading[] = [];
  /** Those without a record that waits. */
  readonly #empty = new Set<PartitionReading>();

  constructor(partitions: Iterable<PartitionReading>) {
    for (const partition of partitions) this.#empty.add(partition);
  }

  /** Another one, such as was added while it was read. */
  add(partition: PartitionReading): void {
    this.#empty.add(partition);
  }

  /**
   * The next record, and those behind it in its partition that come before all others; undefined where none waits, or
   * one that is older may still come.
   *
   * @param most so many at most
   */
  take(most = Infinity): RecordRun | undefined {
    for (const partition of this.#empty) {
      if (partition.waiting > 0) this.#push(partition);
      else if (partition.isDone) this.#empty.delete(partition);
      else if (!partition.isReadToEnd) return undefined;
    }
    const first = this.#heap[0];
    if (!first) return undefined;
    const run = first.takeRun(this.#newestBeforeOthers(first), most);
    if (first.waiting > 0) this.#sink(first);
    else this.#pop();
    return run;
  }

  /** So old must a record of the first partition be to come before those of the others. */
  #newestBeforeOthers(first: PartitionReading): number {
    const [, left, right] = this.#heap;
    if (!left) return Infinity;
    const second = right && isOlder(right, left) ? right : left;
    // Times are whole milliseconds.
    return isBeforeByPlace(first, second) ? second.headMs : second.headMs - 1;
  }

  #push(partition: PartitionReading): void {
    this.#empty.delete(partition);
    const heap = this.#heap;
    let at = heap.push(partition) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isOlder(partition, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = partition;
  }

  #pop(): void {
    this.#empty.add(this.#heap[0]!);
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) this.#sink(last);
  }

  /** Puts a partition where the first one stands, and from there to its place. */
  #sink(partition: PartitionReading): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isOlder(heap[below + 1]!, heap[below]!)) below += 1;
      if (!isOlder(heap[below]!, partition)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = partition;
  }
}

/** By the times of their next records; where these are the same, by where they lie, so that each run gives the same. */
function isOlder(a: PartitionReading, b: PartitionReading): boolean {
  const [firstMs, secondMs] = [a.headMs, b.headMs];
  return firstMs === secondMs ? isBeforeByPlace(a, b) : firstMs < secondMs;
}

function isBeforeByPlace(a: PartitionReading, b: PartitionReading): boolean {
  if (a.partition !== b.partition) return a.partition < b.partition;
  return a.topic < b.topic;
}
