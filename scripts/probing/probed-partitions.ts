import { initProducerIdV4 } from '@platformatic/kafka';
import type { BrokerHost } from '../../cluster/topology';
import { askAnyBroker, brokerWithId, type Brokers } from '../cluster-access/ask-brokers';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import { planAssignments } from '../smoke/topic/create-smoke-topic';
import { retryFor } from '../system/retry-for';
import type { LeaderLookup } from './leader-lookup';
import { PartitionWriter } from './partition-writer';

/** A coordinator may be loading just then. */
const PATIENCE_MS = 10_000;

/** A partition of a topic that is written to, to see how long that takes. */
export interface ProbedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Who is to lead it. */
  readonly broker: BrokerHost;
  /** Ids of the brokers that have it. */
  readonly replicas: readonly number[];
  readonly writer: PartitionWriter;
}

export interface ProbedTopic {
  readonly topic: string;
  readonly partitionsPerBroker: number;
  readonly leaders: LeaderLookup;
}

/**
 * Those of a topic that was made for it, each with its writer.
 *
 * @param open opens connections of a writer's own
 */
export async function probedPartitions(
  brokers: Brokers,
  { topic, partitionsPerBroker, leaders }: ProbedTopic,
  open: () => KafkaAccess,
): Promise<readonly ProbedPartition[]> {
  const { topology } = brokers;
  const { producerId: id, producerEpoch: epoch } = await retryFor({ durationMs: PATIENCE_MS }, () =>
    askAnyBroker(brokers, initProducerIdV4.api, null, 0),
  );
  return planAssignments(topology, partitionsPerBroker).map(
    ({ partitionIndex: partition, brokerIds: replicas }) => {
      const written = { topic, partition, producer: { id, epoch }, leaders };
      const broker = brokerWithId(topology, replicas[0]!);
      const writer = new PartitionWriter({ ...written, kafka: open() });
      return { topic, partition, replicas, broker, writer };
    },
  );
}
