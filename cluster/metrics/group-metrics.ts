import type { ApiMetric } from './api-metric';

/** What `cdktf-kafka metrics` gives of groups of consumers. */
export const GROUP_METRICS = [
  {
    name: 'kafka_consumergroup_lag',
    type: 'gauge',
    meaning: 'Records that were written and not yet read, by what the group has committed',
    labels: ['group', 'topic'],
  },
  {
    name: 'kafka_consumergroup_committedoffsets',
    type: 'gauge',
    meaning: 'Sum of the offsets that the group has committed: it changes while the group reads',
    labels: ['group', 'topic'],
  },
  {
    name: 'kafka_consumergroup_unknownpartitions',
    type: 'gauge',
    meaning:
      'Partitions of these whose leader did not say where they end; the lag is without them; 0 is good',
    labels: ['group', 'topic'],
  },
  {
    name: 'kafka_consumergroup_state',
    type: 'gauge',
    meaning:
      "What the group does, as a label, in Kafka's own words; Empty where nobody reads; always 1",
    labels: ['group', 'state'],
  },
  {
    name: 'kafka_consumergroup_silentbrokers',
    type: 'gauge',
    meaning:
      'Brokers that did not say which groups they look after, which are missing then; 0 is good',
    labels: [],
  },
] as const satisfies readonly ApiMetric[];

export type GroupMetricName = (typeof GROUP_METRICS)[number]['name'];
