import { setTimeout as sleep } from 'node:timers/promises';
import { ListOffsetTimestamps, protocolErrorsCodesById } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import { brokerWithId, type Brokers, type TopicMetadata } from '../cluster-access/ask-brokers';
import { listOffsets, partitionName } from '../cluster-access/list-offsets';
import { HostError } from '../hosts/host-error';
import { fetchPartitions, type FetchedPartition } from './fetch-partitions';
import { readTopicsMetadata } from './find-topics';
import { groupBy } from '../cluster-access/group-by';
import type { PartitionRange, PartitionReading } from './partition-reading';
import { ToldTroubles } from './told-troubles';

export interface PartitionFeedOptions {
  /** Access whose requests hold up nobody else's. */
  readonly brokers: Brokers;
  readonly partitions: readonly PartitionReading[];
  /** Told of partitions that topics have been given since, which it is to add to the others. @default - nobody is */
  readonly onNewPartition?: ((range: PartitionRange) => void) | undefined;
  /** Told of what keeps records away, and of such as were deleted before they were read. */
  readonly onTrouble: (text: string) => void;
  /** For how long a partition that gives no answer is asked again; Infinity for as long as it takes. */
  readonly patienceMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Partitions whose leader is gone for so long will not be read soon. */
export const PATIENCE_MS = 60_000;
/** A broker that has just started knows no topic for a moment; one that none knows for so long was deleted. */
const GONE_MS = 10_000;
/** Between two looks for partitions that were added. */
const LOOK_MS = 5_000;
/** Between two tries; a leader is chosen within a second or so. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 1_000];

/** Errors that end when somebody leads the partition again. */
const PASSING: ReadonlySet<string> = new Set([
  ...['NOT_LEADER_OR_FOLLOWER', 'LEADER_NOT_AVAILABLE', 'REPLICA_NOT_AVAILABLE'],
  ...['FENCED_LEADER_EPOCH', 'UNKNOWN_LEADER_EPOCH', 'OFFSET_NOT_AVAILABLE'],
  ...['KAFKA_STORAGE_ERROR', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_ID'],
]);

/** What keeps a partition from being read, since when. */
interface Trouble {
  readonly sinceMs: number;
  readonly error: AccessError | HostError;
}

/** Keeps partitions supplied: asks each leader for those that run low, one request at a time, and follows leaders that move. */
export class PartitionFeed {
  /** Records that came, also those that nobody wanted. */
  read = 0;
  /** Requests that have ended. */
  #answers = 0;
  /** Requests under way, by leader. */
  readonly #asked = new Map<number, Promise<void>>();
  readonly #troubled = new Map<PartitionReading, Trouble>();
  readonly #told: ToldTroubles;
  /** Since when brokers do not know a topic any more. */
  readonly #goneSinceMs = new Map<string, number>();
  #lookedMs = performance.now();
  #looking: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(private readonly options: PartitionFeedOptions) {
    this.#told = new ToldTroubles(options.onTrouble);
  }

  /**
   * Asks for what is wanted, and does not wait for it.
   *
   * @returns waits until an answer has come since; throws AccessError or HostError where a partition gave none for too long
   */
  topUp(): () => Promise<void> {
    const before = this.#answers;
    const wanted = this.options.partitions.filter((each) => !each.isDone && each.isLow);
    for (const [leader = NOBODY, partitions] of groupBy(wanted, (each) => each.leader)) {
      if (this.#asked.has(leader)) continue;
      // Those that hold up the others come first: the first one brings a batch whatever its size.
      const hungry = partitions.toSorted((a, b) => a.waiting - b.waiting);
      const asked = this.#ask(leader, hungry)
        .catch((error: unknown) => {
          this.#failure ??= error as Error;
        })
        .finally(() => {
          this.#asked.delete(leader);
          this.#answers += 1;
        });
      this.#asked.set(leader, asked);
    }
    if (this.options.onNewPartition && performance.now() - this.#lookedMs >= LOOK_MS) {
      this.#lookedMs = performance.now();
      this.#lookForLeaders().catch((error: unknown) => (this.#failure ??= error as Error));
    }
    return async () => {
      if (this.#answers === before) await Promise.race(this.#asked.values());
      this.options.signal.throwIfAborted();
      if (this.#failure !== undefined) throw this.#failure;
    };
  }

  async #ask(leader: number, partitions: readonly PartitionReading[]): Promise<void> {
    const failed = leader === NOBODY ? partitions : await this.#fetch(leader, partitions);
    if (leader === NOBODY) for (const each of partitions) this.#note(each, leaderless(each));
    if (failed.length === 0) return;
    this.#requirePatience(failed);
    const { signal } = this.options;
    const waitedMs = Math.max(...failed.map((each) => this.#waitedMs(each)));
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, waitedMs / 2));
    await sleep(pauseMs, undefined, { signal });
    await this.#lookForLeaders();
  }

  /** @returns the partitions that it did not answer for */
  async #fetch(
    leader: number,
    partitions: readonly PartitionReading[],
  ): Promise<readonly PartitionReading[]> {
    const { brokers, signal, partitions: all } = this.options;
    const askedMs = performance.now();
    try {
      const broker = brokers.kafka.broker(brokerWithId(brokers.topology, leader));
      const answers = await fetchPartitions(broker, partitions, all.length);
      const failed: PartitionReading[] = [];
      for (const answer of answers) {
        if (!(await this.#takeIn(answer))) failed.push(answer.partition);
      }
      return failed;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AccessError || error instanceof HostError)) throw error;
      for (const each of partitions) this.#note(each, error, askedMs);
      return partitions;
    }
  }

  /** @returns whether there was an answer */
  async #takeIn(answer: FetchedPartition): Promise<boolean> {
    const { partition, batches, highWatermark } = answer;
    const code = protocolErrorsCodesById[answer.errorCode] ?? `error ${answer.errorCode}`;
    if (code === 'NONE') {
      this.read += partition.add(batches, Number(highWatermark));
      this.#goneSinceMs.delete(partition.topic);
      if (this.#troubled.delete(partition) && this.#troubled.size === 0) this.#told.end();
      return true;
    }
    if (code === 'OFFSET_OUT_OF_RANGE') {
      await this.#skipDeleted(partition);
      return true;
    }
    const error = refused(partition, code);
    if (!PASSING.has(code)) throw error;
    this.#note(partition, error);
    return false;
  }

  /** Retention has come first. */
  async #skipDeleted(partition: PartitionReading): Promise<void> {
    const { brokers, onTrouble } = this.options;
    const name = partitionName(partition);
    const topics = await readTopicsMetadata(brokers, [partition.topic]);
    const asked = { ...partition.range, time: ListOffsetTimestamps.EARLIEST };
    const earliest = (await listOffsets(brokers, topics, [asked])).get(name);
    if (earliest === undefined) return;
    if (earliest <= partition.next) throw refused(partition, 'OFFSET_OUT_OF_RANGE');
    const missed = partition.skipTo(Number(earliest));
    onTrouble(
      `${name}: ${missed} records were deleted before they were read, as its retention says.`,
    );
  }

  /** @param beganMs when an answer was first waited for */
  #note(
    partition: PartitionReading,
    error: AccessError | HostError,
    beganMs = performance.now(),
  ): void {
    const { sinceMs } = this.#troubled.get(partition) ?? { sinceMs: beganMs };
    this.#troubled.set(partition, { sinceMs, error });
    this.#told.tell(error, performance.now() - sinceMs);
  }

