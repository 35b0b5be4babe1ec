import { initProducerIdV4 } from '@platformatic/kafka';
import type { BrokerHost } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { askAnyBroker, brokerWithId, type Brokers } from '../cluster-access/ask-brokers';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import { CheckFailure } from '../smoke/check-failure';
import { createSmokeTopic, planAssignments } from '../smoke/topic/create-smoke-topic';
import { removeSmokeTopics } from '../smoke/topic/remove-smoke-topics';
import { retryFor } from '../system/retry-for';
import { LeaderLookup } from './leader-lookup';
import type { NudgeOptions } from './nudge';
import { PartitionWriter } from './partition-writer';

/** A coordinator may be loading just then. */
const PATIENCE_MS = 10_000;
/** A request to a broker that is gone is given up after so long, and sent to whoever leads then. */
const HASTE = { requestTimeoutMs: 1_500, connectTimeoutMs: 1_000 };

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
  readonly partitions: readonly ProbedPartition[];
  readonly nudging: NudgeOptions;
  /** Removes it, and ends the connections of its writers. */
  readonly remove: () => Promise<void>;
}

export interface ProbedTopicOptions {
  /** One of the smoke checks' names, which every judgement leaves out. */
  readonly topic: string;
  readonly partitionsPerBroker: number;
  readonly signal: AbortSignal;
}

/**
 * Makes a topic of which every broker leads as many partitions, each with a writer of its own.
 *
 * @throws AccessError where that can't be done now, HostError where no host is reached
 */
export async function makeProbedTopic(
  brokers: Brokers,
  options: ProbedTopicOptions,
): Promise<ProbedTopic> {
  const { topic } = options;
  const opened: KafkaAccess[] = [];
  // A broker answers what comes by one connection in turn: no partition is to wait for another.
  const open = () => {
    const kafka = brokers.kafka.apart(HASTE);
    opened.push(kafka);
    return kafka;
  };
  const remove = async () => {
    await removeSmokeTopics(brokers, [topic]).finally(() =>
      Promise.all(opened.map((kafka) => kafka.close())),
    );
  };
  try {
    await createSmokeTopic({ ...brokers, ...options, name: topic, waitForBrokersMs: 0 });
    const leaders = new LeaderLookup({ ...brokers, kafka: open(), topicName: topic });
    const partitions = await probedPartitions(brokers, options, { leaders, open });
    return { topic, partitions, nudging: { kafka: open(), leaders }, remove };
  } catch (error) {
    await remove().catch(() => undefined);
    throw error instanceof CheckFailure ? new AccessError(error.problems[0]!) : error;
  }
}

interface WriterWays {
  readonly leaders: LeaderLookup;
  readonly open: () => KafkaAccess;
}

async function probedPartitions(
  brokers: Brokers,
  { topic, partitionsPerBroker }: ProbedTopicOptions,
  { leaders, open }: WriterWays,
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
