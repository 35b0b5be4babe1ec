import { initProducerIdV4 } from '@platformatic/kafka';
import type { Topology } from '../../../cluster/topology';
import { askAnyBroker } from '../../cluster-access/ask-brokers';
import { openKafka, type KafkaAccess } from '../../cluster-access/kafka-access';
import type { Reach } from '../../cluster-access/reach';
import { retryFor } from '../../system/retry-for';
import { createSmokeTopic } from '../../smoke/topic/create-smoke-topic';
import { readLedPartitions, type LedPartition } from '../../smoke/topic/led-partitions';
import { readPartition } from '../../smoke/topic/read-partition';
import { removeSmokeTopics } from '../../smoke/topic/remove-smoke-topics';
import { judgePartition, type PartitionVerdict } from './judge-partition';
import { LeaderLookup } from '../../probing/leader-lookup';
import { PartitionWriter, type AckedRecord } from '../../probing/partition-writer';

export interface RecordJudgeOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly topicName: string;
}

/** A request to a broker that is gone is given up after so long, and sent to whoever leads then. */
const REQUEST_TIMEOUT_MS = 1_500;
const CONNECT_TIMEOUT_MS = 1_000;
/** How long the last records may take to be acknowledged, and all to be read. */
const PATIENCE_MS = 60_000;

/** Writes to a topic of its own all along a drill, and says what became of every record. */
export class RecordJudge {
  private readonly stopping = new AbortController();
  private readonly patience = new AbortController();
  private readonly leaders: LeaderLookup;
  private running: readonly (readonly [acked: AckedRecord[], end: Promise<void>])[] = [];

  private constructor(
    private readonly options: RecordJudgeOptions,
    private readonly kafka: KafkaAccess,
    /** As they were led at the beginning. */
    private readonly partitions: readonly LedPartition[],
  ) {
    this.leaders = new LeaderLookup({ ...options, kafka });
  }

  /** Makes the topic and begins to write. */
  static async start(options: RecordJudgeOptions, signal: AbortSignal): Promise<RecordJudge> {
    const { topology, reach, topicName: name } = options;
    const { security } = topology.spec;
    const kafka = openKafka({
      ...{ reach, security, signal: new AbortController().signal },
      ...{ requestTimeoutMs: REQUEST_TIMEOUT_MS, connectTimeoutMs: CONNECT_TIMEOUT_MS },
    });
    const patient = openKafka({ reach, security, signal });
    try {
      const made = await createSmokeTopic({
        ...{ topology, kafka: patient, name, waitForBrokersMs: PATIENCE_MS, signal },
      });
      const judge = new RecordJudge(options, kafka, made);
      await judge.write();
      return judge;
    } catch (error) {
      await kafka.close();
      throw error;
    } finally {
      await patient.close();
    }
  }

  /** Ends writing, reads all back and compares. */
  async verdict(faultAtMs: number): Promise<readonly PartitionVerdict[]> {
    const endMs = Date.now();
    await this.stopWriting();
    const { topology, topicName } = this.options;
    const led = await retryFor({ durationMs: PATIENCE_MS }, () =>
      readLedPartitions({ topology, kafka: this.kafka }, topicName),
    );
    return await Promise.all(
      led.map(async (partition, index) =>
        judgePartition({
          ...{ partition: partition.partition, faultAtMs, endMs },
          ledBy: this.partitions[index]?.leader.name ?? '',
          acked: this.running[index]?.[0] ?? [],
          found: await this.readBack(partition),
        }),
      ),
    );
  }

  /** Ends writing if it goes on, and removes the topic. */
  async remove(): Promise<void> {
    await this.stopWriting();
    const { topology, topicName } = this.options;
    await removeSmokeTopics({ topology, kafka: this.kafka }, [topicName]).finally(() =>
      this.kafka.close(),
    );
  }

  private async write(): Promise<void> {
    const { kafka, partitions } = this;
    const { topology } = this.options;
    // A coordinator may be loading just then.
    const { producerId: id, producerEpoch: epoch } = await retryFor(
      { durationMs: PATIENCE_MS },
      () => askAnyBroker({ topology, kafka }, initProducerIdV4.api, null, 0),
    );
    this.running = partitions.map(({ topic, partition }) => {
      const acked: AckedRecord[] = [];
      const writer = new PartitionWriter({
        ...{ kafka, topic, partition, producer: { id, epoch } },
        leaders: this.leaders,
        onAcked: (record) => acked.push(record),
      });
      return [acked, writer.run(this.stopping.signal, this.patience.signal)];
    });
  }

  private async stopWriting(): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.patience.abort(), PATIENCE_MS);
    await Promise.all(this.running.map(([, end]) => end));
    clearTimeout(timer);
  }

  private async readBack(partition: LedPartition): Promise<readonly number[]> {
    const records = await retryFor({ durationMs: PATIENCE_MS }, () =>
      readPartition(this.kafka.broker(partition.leader), partition, 0n),
    );
    return records.map(({ value }) => Number(String(value)));
  }
}
