import { setTimeout as sleep } from 'node:timers/promises';
import { NumericMap, ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import { toMessage } from '../smoke/topic/smoke-records';
import type { LeaderLookup } from './leader-lookup';

/** A record that all in-sync replicas have acknowledged. */
export interface AckedRecord {
  /** Its number in its partition; the first one is 0. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly ackedAtMs: number;
  /** How long it took, from the first time that it was sent. */
  readonly waitedMs: number;
}

export interface PartitionWriterOptions {
  readonly kafka: KafkaAccess;
  readonly topic: string;
  readonly partition: number;
  /** By which brokers know a record that is sent again: it is written once. */
  readonly producer: { readonly id: bigint; readonly epoch: number };
  readonly leaders: LeaderLookup;
  /** Told of each record that is acknowledged. */
  readonly onAcked?: (record: AckedRecord) => void;
}

/** From one record to the next. A gap is measured as finely as this. */
const EVERY_MS = 50;
/** As a client does that is in a hurry. */
const RETRY_AFTER_MS = 50;
/** How long a broker may wait for its followers. */
const REPLICATION_TIMEOUT_MS = 30_000;

/**
 * Writes numbered records to one partition, each acknowledged by all in-sync replicas before the next
 * goes out, and again until it is. Its brokers see an idempotent producer, so that a record which is
 * sent twice is stored once.
 */
export class PartitionWriter {
  #next = 0;
  #sentAt: number | undefined;
  #writing: Promise<AckedRecord | undefined> | undefined;

  constructor(private readonly options: PartitionWriterOptions) {}

  /** How long the record that is on its way has waited; 0 where none is. */
  get waitingMs(): number {
    return this.#sentAt === undefined ? 0 : performance.now() - this.#sentAt;
  }

  /** Writes until it is told to stop; then what is on its way is still waited for, as long as `patient` lasts. */
  async run(stop: AbortSignal, patient: AbortSignal): Promise<void> {
    while (!stop.aborted && !patient.aborted) {
      await this.write(patient);
      await sleep(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /**
   * Writes one record: the one that is on its way, where there is one.
   *
   * @returns undefined where it is not acknowledged, since patience came to its end
   */
  async write(patient: AbortSignal): Promise<AckedRecord | undefined> {
    this.#writing ??= this.#write(patient).finally(() => (this.#writing = undefined));
    return await this.#writing;
  }

  async #write(patient: AbortSignal): Promise<AckedRecord | undefined> {
    const begun = (this.#sentAt ??= performance.now());
    while (!patient.aborted) {
      try {
        await this.#send(this.#next);
      } catch {
        // Whatever it was: the record is sent again, to whoever leads the partition then.
        this.options.leaders.lookAgain();
        await sleep(RETRY_AFTER_MS, undefined, { signal: patient }).catch(() => undefined);
        continue;
      }
      const waitedMs = performance.now() - begun;
      const acked = { number: this.#next, ackedAtMs: Date.now(), waitedMs };
      this.#sentAt = undefined;
      this.#next += 1;
      this.options.onAcked?.(acked);
      return acked;
    }
    return undefined;
  }

  async #send(number: number): Promise<void> {
    const { kafka, topic, partition, producer, leaders } = this.options;
    const leader = await leaders.of(partition);
    if (!leader) throw new Error('nobody leads it');
    const record = {
      ...{ key: null, value: Buffer.from(String(number)), headers: [] },
      timestampMs: Date.now(),
    };
    await kafka
      .broker(leader)
      .ask(
        produceV11.api,
        ProduceAcks.ALL,
        REPLICATION_TIMEOUT_MS,
        [toMessage(record, { topic, partition })],
        {
          ...{ compression: 'none', producerId: producer.id, producerEpoch: producer.epoch },
          sequences: new NumericMap([[`${topic}:${partition}`, number]]),
        },
      );
  }
}
