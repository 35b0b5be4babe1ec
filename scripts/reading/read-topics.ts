import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Brokers, TopicMetadata } from '../cluster-access/ask-brokers';
import { someNames } from '../cluster-access/list-offsets';
import type { RecordGroup } from './context-lines';
import { findRanges, findToldRanges, type FoundRange, type ToldRanges } from './find-ranges';
import { findTopics } from './find-topics';
import { LastGroups } from './last-groups';
import { RecordMerge } from './merge-records';
import { PartitionFeed, PATIENCE_MS } from './partition-feed';
import { LATE_MS, PartitionReading, type PartitionRange } from './partition-reading';
import { readApart } from './read-apart';
import { recordsOf } from './topic-record';
import {
  RecordSelection,
  type RecordSelectionOptions,
  type ShownRecords,
} from './record-selection';

/** How far reading is. */
export interface ReadProgress {
  /** Records that were read, also those that nobody wanted. */
  readonly read: number;
  /** Of all that is to be read, from 0 to 1. */
  readonly share: number;
  readonly matches: number;
}

export interface ReadTopicsOptions extends RecordSelectionOptions, ShownRecords {
  /** Names, or beginnings of names with a `*` behind; each is read whole. */
  readonly topics: readonly string[];
  /** Records of this time and later are left out. @default - none is */
  readonly toMs?: number | undefined;
  /** Only so many matches, the last ones. @default - all */
  readonly last?: number | undefined;
  /** Ends after so many matches. @default - never */
  readonly limit?: number | undefined;
  /** Goes on with what is written, until it is ended. */
  readonly follow: boolean;
  /** Called between pieces; what is resolved late holds up reading. */
  readonly onPiece: (progress: ReadProgress) => Promise<void>;
  readonly onTrouble: (text: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export interface ReadResult {
  readonly matches: number;
  /** Names, also of those in which nothing was found. */
  readonly topics: readonly string[];
  /** Names of partitions that could not be read, since nobody leads them. */
  readonly unread: readonly string[];
}

/** So many records between two looks at what has come. */
const PIECE_RECORDS = 5_000;
/** Where it goes on with what is written: partitions that are written to at the same time are merged. */
const TOGETHER_MS = 200;
/** Where matches are fewer than is hoped for, so many times more are looked at from the end. */
const FURTHER = 8;

/**
 * Reads topics without a group: nobody's offsets are committed, nobody else's partitions are taken.
 *
 * A partition that nobody leads is left out; who follows topics wants all of them.
 *
 * @throws UserError where there is no topic of a name
 * @throws AccessError where no partition can be read, or one no longer
 */
export async function readTopics(
  brokers: Brokers,
  options: ReadTopicsOptions,
): Promise<ReadResult> {
  return await readApart(brokers, (own) => new TopicReader(own, options).run());
}

/** What is done with the records of a pass. */
interface Pass {
  readonly ranges: readonly FoundRange[];
  readonly follow: boolean;
  readonly shown: ShownRecords;
}

/** What is driven until all is read. */
interface Driven extends Pick<Pass, 'follow'> {
  readonly partitions: readonly PartitionReading[];
  readonly merge: RecordMerge;
  readonly feed: PartitionFeed;
  readonly selection: RecordSelection;
}

class TopicReader {
  #matches = 0;
  /** Records of passes that are over. */
  #readBefore = 0;

  constructor(
    private readonly brokers: Brokers,
    private readonly options: ReadTopicsOptions,
  ) {}

  async run(): Promise<ReadResult> {
    const { topics, last, follow, onGroup } = this.options;
    const shown = this.options;
    const found = await findTopics(this.brokers, 'read', topics);
    const { told: ranges, untold: unread } = await this.#rangesOf(found);
    if (last === undefined) await this.#pass({ ranges, follow, shown });
    else {
      for (const group of await this.#lastOf(ranges, last)) onGroup(group);
      const onward = ranges.map((range) => ({ ...range, from: range.end }));
      if (follow) await this.#pass({ ranges: onward, follow, shown });
    }
    return { matches: this.#matches, topics: found.map(({ name }) => name ?? '').sort(), unread };
  }

  async #rangesOf(found: readonly TopicMetadata[]): Promise<ToldRanges> {
    const { fromMs, follow, onTrouble } = this.options;
    if (follow) {
      return { told: await findRanges(this.brokers, found, fromMs, onTrouble), untold: [] };
    }
    const ranges = await findToldRanges(this.brokers, found, fromMs, onTrouble);
    if (ranges.untold.length > 0) {
      onTrouble(`${someNames(ranges.untold)}: no leader tells of it. All others are read.`);
    }
    return ranges;
  }

  /**
   * The last matches of all: further and further back in each partition, until it has shown as many itself, what lies
   * before is older than those that were found, or there is no more.
   */
  async #lastOf(ranges: readonly FoundRange[], count: number): Promise<readonly RecordGroup[]> {
    for (let span = count; ; span *= FURTHER) {
      const kept = new LastGroups(count);
      this.#matches = 0;
      const parts = await this.#pass({
        ranges: ranges.map((each) => ({ ...each, from: Math.max(each.from, each.end - span) })),
        follow: false,
        shown: {
          onGroup: (group) => kept.add(group),
          onRun: (run) => {
            for (const record of recordsOf(run)) kept.add([{ record, isMatch: true }]);
          },
        },
      });
      const isBehind = (part: PartitionReading, index: number) =>
        part.range.from === ranges[index]!.from ||
        kept.seenOf(part) >= count ||
        (part.firstMs ?? Infinity) + LATE_MS < kept.oldestMs;
      if (!parts.every(isBehind)) continue;
      this.#matches = kept.matches;
      return kept.groups;
    }
  }

