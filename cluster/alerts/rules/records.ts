import type { Alert } from '../alert';
import { CLUSTER, HOST, metric } from '../promql';

/** Whether records can be written and read, and whether those that were acknowledged are safe. */
export const RECORD_ALERTS: readonly Alert[] = [
  {
    name: 'KafkaOfflinePartitions',
    ...{ severity: 'page', forMinutes: 1 },
    expr: (facts) =>
      `max ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_offlinepartitionscount')}) > 0`,
    summary: '{{ $value }} partitions have no leader: nobody can write to them or read them',
    cause: 'All brokers that hold these partitions, or their disks, are down.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaUnderMinIsr',
    ...{ severity: 'page', forMinutes: 1 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_replicamanager_underminisrpartitioncount')}) > 0`,
    summary: '{{ $value }} partitions refuse records that are to be safe (acks=all)',
    cause: 'More brokers are down, or behind, than the topics bear.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaAtMinIsr',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_replicamanager_atminisrpartitioncount')}) > 0`,
    summary: '{{ $value }} partitions refuse records as soon as one more replica is lost',
    cause: 'A broker is down or behind, or a topic has no replica to spare.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaUnderReplicated',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_replicamanager_underreplicatedpartitions')}) > 0`,
    summary: '{{ $value }} partitions lack a replica that is in step',
    cause: 'One broker lags or is down: its disk or network. All of them lag: too much load.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaUncleanElection',
    ...{ severity: 'page', forMinutes: 0 },
    // A controller that is new begins to count with its first election: then there is nothing to compare with.
    expr: (facts) => {
      const elections = metric(
        facts,
        'kafka_controller_controllerstats_uncleanleaderelections_total',
      );
      return `max ${CLUSTER} (increase(${elections}[15m]) > 0 or (${elections} unless ${elections} offset 15m) > 0)`;
    },
    summary: 'A replica that was behind became leader: acknowledged records are lost',
    cause: 'Somebody allowed unclean elections of a topic, or made one by hand.',
    action: 'history --inventory FILE',
  },
  {
    name: 'KafkaRecordsStopped',
    ...{ severity: 'page', forMinutes: 15 },
    expr: (facts) => {
      const records = metric(
        facts,
        'kafka_server_brokertopicmetrics_messagesin_total',
        'topic!=""',
      );
      return `sum ${CLUSTER} (rate(${records}[10m])) == 0 and sum ${CLUSTER} (rate(${records}[6h] offset 20m)) > 0`;
    },
    summary: 'No record has arrived for a quarter of an hour, where some did before',
    cause: 'Shippers are stopped, can not log in, or do not reach the brokers.',
    action: 'smoke --inventory FILE',
  },
  {
    name: 'KafkaProduceErrors',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) =>
      `sum ${HOST} (rate(${metric(facts, 'kafka_server_brokertopicmetrics_failedproducerequests_total', 'topic!=""')}[5m])) > 0.1`,
    summary: '{{ $labels.host }} refuses {{ $value | humanize }} requests of producers a second',
    cause: 'Records that are too large, too old or damaged; too few replicas; a disk that fails.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaReplicaFallsBehind',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) => {
      const lag = metric(facts, 'kafka_server_replicafetchermanager_maxlag');
      return `max ${HOST} (${lag} > 10000 and deriv(${lag}[30m]) > 0)`;
    },
    summary:
      'A replica on {{ $labels.host }} is {{ $value | humanize }} records behind, and falls back further',
    cause: 'Its disk or network does not keep up, or a throttle was left behind.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaReplicationFailed',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) =>
      `max ${HOST} (${metric(facts, 'kafka_server_replicafetchermanager_failedpartitionscount')} > 0 ` +
      `or ${metric(facts, 'kafka_server_replicafetchermanager_deadthreadcount')} > 0)`,
    summary: '{{ $labels.host }} has given up to copy {{ $value }} partitions',
    cause: 'A replica that does not fit its leader, or a disk that fails.',
    action: "restart {{ $labels.host }} --reason 'replication failed' --inventory FILE",
  },
  {
    name: 'KafkaIsrUnsteady',
    ...{ severity: 'ticket', forMinutes: 5 },
    // Not where a broker was down within the hour: its replicas leave and come back by right.
    expr: (facts) =>
      `sum ${CLUSTER} (increase(${metric(facts, 'kafka_server_replicamanager_isrshrinks_total')}[1h])) > 20 ` +
      `unless min ${CLUSTER} (min_over_time(${metric(facts, 'up', 'job="kafka"')}[1h])) == 0 ` +
      `unless max ${CLUSTER} (changes(${metric(facts, 'process_start_time_seconds', 'job="kafka"')}[1h])) > 0`,
    summary:
      'Replicas fell out of step {{ $value | humanize }} times within an hour, with all brokers up',
    cause: 'Pauses of Java, a disk at its limit, a network that drops packets.',
    action: 'status --inventory FILE',
  },
];
