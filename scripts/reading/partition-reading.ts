import { batchesOf, blockOf } from './record-batch';
import type { RecordBlock, RecordRun } from './record-block';
import { TopicRecord, type RecordFilter } from './topic-record';

/** What part of a partition is read. */
export interface PartitionRange {
  readonly topic: string;
  /** By which brokers know the topic; another one of the same name has another. */
  readonly topicId: string;
  readonly partition: number;
  /** The first offset that is read. */
  readonly from: number;
  /** The first one that is not. */
  readonly end: number;
  /** Who leads it, where that is known. */
  readonly leader?: number;
  readonly leaderEpoch?: number;
}

/** So many records in a row that are too new end a partition, since others may come late. */
const LATE_RECORDS = 5_000;
/** With fewer waiting than this, it is time to ask for more. */
const LOW_RECORDS = 500;
/** Only records that are so much too new count for that. */
export const LATE_MS = 60_000;

export interface PartitionReadingOptions {
  /** @default - all are kept */
  readonly filter?: RecordFilter | undefined;
  /** Records of this time and later are not read. @default - all are */
  readonly toMs?: number | undefined;
  /** Whether it goes on behind the end of its range. */
  readonly follow: boolean;
}

/** How far a partition is read, and the records of it that wait to be taken. */
export class PartitionReading {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  /** The offset that is asked for next. */
  next: number;
  /** Who leads it, by id; undefined where nobody is known to. */
  leader: number | undefined;
  leaderEpoch: number;
  /** When its first record was written, also one that was not kept; undefined until there is one. */
  firstMs: number | undefined;
  #end: number;
  /** Those that wait; of the first one, some may be taken. */
  #blocks: RecordBlock[] = [];
  #takenOfFirst = 0;
  #waiting = 0;
  /** As many as wait after an answer, from time to time. */
  #enough = 0;
  /** Records in a row that are too new. */
  #beyond = 0;

  constructor(
    readonly range: PartitionRange,
    private readonly options: PartitionReadingOptions,
  ) {
    this.topic = range.topic;
    this.topicId = range.topicId;
    this.partition = range.partition;
    this.next = range.from;
    this.leader = range.leader;
    this.leaderEpoch = range.leaderEpoch ?? -1;
    this.#end = range.end;
  }

  /** How many records wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether more should be asked for: the next answer is to be here before the last one is used up. */
  get isLow(): boolean {
    return this.#waiting < Math.max(LOW_RECORDS, this.#enough / 2);
  }

  /** When the one that is taken next was written; where none waits, there is none. */
  get headMs(): number {
    return this.#blocks[0]!.timestampsMs[this.#takenOfFirst]!;
  }

  /** Whether all that is known to lie in it has come; where it is followed, more may be written. */
  get isReadToEnd(): boolean {
    return this.next >= this.#end;
  }

  /** Whether nothing more is asked for. */
  get isDone(): boolean {
    return this.isReadToEnd && !this.options.follow;
  }

  /**
   * Takes the next one, and those behind it that are no newer than this.
   *
   * @param most so many at most, of which there is to be one
   */
  takeRun(newestMs: number, most: number): RecordRun {
    const block = this.#blocks[0]!;
    const { timestampsMs, count } = block;
    const from = this.#takenOfFirst;
    const end = Math.min(count, from + most);
    let to = from + 1;
    while (to < end && timestampsMs[to]! <= newestMs) to += 1;
    this.#takenOfFirst = to;
    this.#waiting -= to - from;
    if (to === count) {
      this.#blocks.shift();
      this.#takenOfFirst = 0;
    }
    return { block, from, to };
  }

  /**
   * Takes in what its leader sent.
   *
   * @param bytes batches of records
   * @param shownEnd the end that the leader shows to consumers
   * @returns how many records were read
   */
  add(bytes: Buffer, shownEnd: number): number {
    const { follow } = this.options;
    let read = 0;
    for (const batch of batchesOf(bytes)) {
      read += this.#takeIn(blockOf(batch, this, this.next));
      this.next = Math.max(this.next, batch.end);
    }
    this.#enough = Math.max(this.#enough / 2, this.#waiting);
    if (this.#beyond >= LATE_RECORDS) this.#end = this.next;
    else if (follow) this.#end = Math.max(this.#end, shownEnd);
    return read;
  }

  /** @returns how many of its records were read */
  #takeIn(block: RecordBlock): number {
    const { filter, toMs, follow } = this.options;
    const { offsets, timestampsMs } = block;
    if (!follow) while (block.count > 0 && offsets[block.count - 1]! >= this.#end) block.count -= 1;
    const read = block.count;
    if (read === 0) return 0;
    this.firstMs ??= timestampsMs[0];
    if (toMs !== undefined) {
      block.keep((index) => {
        const isBefore = timestampsMs[index]! < toMs;
        if (isBefore) this.#beyond = 0;
        else this.#beyond = timestampsMs[index]! >= toMs + LATE_MS ? this.#beyond + 1 : 0;
        return isBefore;
      });
    }
    if (filter) block.keep((index) => filter(new TopicRecord(block, index)));
    if (block.count > 0) this.#blocks.push(block);
    this.#waiting += block.count;
    return read;
  }

  /**
   * What was to be read next is no longer there.
   *
   * @returns how many records were missed
   */
  skipTo(offset: number): number {
    const missed = Math.max(0, Math.min(offset, this.#end) - this.next);
    this.next = Math.max(this.next, offset);
    return missed;
  }
}
