import type { KafkaAccess } from '../../cluster-access/kafka-access';
import { withBrokers } from '../../cluster-access/with-brokers';
import type { Brokers } from '../../cluster-access/ask-brokers';
import { createSmokeTopic } from './create-smoke-topic';
import { readLedPartitions, type LedPartition } from './led-partitions';
import { produceBatches } from './produce-batches';
import { removeSmokeTopics } from './remove-smoke-topics';
import { makeBatches, TIMESTAMP_STEP_MS, type PlacedRecord } from './smoke-records';
import type { SmokeContext } from '../smoke-context';
import { newSmokeTopicName } from '../../health/smoke-topic-name';

/** A partition of the smoke topic with what was produced to it and acknowledged. */
export interface FilledPartition extends LedPartition {
  readonly produced: readonly PlacedRecord[];
}

export interface SmokeTopicOptions {
  readonly context: SmokeContext;
  /** How long to wait for brokers that have not registered yet. */
  readonly waitForBrokersMs: number;
  /** Interrupts waiting. */
  readonly signal: AbortSignal;
  /** Awaited between producing and reading back: the place for a drill, such as killing a leader. */
  readonly afterProduce?: ((partitions: readonly FilledPartition[]) => Promise<void>) | undefined;
}

const MAX_TOPICS = 5;

/** One topic: a failed attempt to make or fill it is followed by another one with another name. */
interface Attempt {
  readonly name: string;
  making?: Promise<readonly LedPartition[]>;
  filling?: Promise<readonly FilledPartition[]>;
}

/**
 * The topic that the checks of one run share: made when the first of them needs it, filled when the
 * first needs records, removed by the run at its end.
 */
export class SmokeTopic {
  private readonly attempts: Attempt[] = [];

  constructor(private readonly options: SmokeTopicOptions) {}

  /** Its name, also before it is made. */
  get name(): string {
    return this.latest().name;
  }

  /** Its partitions, each with the broker that serves it. */
  made(): Promise<readonly LedPartition[]> {
    const attempt = this.latest();
    attempt.making ??= this.make(attempt).catch((error: unknown) => this.giveUp(attempt, error));
    return attempt.making;
  }

  /**
   * Its partitions with the records that all in-sync replicas have acknowledged, and those who lead
   * them now: not the same as before, where a broker went down in between.
   */
  async filled(brokers: Brokers): Promise<readonly FilledPartition[]> {
    const attempt = this.latest();
    attempt.filling ??= this.fill().catch((error: unknown) => this.giveUp(attempt, error));
    const filled = await attempt.filling;
    const led = await readLedPartitions(brokers, attempt.name);
    return led.map((partition, index) => ({
      ...partition,
      produced: filled[index]?.produced ?? [],
    }));
  }

  /**
   * Lets who asks next make another one, unless records are in this one already or it was done some
   * times before: Kafka gives a broker that comes back its leadership only after minutes.
   */
  abandon(): void {
    const isFresh = this.latest().filling === undefined;
    if (isFresh && this.attempts.length < MAX_TOPICS) this.startOver();
  }

  /** Deletes what this run has made, or was about to make. */
  async remove(kafka: KafkaAccess): Promise<void> {
    const begun = this.attempts.filter(({ making }) => making !== undefined);
    for (const { making, filling } of begun) await Promise.allSettled(present([making, filling]));
    const { topology } = this.options.context;
    const names = begun.map(({ name }) => name);
    if (names.length > 0) await removeSmokeTopics({ topology, kafka }, names);
  }

  private latest(): Attempt {
    return this.attempts.at(-1) ?? this.startOver();
  }

  private startOver(): Attempt {
    const attempt = { name: newSmokeTopicName(new Date()) };
    this.attempts.push(attempt);
    return attempt;
  }

  private giveUp(attempt: Attempt, error: unknown): never {
    if (attempt === this.latest()) this.startOver();
    throw error;
  }

  private async make({ name }: Attempt): Promise<readonly LedPartition[]> {
    const { waitForBrokersMs, signal } = this.options;
    return await this.withKafka((brokers) =>
      createSmokeTopic({ ...brokers, name, waitForBrokersMs, signal }),
    );
  }

  private async fill(): Promise<readonly FilledPartition[]> {
    const partitions = await this.made();
    const firstTimestamp = firstTimestampMs();
    const filled = await this.withKafka(({ kafka }) =>
      Promise.all(
        partitions.map(async (partition) => {
          const leader = kafka.broker(partition.leader, 'client');
          const produced = await produceBatches(leader, partition, makeBatches(firstTimestamp));
          return { ...partition, produced };
        }),
      ),
    );
    await this.options.afterProduce?.(filled);
    return filled;
  }

  /** An interrupted run doesn't cut these connections: what is being made could not be removed. */
  private async withKafka<T>(work: (brokers: Brokers) => Promise<T>): Promise<T> {
    const { topology, reach } = this.options.context;
    return await withBrokers({ topology, reach }, work);
  }
}

const present = <T>(values: readonly (T | undefined)[]): T[] =>
  values.filter((value): value is T & {} => value !== undefined);

/** Long enough ago for the last one to lie in the past: brokers may refuse the future. */
function firstTimestampMs(): number {
  return Math.floor(Date.now() / TIMESTAMP_STEP_MS) * TIMESTAMP_STEP_MS - 60 * TIMESTAMP_STEP_MS;
}
