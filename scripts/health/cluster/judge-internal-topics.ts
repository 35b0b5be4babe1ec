import type { Problem } from '../../../cluster/errors';
import { brokerHosts } from '../../../cluster/topology';
import type { JudgedCluster } from './judged-cluster';
import { renderedSettings } from '../settings/rendered-settings';

/** Kafka's own topics, each with the setting that says how many replicas it gets when it is made. */
const INTERNAL_TOPICS = [
  { name: '__consumer_offsets', setting: 'offsets.topic.replication.factor' },
  { name: '__transaction_state', setting: 'transaction.state.log.replication.factor' },
] as const;

/** One of Kafka's own topics. */
export interface InternalTopic {
  readonly name: string;
  /** Of each of its partitions, how many it has; empty while there is no such topic. */
  readonly replicas: readonly number[];
  /** How many the settings ask for. */
  readonly expected: number;
}

/** Kafka makes them at their first use: the second at the first transaction, which may never be. */
export function findInternalTopics({
  topology,
  state,
}: JudgedCluster<'topics'>): readonly InternalTopic[] {
  const [host] = brokerHosts(topology);
  const settings = host && renderedSettings(topology, host);
  return INTERNAL_TOPICS.map(({ name, setting }) => {
    const found = state.topics.find(({ topic }) => topic.name === name)?.topic;
    return {
      name,
      replicas: found?.partitions.map(({ replicaNodes }) => replicaNodes.length) ?? [],
      expected: Number(settings?.get(setting)),
    };
  });
}

/**
 * Kafka's own topics have the replicas that the settings ask for. Each got what there were brokers for
 * when it was made, and Kafka never adds any later.
 */
export function judgeInternalTopics(cluster: JudgedCluster<'topics'>): readonly Problem[] {
  return findInternalTopics(cluster).flatMap(({ name, replicas, expected }) => {
    const short = replicas.filter((count) => count < expected);
    if (short.length === 0) return [];
    return [
      {
        path: name,
        rule: `have ${expected} replicas of each partition`,
        value: `${short.length} of ${replicas.length} partitions with ${Math.min(...short)}`,
        remedy:
          'Add replicas with org.apache.kafka.tools.reassign.ReassignPartitionsCommand: Kafka never does',
      },
    ];
  });
}
