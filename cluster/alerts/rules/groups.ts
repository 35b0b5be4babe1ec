import type { Alert } from '../alert';
import { PROGRAM } from '../../program';
import { CLUSTER, figure, metric } from '../promql';

const GROUP = 'by (kafka_cluster, group, topic)';
/** Of the time for which records are kept: the rest is there to mend it. */
const RETENTION_SHARE = 0.5;

/** Whether those who read the cluster keep up. `cdktf-kafka metrics` tells. */
export const GROUP_ALERTS: readonly Alert[] = [
  {
    name: 'KafkaGroupFallsBehind',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) => {
      const written = metric(facts, 'kafka_server_brokertopicmetrics_messagesin_total');
      return (
        `max ${GROUP} (${metric(facts, 'kafka_consumergroup_lag')}) / on (kafka_cluster, topic) group_left () ` +
        `(sum by (kafka_cluster, topic) (rate(${written}[6h])) > 0) > ${figure(facts.retentionSeconds * RETENTION_SHARE)}`
      );
    },
    summary:
      '{{ $labels.group }} is {{ $value | humanizeDuration }} of writing behind in {{ $labels.topic }}: records may go before it reads them',
    cause: 'It is down, too slow, or far from having caught up.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaGroupStandsStill',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `max ${GROUP} (${metric(facts, 'kafka_consumergroup_lag')}) > 0 and ` +
      `max ${GROUP} (changes(${metric(facts, 'kafka_consumergroup_committedoffsets')}[30m])) == 0`,
    summary:
      '{{ $labels.group }} has {{ $value }} records of {{ $labels.topic }} to read, and reads none',
    cause:
      'Its consumers are down, refused, or stuck at a record; or nobody needs the group any more.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaGroupsUnseen',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `min ${CLUSTER} (${metric(facts, 'up', 'job="groups"')}) == 0 or ` +
      `max ${CLUSTER} (${metric(facts, 'kafka_consumergroup_silentbrokers')}) > 0`,
    summary: 'It is not known how far consumers of {{ $labels.kafka_cluster }} are behind',
    cause: `${PROGRAM} metrics does not run, or a broker does not answer it.`,
    action: 'status --inventory FILE',
  },
];
