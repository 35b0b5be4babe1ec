import { setTimeout as sleep } from 'node:timers/promises';
import { NumericMap, ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { KafkaAccess } from '../../cluster-access/kafka-access';
import { toMessage } from '../../smoke/topic/smoke-records';
import type { LeaderLookup } from './leader-lookup';

/** A record that all in-sync replicas have acknowledged. */
export interface AckedRecord {
  /** Its number in its partition; the first one is 0. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly ackedAtMs: number;
}

export interface PartitionWriterOptions {
  readonly kafka: KafkaAccess;
  readonly topic: string;
  readonly partition: number;
  /** By which brokers know a record that is sent again: it is written once. */
  readonly producer: { readonly id: bigint; readonly epoch: number };
  readonly leaders: LeaderLookup;
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
  readonly acked: AckedRecord[] = [];

  constructor(private readonly options: PartitionWriterOptions) {}

  /** Writes until it is told to stop; then what is on its way is still waited for, as long as `patient` lasts. */
  async run(stop: AbortSignal, patient: AbortSignal): Promise<void> {
    for (let number = 0; !stop.aborted && !patient.aborted; number += 1) {
      await this.write(number, patient);
      await sleep(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  private async write(number: number, patient: AbortSignal): Promise<void> {
    while (!patient.aborted) {
      try {
        await this.send(number);
        this.acked.push({ number, ackedAtMs: Date.now() });
        return;
      } catch {
        // Whatever it was: the record is sent again, to whoever leads the partition then.
        this.options.leaders.lookAgain();
        await sleep(RETRY_AFTER_MS, undefined, { signal: patient }).catch(() => undefined);
      }
    }
  }

  private async send(number: number): Promise<void> {
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
