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
const ACK_LIMIT_MS = 5_000;
const WAIT_FOR_BROKERS_MS = 5_000;

/**
 * Writes a small record again and again to a topic of its own, with a partition that each broker leads,
 * and notes how long acknowledgements by all in-sync replicas take: what producers feel. The topic is
 * one of the smoke checks', which every judgement leaves out and any later run clears away.
 */
export class AckProbe {
  private longest = 0;
  private longestEver = 0;
  private readonly end = new AbortController();
  private readonly working: Promise<unknown>;

  private constructor(
    private readonly brokers: Brokers,
    private readonly name: string,
    partitions: readonly LedPartition[],
  ) {
    this.working = Promise.all(partitions.map((each) => this.probe(each)));
  }

  static async start(brokers: Brokers): Promise<AckProbe> {
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
    return new AckProbe(brokers, name, await createSmokeTopic(options));
  }

  /** The longest wait since this was asked last, in milliseconds. */
  takeLongest(): number {
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
    let to = partition;
    while (!signal.aborted) {
      const start = performance.now();
      const acked = await this.write(to).catch((error: unknown) => {
        if (!(error instanceof AccessError)) throw error;
        return false;
      });
      this.note(acked ? performance.now() - start : ACK_LIMIT_MS);
      // Another may lead it by now.
      if (!acked) to = (await this.findLeader(partition)) ?? to;
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private note(ms: number): void {
    this.longest = Math.max(this.longest, ms);
    this.longestEver = Math.max(this.longestEver, ms);
  }

  private async write(to: LedPartition): Promise<boolean> {
    const record = { key: null, value: PROBE, headers: [], timestampMs: Date.now() };
    const messages = [toMessage(record, to)];
    const leader = this.brokers.kafka.broker(to.leader);
    await leader.ask(produceV11.api, ProduceAcks.ALL, ACK_LIMIT_MS, messages, {});
    return true;
  }

  private async findLeader({ partition }: LedPartition): Promise<LedPartition | undefined> {
    const led = await readLedPartitions(this.brokers, this.name).catch(() => []);
    return led.find((each) => each.partition === partition);
  }
}

const PROBE = Buffer.from('how long does this take');
