import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12, ProduceAcks, produceV11 } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import { askAnyBroker, type Brokers } from '../cluster-access/ask-brokers';
import { newSmokeTopicName } from '../health/smoke-topic-name';
import { createSmokeTopic } from '../smoke/topic/create-smoke-topic';
import type { LedPartition } from '../smoke/topic/led-partitions';
import { readLedPartitions } from '../smoke/topic/led-partitions';
import { removeSmokeTopics } from '../smoke/topic/remove-smoke-topics';
import { toMessage } from '../smoke/topic/smoke-records';

/** Between two writes to the same broker. */
const PAUSE_MS = 200;
/** A producer's own, of a stock one. */
const RETRY_PAUSE_MS = 100;
const ACK_LIMIT_MS = 5_000;
const WAIT_FOR_BROKERS_MS = 5_000;

export interface LateWrites {
  /** A write that waits longer is late. */
  readonly lateMs: number;
  /** Told as soon as a write is late, while it still waits. */
  readonly onLate: () => void;
}

/**
 * Writes a small record again and again to a topic of its own, with a partition that each broker leads,
 * and notes how long acknowledgements by all in-sync replicas take: what producers feel. The topic is
 * one of the smoke checks', which every judgement leaves out and any later run clears away.
 */
export class AckProbe {
  private longest = 0;
  private longestEver = 0;
  /** When the writes were begun that still wait, by partition. */
  private readonly waitingSince = new Map<number, number>();
  private readonly end = new AbortController();
  private readonly working: Promise<unknown>;

  private constructor(
    private readonly brokers: Brokers,
    private readonly name: string,
    partitions: readonly LedPartition[],
    private readonly late: LateWrites,
  ) {
    this.working = Promise.all(partitions.map((each) => this.probe(each)));
  }

  static async start(brokers: Brokers, late: LateWrites): Promise<AckProbe> {
    const name = newSmokeTopicName(new Date());
    const { signal } = new AbortController();
    // One that is down could neither lead nor acknowledge: what is moved off it must not wait for it.
    const { brokers: registered } = await askAnyBroker(brokers, metadataV12.api, []);
    const ids = new Set(registered.map(({ nodeId }) => nodeId));
    const { hosts } = brokers.topology;
    const up = hosts.filter(({ broker }) => broker === undefined || ids.has(broker.id));
    const topology = { ...brokers.topology, hosts: up };
    const options = {
      ...{ kafka: brokers.kafka, topology, name, signal },
      waitForBrokersMs: WAIT_FOR_BROKERS_MS,
    };
    return new AckProbe(brokers, name, await createSmokeTopic(options), late);
  }

  /** The longest wait since this was asked last, in milliseconds: also of one that has not ended. */
  takeLongest(): number {
    const now = performance.now();
    for (const start of this.waitingSince.values()) this.note(now - start);
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  /** The longest wait of all. */
  get longestMs(): number {
    return this.longestEver;
  }

  /** Ends it and deletes its topic. */
  async stop(): Promise<void> {
    this.end.abort();
    await this.working;
    await removeSmokeTopics(this.brokers, [this.name]);
  }

  private async probe(partition: LedPartition): Promise<void> {
    const { signal } = this.end;
    while (!signal.aborted) {
      const start = performance.now();
      this.waitingSince.set(partition.partition, start);
      const late = setTimeout(this.late.onLate, this.late.lateMs);
      await this.writeUntilAcked(partition, signal);
      clearTimeout(late);
      this.waitingSince.delete(partition.partition);
      if (!signal.aborted) this.note(performance.now() - start);
      await pause(PAUSE_MS, signal);
    }
  }

  /** As producers do it: where one does not take it, whoever leads by then is asked. */
  private async writeUntilAcked(partition: LedPartition, signal: AbortSignal): Promise<void> {
    for (let to = partition; !signal.aborted;) {
      try {
        await this.write(to);
        return;
      } catch (error) {
        if (!(error instanceof AccessError)) throw error;
      }
      await pause(RETRY_PAUSE_MS, signal);
      to = (await this.findLeader(partition)) ?? to;
    }
  }

  private note(ms: number): void {
    this.longest = Math.max(this.longest, ms);
    this.longestEver = Math.max(this.longestEver, ms);
  }

  private async write(to: LedPartition): Promise<void> {
    const record = { key: null, value: PROBE, headers: [], timestampMs: Date.now() };
    const messages = [toMessage(record, to)];
    const leader = this.brokers.kafka.broker(to.leader);
    await leader.ask(produceV11.api, ProduceAcks.ALL, ACK_LIMIT_MS, messages, {});
  }

  private async findLeader({ partition }: LedPartition): Promise<LedPartition | undefined> {
    const led = await readLedPartitions(this.brokers, this.name).catch(() => []);
    return led.find((each) => each.partition === partition);
  }
}

/** Ended early by the signal, which is no error. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

const PROBE = Buffer.from('how long does this take');
