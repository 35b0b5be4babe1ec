import { ListOffsetTimestamps } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import type { Brokers, TopicMetadata } from '../cluster-access/ask-brokers';
import { listOffsets, partitionName, untoldOffsets } from '../cluster-access/list-offsets';
import { retryFor } from '../system/retry-for';
import { readTopicsMetadata } from './find-topics';
import type { PartitionRange } from './partition-reading';
import { QUIET_MS } from './told-troubles';

/** What there is to read of a partition just now, and who leads it. */
export interface FoundRange extends PartitionRange {
  readonly leader: number;
  readonly leaderEpoch: number;
}

/** An election takes a second or so. */
const ELECTION_MS = 10_000;

/** What could be found out of partitions. */
export interface ToldRanges {
  readonly told: readonly FoundRange[];
  /** Names of those that nobody tells of. */
  readonly untold: readonly string[];
}

/**
 * The part of each partition from a time to the end that it has now.
 *
 * @param fromMs undefined for all that is there
 * @param onTrouble told of a partition that is waited for
 * @throws AccessError for a partition that nobody tells of
 */
export async function findRanges(
  brokers: Brokers,
  found: readonly TopicMetadata[],
  fromMs: number | undefined,
  onTrouble: (text: string) => void,
): Promise<readonly FoundRange[]> {
  const { told, untold } = await findToldRanges(brokers, found, fromMs, onTrouble);
  if (untold.length > 0) throw untoldOffsets(untold);
  return told;
}

/**
 * The same of those partitions that somebody tells of: the others are waited for as long.
 *
 * @throws AccessError where nobody tells of any
 */
export async function findToldRanges(
  brokers: Brokers,
  found: readonly TopicMetadata[],
  fromMs: number | undefined,
  onTrouble: (text: string) => void,
): Promise<ToldRanges> {
  const names = found.map(({ name }) => name ?? '');
  let topics: readonly TopicMetadata[] | undefined = found;
  let last: ToldRanges | undefined;
  const late = setTimeout(
    () =>
      onTrouble(
        `${names.join(', ')}: must have leaders that say where partitions begin and end. They are waited for.`,
      ),
    QUIET_MS,
  );
  return await retryFor(
    { durationMs: ELECTION_MS, retryOn: (error) => error instanceof AccessError },
    async () => {
      topics ??= await readTopicsMetadata(brokers, names);
      const asked = topics;
      topics = undefined;
      last = await rangesOf(brokers, asked, fromMs);
      if (last.untold.length > 0) throw untoldOffsets(last.untold);
      return last;
    },
  )
    .catch((error: unknown) => {
      if (error instanceof AccessError && last && last.told.length > 0) return last;
      throw error;
    })
    .finally(() => clearTimeout(late));
}

async function rangesOf(
  brokers: Brokers,
  topics: readonly TopicMetadata[],
  fromMs: number | undefined,
): Promise<ToldRanges> {
  const partitions = topics.flatMap(({ name, topicId, partitions: ofTopic }) =>
    ofTopic.map(({ partitionIndex: partition, leaderId: leader, leaderEpoch }) => ({
      ...{ topic: name ?? '', topicId, partition, leader, leaderEpoch },
    })),
  );
  const ask = (time: bigint) =>
    listOffsets(
      brokers,
      topics,
      partitions.map(({ topic, partition }) => ({ topic, partition, time })),
    );
  const [starts, ends] = await Promise.all([
    ask(fromMs === undefined ? ListOffsetTimestamps.EARLIEST : BigInt(Math.max(0, fromMs))),
    ask(ListOffsetTimestamps.LATEST),
  ]);
  const told = partitions.flatMap((each) => {
    const [start, end] = [starts.get(partitionName(each)), ends.get(partitionName(each))];
    if (start === undefined || end === undefined) return [];
    // Nothing is so new: what comes later is.
    return [{ ...each, from: Number(start < 0n ? end : start), end: Number(end) }];
  });
  const names = new Set(told.map(partitionName));
  return { told, untold: partitions.map(partitionName).filter((name) => !names.has(name)) };
}
