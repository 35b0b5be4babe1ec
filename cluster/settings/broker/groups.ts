import type { BrokerSettingSection } from './broker-setting';
import { internalReplicas, transactionMinInsyncReplicas } from './internal-replicas';

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