  #waitedMs(partition: PartitionReading): number {
    const trouble = this.#troubled.get(partition);
    return trouble ? performance.now() - trouble.sinceMs : 0;
  }

  #requirePatience(partitions: readonly PartitionReading[]): void {
    for (const each of partitions) {
      if (this.#waitedMs(each) > this.options.patienceMs) throw this.#troubled.get(each)!.error;
    }
  }

  /** One look serves all who ask. */
  async #lookForLeaders(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { brokers, partitions, signal } = this.options;
    const names = [...new Set(partitions.map(({ topic }) => topic))];
    const topics = await readTopicsMetadata(brokers, names).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof AccessError || error instanceof HostError) return [];
      throw error;
    });
    for (const topic of topics) this.#takeLook(topic);
  }

  #takeLook({ name, topicId, partitions: found }: TopicMetadata): void {
    const topic = name ?? '';
    const known = new Map(
      this.options.partitions
        .filter((each) => each.topic === topic)
        .map((each) => [each.partition, each]),
    );
    this.#noteGone(topic, found.length === 0);
    for (const { partitionIndex: partition, leaderId, leaderEpoch } of found) {
      const leader = leaderId === NOBODY ? undefined : leaderId;
      const reading = known.get(partition);
      if (!reading) {
        const place = { topic, topicId, partition, from: 0, end: 0, leaderEpoch };
        this.options.onNewPartition?.({ ...place, ...(leader !== undefined && { leader }) });
        continue;
      }
      if (reading.topicId !== topicId) throw madeAnew(topic);
      // A broker that is cut off goes on naming itself: the newest epoch counts.
      if (leaderEpoch < reading.leaderEpoch) continue;
      reading.leaderEpoch = leaderEpoch;
      reading.leader = leader;
    }
  }

  #noteGone(topic: string, isGone: boolean): void {
    if (!isGone) return void this.#goneSinceMs.delete(topic);
    const sinceMs = this.#goneSinceMs.get(topic) ?? performance.now();
    if (performance.now() - sinceMs >= GONE_MS) throw deleted(topic);
    this.#goneSinceMs.set(topic, sinceMs);
  }
}

const NOBODY = -1;

const leaderless = (partition: PartitionReading) =>
  new AccessError({
    path: partitionName(partition),
    rule: 'have a leader',
    remedy: 'Start the brokers that have it; `status` tells which are down',
  });

const refused = (partition: PartitionReading, code: string) =>
  new AccessError(
    {
      path: partitionName(partition),
      rule: 'be given by its leader',
      value: code,
      remedy: 'Look at server.log of its leader, which `topics --describe` names',
    },
    { codes: [code] },
  );

const madeAnew = (topic: string) =>
  new AccessError({
    path: topic,
    rule: 'be the same topic as when reading began',
    value: 'another one of that name',
    remedy: 'Read it again',
  });

const deleted = (topic: string) =>
  new AccessError({
    path: topic,
    rule: 'be there until it is read, and was deleted meanwhile',
    remedy: 'Nothing more can be read of it',
  });