  async #pass({ ranges, follow, shown }: Pass): Promise<readonly PartitionReading[]> {
    const { toMs, onTrouble, signal } = this.options;
    const selection = new RecordSelection(this.options, shown);
    const readingOf = (range: PartitionRange) =>
      new PartitionReading(range, { filter: selection.filter, toMs, follow });
    const partitions = ranges.map(readingOf);
    const merge = new RecordMerge(partitions);
    const onNewPartition = (range: PartitionRange) => {
      const reading = readingOf(range);
      partitions.push(reading);
      merge.add(reading);
    };
    const feed = new PartitionFeed({
      ...{ brokers: this.brokers, partitions, onTrouble, signal },
      ...(follow && { onNewPartition }),
      patienceMs: follow ? Infinity : PATIENCE_MS,
    });
    await this.#drive({ partitions, merge, feed, selection, follow });
    signal.throwIfAborted();
    selection.flush();
    this.#readBefore += feed.read;
    this.#matches += selection.matches;
    return partitions;
  }

  async #drive({ partitions, merge, feed, selection, follow }: Driven): Promise<void> {
    const { limit = Infinity, onPiece, signal } = this.options;
    const all = partitions.reduce((sum, { range }) => sum + range.end - range.from, 0);
    const isEnough = () => selection.matches >= limit;
    while (!signal.aborted) {
      const untilAnswered = feed.topUp();
      let taken = 0;
      while (taken < PIECE_RECORDS && !isEnough()) {
        const run = merge.take(Math.min(PIECE_RECORDS - taken, limit - selection.matches));
        if (!run) break;
        selection.take(run);
        taken += run.to - run.from;
      }
      await onPiece({
        read: this.#readBefore + feed.read,
        share: all === 0 ? 1 : Math.min(1, feed.read / all),
        matches: this.#matches + selection.matches,
      });
      if (isEnough()) return;
      // What was taken may have left a partition low that was not asked.
      if (taken > 0) await turn();
      else if (partitions.every((each) => each.isDone && each.waiting === 0)) return;
      else await untilAnswered();
      const isLive = taken === 0 && follow && partitions.every((each) => each.isReadToEnd);
      if (isLive) await sleep(TOGETHER_MS, undefined, { signal });
    }
  }
}
