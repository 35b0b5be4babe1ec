import { numberOfSetting } from '../setting-of-spec';
import type { BrokerSettingSection } from './broker-setting';

const HOUR_MINUTES = 60;
const WEEK_HOURS = 7 * 24;

export const groups: BrokerSettingSection = {
  title: 'Consumer groups and transactions',
  settings: [
    {
      key: 'offsets.topic.replication.factor',
      value: ({ spec }) => internalReplicas(spec),
      why: 'Where consumers stand must outlive a broker.',
    },
    {
      key: 'offsets.retention.minutes',
      value: ({ spec }) => Math.ceil(Math.max(WEEK_HOURS, spec.retention.hours) * HOUR_MINUTES),
      why: 'A group that stood still goes on where it was as long as there is anything to read.',
    },
    {
      key: 'transaction.state.log.replication.factor',
      value: ({ spec }) => internalReplicas(spec),
      why: 'The state of transactions must outlive a broker.',
    },
    {
      key: 'transaction.state.log.min.isr',
      value: ({ spec }) => transactionMinInsyncReplicas(spec),
      why: 'One broker may be down, as for every other topic.',
    },
  ],
};

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
