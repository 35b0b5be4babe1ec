import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import { findCoordinator } from '../consumer-group';
import { findController, readMetadata, type TopicMetadata } from '../ask-brokers';
import { renderedSettings } from '../rendered-settings';
import { failOnProblems, type SmokeCheck } from '../smoke-check';

/** Kafka's own topics, each with the setting that says how many replicas it gets when it is made. */
const INTERNAL_TOPICS = [
  { name: '__consumer_offsets', setting: 'offsets.topic.replication.factor' },
  { name: '__transaction_state', setting: 'transaction.state.log.replication.factor' },
] as const;

/**
 * Kafka makes its own topics at their first use, with what replicas it can get then, and never adds
 * any later.
 */
export const internalTopics: SmokeCheck = {
  id: 'internal-topics',
  title: "Kafka's own topics have the replicas that the settings ask for",
  run: async ({ topology, kafka, signal }) => {
    // Asking for a group's coordinator makes Kafka make __consumer_offsets, if there is none yet.
    await findCoordinator({ topology, kafka }, 'cdktf-kafka-smoke', signal);
    const controller = kafka.broker(await findController({ topology, kafka }));
    const { topics } = await readMetadata(controller, 'all');
    const found = INTERNAL_TOPICS.map(({ name, setting }) => ({
      name,
      replicas: replicasOf(topics.find((topic) => topic.name === name)),
      expected: expectedReplicas(topology, setting),
    }));
    failOnProblems(judgeInternalTopics(found));
    return found.map(describeTopic).join('; ');
  },
};

function replicasOf(topic: TopicMetadata | undefined): readonly number[] {
  return topic?.partitions.map(({ replicaNodes }) => replicaNodes.length) ?? [];
}

function expectedReplicas(topology: Topology, setting: string): number {
  const [host] = brokerHosts(topology);
  return Number(host && renderedSettings(topology, host).get(setting));
}

function describeTopic({ name, replicas }: InternalTopic): string {
  const [first] = replicas;
  return first === undefined
    ? `${name} not used yet`
    : `${name} ${replicas.length} partitions × ${first} replicas`;
}

/** One of Kafka's own topics: the number of replicas of each of its partitions. */
export interface InternalTopic {
  readonly name: string;
  /** Empty while there is no such topic. */
  readonly replicas: readonly number[];
  readonly expected: number;
}

export function judgeInternalTopics(topics: readonly InternalTopic[]): readonly Problem[] {
  return topics.flatMap(({ name, replicas, expected }) => {
    const short = replicas.filter((count) => count < expected);
    if (short.length === 0) return [];
    const value = `${short.length} of ${replicas.length} partitions with ${Math.min(...short)}`;
    const remedy =
      'Add replicas with org.apache.kafka.tools.reassign.ReassignPartitionsCommand: Kafka never does';
    return [{ path: name, rule: `have ${expected} replicas of each partition`, value, remedy }];
  });
}
