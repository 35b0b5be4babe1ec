import type { BrokerSettingSection } from './broker-setting';

const HOUR_MS = 3_600_000;

export const topics: BrokerSettingSection = {
  title: 'Topics',
  settings: [
    {
      key: 'auto.create.topics.enable',
      value: () => false,
      why: 'A mistyped topic is an error, not a new topic.',
    },
    {
      key: 'num.partitions',
      value: ({ spec }) => spec.topicDefaults.partitions,
      why: 'Of topics that name no number of their own: enough to spread over all brokers.',
    },
    {
      key: 'log.message.timestamp.after.max.ms',
      value: () => HOUR_MS,
      why: 'A record from the future would keep its whole segment beyond retention.',
    },
  ],
};
