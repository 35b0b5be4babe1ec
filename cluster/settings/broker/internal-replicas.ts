import { numberOfSetting } from '../setting-of-spec';

/** What decides how many brokers hold a copy of an internal topic. */
export interface InternalTopicNeeds {
  readonly brokers: readonly unknown[];
  readonly topicDefaults: { readonly minInsyncReplicas: number };
  readonly brokerSettings: object;
}

/**
 * Replicas of Kafka's internal topics: three, even where the topics of the spec have two; one more
 * than a write needs, as offsets are committed under the same `min.insync.replicas`; and never more
 * than there are brokers.
 */
export function internalReplicas({
  brokers,
  topicDefaults,
}: Pick<InternalTopicNeeds, 'brokers' | 'topicDefaults'>): number {
  return Math.min(brokers.length, Math.max(3, topicDefaults.minInsyncReplicas + 1));
}

/** `transaction.state.log.min.isr`: one broker may be down, as for every other topic. */
export function transactionMinInsyncReplicas(needs: InternalTopicNeeds): number {
  const key = 'transaction.state.log.replication.factor';
  return Math.max(1, numberOfSetting(needs.brokerSettings, key, internalReplicas(needs)) - 1);
}
