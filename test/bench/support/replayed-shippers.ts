import { setTimeout as sleep } from 'node:timers/promises';
import { createAPI, initProducerIdV4, produceV11, ProduceAcks, Writer } from '@platformatic/kafka';
import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { readMetadata } from '../../../scripts/cluster-access/ask-brokers';
import type { KafkaAccess } from '../../../scripts/cluster-access/kafka-access';
import { LeaderLookup } from '../../../scripts/probing/leader-lookup';
import { retryFor } from '../../../scripts/system/retry-for';
import type { BenchCluster } from './bench-cluster';
import type { ShippersOfHosts, ShippingWay, ToldByShippers } from './many-shippers';
import { type BatchProducer, ReplayedBatches } from './replayed-batches';

/** What one partition is sent at most in one request: `batch.size` of the shipper, before it is compressed. */
const MOST_LINES = 1_100;
const CONNECTING_AT_ONCE = 8;
/** Brokers that have just started are slow at logins. */
const LIMITS = { requestTimeoutMs: 60_000, connectTimeoutMs: 60_000 };
const LOOK_MS = 20;
const MOST_WAITS = 5_000;

export interface ReplayedOptions {
  readonly hosts: number;
  readonly lineBytes: number;
  readonly topic: string;
  readonly partitions: number;
}

/**
 * Sends what the shippers of many hosts send, by as many connections, and with the pauses that they make; but
 * lines are compressed once, and not read. So what brokers see takes little of the processors that they share with it.
 */
export class ReplayedShippers implements ShippersOfHosts {
  readonly #hosts: ReplayedHost[] = [];
  readonly #stop = new AbortController();
  readonly #spentBefore = process.cpuUsage();
  #running: Promise<unknown> = Promise.resolve();
  #failed: Error | undefined;

  constructor(
    private readonly cluster: BenchCluster,
    private readonly way: ShippingWay,
    private readonly options: ReplayedOptions,
  ) {}

  async connect(): Promise<void> {
    const { cluster, way, options } = this;
    const batches = new ReplayedBatches(options.topic, options.lineBytes);
    const leaders = new LeaderLookup({ ...cluster, topicName: options.topic });
    let next = 0;
    const connectSome = async () => {
      while (next < options.hosts) {
        const partition = next++ % options.partitions;
        const leader = (await leaders.of(partition))!;
        const kafka = cluster.kafka.apart(LIMITS);
        const target = { topic: options.topic, partition, leader };
        const host = new ReplayedHost(kafka, target, { batches, way });
        this.#hosts.push(host);
        await host.connect(brokerHosts(cluster.topology));
      }
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connectSome));
    const running = this.#hosts.map((host) => host.run(this.#stop.signal));
    this.#running = Promise.all(running).catch((error: Error) => (this.#failed = error));
  }

  setRate(linesPerSecond: number): Promise<void> {
    for (const host of this.#hosts) host.setRate(linesPerSecond / this.options.hosts);
    return Promise.resolve();
  }

  tell(): Promise<ToldByShippers> {
    if (this.#failed) throw this.#failed;
    const sum = (of: (host: ReplayedHost) => number) =>
      this.#hosts.reduce((total, host) => total + of(host), 0);
    const { user, system } = process.cpuUsage(this.#spentBefore);
    return Promise.resolve({
      connected: sum(({ acknowledged }) => Number(acknowledged > 0)),
      lines: sum(({ acknowledged }) => acknowledged),
      waiting: sum((host) => host.waiting),
      retries: 0,
      processorSeconds: (user + system) / 1e6,
      waits: this.#hosts.flatMap((host) => host.takeWaits()).slice(-MOST_WAITS),
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(this.#hosts.map((host) => host.close()));
  }
}

interface Target {
  readonly topic: string;
  readonly partition: number;
  readonly leader: BrokerHost;
}

/** One file of one host, written evenly. */
class ReplayedHost {
  acknowledged = 0;
  #producer: BatchProducer | undefined;
  #waits: number[] = [];
  /** Lines up to when the rate was set. */
  #before = 0;
  #sinceMs = performance.now();
  #linesPerMs = 0;

  constructor(
    private readonly kafka: KafkaAccess,
    private readonly target: Target,
    private readonly by: { readonly batches: ReplayedBatches; readonly way: ShippingWay },
  ) {}

  get waiting(): number {
    return Math.floor(this.#written()) - this.acknowledged;
  }

  setRate(linesPerSecond: number): void {
    this.#before = this.#written();
    this.#sinceMs = performance.now();
    this.#linesPerMs = linesPerSecond / 1_000;
  }

  takeWaits(): readonly number[] {
    const waits = this.#waits;
    this.#waits = [];
    return waits;
  }

  /** To all brokers, as librdkafka does. */
  async connect(brokers: readonly BrokerHost[]): Promise<void> {
    const { kafka, target } = this;
    for (const broker of brokers)
      await readMetadata(kafka.broker(broker, 'client'), [target.topic]);
    const leader = kafka.broker(target.leader, 'client');
    // Its coordinator may be loading.
    const { producerId: id, producerEpoch: epoch } = await retryFor(
      { durationMs: LIMITS.requestTimeoutMs },
      () => leader.ask(initProducerIdV4.api, null, 0),
    );
    this.#producer = { id, epoch };
  }

  async run(stop: AbortSignal): Promise<void> {
    const { restSeconds, lingerMs } = this.by.way;
    // Hosts do not begin together.
    await pause(Math.random() * 1_000 * restSeconds, stop);
    while (!stop.aborted) {
      const lines = Math.min(this.waiting, MOST_LINES);
      if (lines < 1) {
        await pause(LOOK_MS, stop);
        continue;
      }
      const isAtEnd = lines === this.waiting;
      const restUntilMs = performance.now() + 1_000 * restSeconds;
      await pause(lingerMs, stop);
      if (!stop.aborted) await this.#send(lines);
      if (isAtEnd) await pause(restUntilMs - performance.now(), stop);
    }
  }

  async close(): Promise<void> {
    await this.kafka.close();
  }

  async #send(lines: number): Promise<void> {
    const { kafka, target, acknowledged: first } = this;
    const batch = this.by.batches.of(lines, this.#producer!, first);
    await kafka.broker(target.leader, 'client').ask(rawProduceV11, target, batch);
    this.acknowledged += lines;
    if (first >= this.#before) this.#waits.push(this.#waitedSeconds(first));
  }

  #written(): number {
    return this.#before + (performance.now() - this.#sinceMs) * this.#linesPerMs;
  }

  #waitedSeconds(line: number): number {
    const writtenAtMs = this.#sinceMs + (line + 1 - this.#before) / this.#linesPerMs;
    return (performance.now() - writtenAtMs) / 1_000;
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(Math.max(0, ms), undefined, { signal: stop }).catch(() => undefined);
}

/** Produce, version 11, of one batch as it is. https://kafka.apache.org/39/protocol.html#The_Messages_Produce */
const rawProduceV11 = createAPI<[Target, Buffer], unknown>(
  0,
  11,
  ({ topic, partition }: Target, batch: Buffer) =>
    Writer.create()
      .appendString(null)
      .appendInt16(ProduceAcks.ALL)
      .appendInt32(LIMITS.requestTimeoutMs)
      .appendArray([partition], (ofTopics) =>
        ofTopics.appendString(topic).appendArray([partition], (ofPartitions, index) =>
          ofPartitions
            .appendInt32(index)
            .appendUnsignedVarInt(batch.length + 1)
            .append(batch),
        ),
      )
      .appendTaggedFields(),
  produceV11.parseResponse,
);
