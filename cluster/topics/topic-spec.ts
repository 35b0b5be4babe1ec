import type { TopicSettingValues } from '../data/topic-setting-values';
import type { ReservedTopicKey } from './reserved-topic-settings';
import type { RetentionSpec } from './topic-defaults';

/**
 * A topic of the cluster. What stands here is brought to it, and brought back where somebody changed it
 * by hand; topics that no spec names are left alone. docs/topics.md tells what happens when.
 */
export interface TopicSpec {
  /**
   * 1-249 letters, digits, dots, underscores and hyphens; never changed: another name is another topic.
   * Two names may not differ in dots and underscores alone, which are the same in Kafka's metrics.
   */
  readonly name: string;

  /**
   * How many partitions. Kafka can add some, never take any away.
   * @default - `partitions` of `topicDefaults`
   */
  readonly partitions?: number;

  /**
   * Replicas of each partition, at most as many as there are brokers. A changed number moves replicas; a
   * smaller one has to be allowed by name.
   * @default - `replicationFactor` of `topicDefaults`
   */
  readonly replicationFactor?: number;

  /**
   * In-sync replicas below which a write with acks=all is refused.
   * @default - that of `topicDefaults`, at most one less than there are replicas
   */
  readonly minInsyncReplicas?: number;

  /**
   * How long records are kept here. Less than before deletes records, and has to be allowed by name.
   * @default - the cluster's `retention`
   */
  readonly retention?: RetentionSpec;

  /**
   * Any further setting by Kafka's own key. Keys that other fields decide are refused, and keys that the
   * spec's release of Kafka doesn't have.
   * @default {}
   * @see https://kafka.apache.org/39/documentation.html#topicconfigs
   */
  readonly config?: TopicConfigValues;
}

/** Settings of a topic that a spec may give by their own keys. */
export type TopicConfigValues = Omit<TopicSettingValues, ReservedTopicKey>;
