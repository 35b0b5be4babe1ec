import { openKafka, type KafkaAccess } from '../cluster-access/kafka-access';
import type { Brokers } from './ask-brokers';
import { createSmokeTopic, type LedPartition } from './create-smoke-topic';
import { produceBatches } from './produce-batches';
import { removeSmokeTopics } from './remove-smoke-topics';
import { makeBatches, TIMESTAMP_STEP_MS, type PlacedRecord } from './smoke-records';
import type { SmokeContext } from './smoke-context';
import { newSmokeTopicName } from './smoke-topic-name';

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

/**
 * The topic that the checks of one run share: made when the first of them needs it, filled when the
 * first needs records, removed by the run at its end. What failed is tried anew for the next who
 * asks, with another topic.
 */
export class SmokeTopic {
  private readonly names: string[] = [];
  private making: Promise<readonly LedPartition[]> | undefined;
  private filling: Promise<readonly FilledPartition[]> | undefined;

  constructor(private readonly options: SmokeTopicOptions) {}

  /** Its partitions, each with the broker that serves it. */
  made(): Promise<readonly LedPartition[]> {
    this.making ??= this.make().catch((error: unknown) => {
      this.making = undefined;
      throw error;
    });
    return this.making;
  }

  /** Its partitions with the records that all in-sync replicas have acknowledged. */
  filled(): Promise<readonly FilledPartition[]> {
    this.filling ??= this.fill().catch((error: unknown) => {
      this.filling = undefined;
      this.making = undefined;
      throw error;
    });
    return this.filling;
  }

  /** Deletes what this run has made, or was about to make. */
  async remove(kafka: KafkaAccess): Promise<void> {
    await Promise.allSettled([this.making, this.filling]);
    if (this.names.length === 0) return;
    await removeSmokeTopics({ topology: this.options.context.topology, kafka }, this.names);
  }

  private async make(): Promise<readonly LedPartition[]> {
    const name = newSmokeTopicName(new Date());
    this.names.push(name);
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
          const leader = kafka.broker(partition.leader);
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
    const { signal } = new AbortController();
    const kafka = openKafka({ reach, security: topology.spec.security, signal });
    return await work({ topology, kafka }).finally(() => kafka.close());
  }
}

/** Long enough ago for the last one to lie in the past: brokers may refuse the future. */
function firstTimestampMs(): number {
  return Math.floor(Date.now() / TIMESTAMP_STEP_MS) * TIMESTAMP_STEP_MS - 60 * TIMESTAMP_STEP_MS;
}
