import { brokerHosts, type Topology } from '../topology';
import type { BrokerSettingSection } from './broker-setting';

const HOUR_MINUTES = 60;
const WEEK_HOURS = 7 * 24;

export const groups: BrokerSettingSection = {
  title: 'Consumer groups and transactions',
  settings: [
    {
      key: 'offsets.topic.replication.factor',
      value: (topology) => internalReplicas(topology),
      why: 'Where consumers stand must outlive a broker.',
    },
    {
      key: 'offsets.retention.minutes',
      value: ({ spec }) => Math.max(WEEK_HOURS, spec.retention.hours) * HOUR_MINUTES,
      why: 'A group that stood still goes on where it was as long as there is anything to read.',
    },
    {
      key: 'transaction.state.log.replication.factor',
      value: (topology) => internalReplicas(topology),
      why: 'The state of transactions must outlive a broker.',
    },
    {
      key: 'transaction.state.log.min.isr',
      value: (topology) => Math.max(1, internalReplicas(topology) - 1),
      why: 'One broker may be down, as for every other topic.',
    },
  ],
};

/** Three, whatever the topics of the spec have; a cluster of fewer brokers has one on each. */
function internalReplicas(topology: Topology): number {
  return Math.min(3, brokerHosts(topology).length);
}
