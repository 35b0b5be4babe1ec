import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import { findController, readMetadata, type TopicMetadata } from '../../cluster-access/ask-brokers';
import { findCoordinator, whileCoordinatorMoves } from '../consumer-group';
import { renderedSettings } from '../rendered-settings';
import { failOnProblems, type SmokeCheck } from '../smoke-check';

/** Kafka's own topics, each with the setting that says how many replicas it gets when it is made. */
const INTERNAL_TOPICS = [
  { name: '__consumer_offsets', setting: 'offsets.topic.replication.factor', isNeeded: true },
  // Made at the first transaction, which may never be.
  {
    name: '__transaction_state',
    setting: 'transaction.state.log.replication.factor',
    isNeeded: false,
  },
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
    await whileCoordinatorMoves(signal, () => findCoordinator({ topology, kafka }, 'any-group'));
    const controller = kafka.broker(await findController({ topology, kafka }));
    const { topics } = await readMetadata(controller, 'all');
    const found = INTERNAL_TOPICS.map(({ name, setting, isNeeded }) => ({
      name,
      isNeeded,
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
  /** Whether it must be there by now. */
  readonly isNeeded: boolean;
  /** Empty while there is no such topic. */
  readonly replicas: readonly number[];
  readonly expected: number;
}

export function judgeInternalTopics(topics: readonly InternalTopic[]): readonly Problem[] {
  return topics.flatMap(({ name, isNeeded, replicas, expected }) => {
    if (replicas.length === 0) return isNeeded ? [missing(name)] : [];
    const short = replicas.filter((count) => count < expected);
    if (short.length === 0) return [];
    const value = `${short.length} of ${replicas.length} partitions with ${Math.min(...short)}`;
    const remedy =
      'Add replicas with org.apache.kafka.tools.reassign.ReassignPartitionsCommand: Kafka never does';
    return [{ path: name, rule: `have ${expected} replicas of each partition`, value, remedy }];
  });
}

function missing(name: string): Problem {
  return {
    path: name,
    rule: 'be there, for a consumer group has been asked for',
    remedy: "Look at AutoTopicCreation in the controller's server.log",
  };
}
