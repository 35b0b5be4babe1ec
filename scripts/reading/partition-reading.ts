import { batchesOf, recordsOf } from './record-batch';
import type { TopicRecord } from './topic-record';

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

/** Decides of each record that comes whether it is kept. */
export type RecordFilter = (record: TopicRecord) => boolean;

/** So many records in a row that are too new end a partition, since others may come late. */
const LATE_RECORDS = 5_000;
/** Only records that are so much too new count for that. */
export const LATE_MS = 60_000;

export interface PartitionReadingOptions {
  readonly filter: RecordFilter;
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
  #waiting: TopicRecord[] = [];
  #taken = 0;
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
    return this.#waiting.length - this.#taken;
  }

  /** The one that is taken next. */
  get head(): TopicRecord | undefined {
    return this.#waiting[this.#taken];
  }

  /** Whether all that is known to lie in it has come; where it is followed, more may be written. */
  get isReadToEnd(): boolean {
    return this.next >= this.#end;
  }

  /** Whether nothing more is asked for. */
  get isDone(): boolean {
    return this.isReadToEnd && !this.options.follow;
  }

  take(): TopicRecord {
    const record = this.#waiting[this.#taken++]!;
    if (this.#taken === this.#waiting.length) {
      this.#waiting = [];
      this.#taken = 0;
    }
    return record;
  }

  /**
   * Takes in what its leader sent.
   *
   * @param bytes batches of records
   * @param shownEnd the end that the leader shows to consumers
   * @returns how many records were read
   */
  add(bytes: Buffer, shownEnd: number): number {
    const { filter, toMs = Infinity, follow } = this.options;
    let read = 0;
    for (const batch of batchesOf(bytes)) {
      for (const record of recordsOf(batch, this, this.next)) {
        if (record.offset >= this.#end && !follow) break;
        read += 1;
        this.firstMs ??= record.timestampMs;
        if (record.timestampMs >= toMs) {
          this.#beyond = record.timestampMs >= toMs + LATE_MS ? this.#beyond + 1 : 0;
          continue;
        }
        this.#beyond = 0;
        if (filter(record)) this.#waiting.push(record);
      }
      this.next = Math.max(this.next, batch.end);
    }
    if (this.#beyond >= LATE_RECORDS) this.#end = this.next;
    else if (follow) this.#end = Math.max(this.#end, shownEnd);
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
