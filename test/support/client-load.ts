import { initProducerIdV4 } from '@platformatic/kafka';
import type { Topology } from '../../cluster/topology';
import { askAnyBroker } from '../../scripts/cluster-access/ask-brokers';
import { openKafka, type KafkaAccess } from '../../scripts/cluster-access/kafka-access';
import type { Reach } from '../../scripts/cluster-access/reach';
import { judgePartition, type PartitionVerdict } from '../../scripts/drills/judge/judge-partition';
import { LeaderLookup } from '../../scripts/probing/leader-lookup';
import { PartitionWriter, type AckedRecord } from '../../scripts/probing/partition-writer';
import { retryFor } from '../../scripts/system/retry-for';
import { readLedPartitions } from '../../scripts/smoke/topic/led-partitions';
import { readPartition } from '../../scripts/smoke/topic/read-partition';

export interface ClientLoadOptions {
  readonly topology: Topology;
  /** With the login of a client, as it has it when it connects. */
  readonly client: Reach;
  /** For who reads all back at the end. */
  readonly tools: Reach;
  readonly topic: string;
}

/** A client that writes all along where clients come in, and what became of its records. */
export interface ClientLoad {
  verdict(): Promise<readonly PartitionVerdict[]>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

export async function startClientLoad(options: ClientLoadOptions): Promise<ClientLoad> {
  const { topology, client, tools, topic } = options;
  const [stopping, patience] = [new AbortController(), new AbortController()];
  const kafka = whereClientsComeIn(open(topology, client));
  const begunMs = Date.now();
  const led = await withTools(topology, tools, (access) =>
    readLedPartitions({ topology, kafka: access }, topic),
  );
  // A coordinator may be loading just then.
  const { producerId: id, producerEpoch: epoch } = await retryFor({ durationMs: PATIENCE_MS }, () =>
    askAnyBroker({ topology, kafka }, initProducerIdV4.api, null, 0),
  );
  const leaders = new LeaderLookup({ topology, kafka, topicName: topic });
  const running = led.map(({ partition }) => {
    const acked: AckedRecord[] = [];
    const writer = new PartitionWriter({
      ...{ kafka, topic, partition, producer: { id, epoch }, leaders },
      onAcked: (record) => acked.push(record),
    });
    return { acked, end: writer.run(stopping.signal, patience.signal) };
  });
  const stop = async () => {
    stopping.abort();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    await Promise.all(running.map(({ end }) => end));
    clearTimeout(timer);
    await kafka.close();
  };
  const verdict = async () => {
    const endMs = Date.now();
    await stop();
    return await withTools(topology, tools, async (access) => {
      const partitions = await readLedPartitions({ topology, kafka: access }, topic);
      return await Promise.all(
        partitions.map(async (each, index) => {
          const records = await readPartition(access.broker(each.leader), each, 0n);
          const found = records.map(({ value }) => Number(String(value)));
          const { acked } = running[index]!;
          const { partition, leader } = each;
          return judgePartition({
            ...{ partition, ledBy: leader.name, acked, found, faultAtMs: begunMs, endMs },
          });
        }),
      );
    });
  };
  return { verdict, stop };
}

const open = (topology: Topology, reach: Reach): KafkaAccess =>
  openKafka({
    ...{ reach, security: topology.spec.security, signal: new AbortController().signal },
    ...{ requestTimeoutMs: 5_000, connectTimeoutMs: 2_000 },
  });

const whereClientsComeIn = (kafka: KafkaAccess): KafkaAccess => ({
  ...kafka,
  broker: (host, listener = 'client') => kafka.broker(host, listener),
});

async function withTools<T>(
  topology: Topology,
  reach: Reach,
  work: (kafka: KafkaAccess) => Promise<T>,
): Promise<T> {
  const kafka = open(topology, reach);
  return await work(kafka).finally(() => kafka.close());
}
