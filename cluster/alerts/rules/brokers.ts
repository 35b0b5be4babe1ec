import type { Alert } from '../alert';
import { CLUSTER, HOST, metric } from '../promql';

const up = 'up';
const OF_BROKERS = 'job="kafka"';
/** A broker that was never up is one that is still being made. */
const SEEN = '[7d]';

/** Whether brokers live, and agree on who is one. */
export const BROKER_ALERTS: readonly Alert[] = [
  {
    name: 'KafkaBrokerDown',
    ...{ severity: 'page', forMinutes: 15 },
    expr: (facts) => {
      const brokers = metric(facts, up, OF_BROKERS);
      return `min ${HOST} (${brokers}) == 0 and max ${HOST} (max_over_time(${brokers}${SEEN})) == 1`;
    },
    summary: '{{ $labels.host }} has not answered for a quarter of an hour',
    cause: 'Its process, its host or its network is down, or it stands still.',
    action: "restart {{ $labels.host }} --reason 'does not answer' --inventory FILE",
  },
  {
    name: 'KafkaBrokersDown',
    ...{ severity: 'page', forMinutes: 2 },
    expr: (facts) => {
      const brokers = metric(facts, up, OF_BROKERS);
      return `count ${CLUSTER} (${brokers} == 0 and max_over_time(${brokers}${SEEN}) == 1) > 1`;
    },
    summary: '{{ $value }} brokers do not answer at the same time',
    cause: 'A failure in common: power, network, a bad file that reached several hosts.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaBrokerUnregistered',
    ...{ severity: 'page', forMinutes: 10 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_kafkaserver_brokerstate')} == bool 3) > ` +
      `max ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_activebrokercount')})`,
    summary:
      '{{ $value }} brokers hold themselves to be running, and the controller knows of fewer',
    cause: 'A broker that lost its session with ZooKeeper and did not come back.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaBrokerNotReady',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => `max ${HOST} (${metric(facts, 'kafka_server_kafkaserver_brokerstate')}) != 3`,
    summary: '{{ $labels.host }} has been starting or stopping for an hour (state {{ $value }})',
    cause:
      'It reads its segments again after a hard stop, or hands over partitions that nobody takes.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaBrokerRestartsOften',
    ...{ severity: 'page', forMinutes: 0 },
    expr: (facts) =>
      `max ${HOST} (changes(${metric(facts, 'process_start_time_seconds', OF_BROKERS)}[1h])) > 5`,
    summary: '{{ $labels.host }} was started {{ $value }} times within an hour',
    cause: 'It ends by itself: out of memory, a bad setting, a damaged disk.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaControllerCount',
    ...{ severity: 'page', forMinutes: 3 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_activecontrollercount')}) != 1`,
    summary: '{{ $value }} brokers are the controller instead of one',
    cause: 'ZooKeeper has no quorum or is out of reach, or a controller stands still.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaZookeeperSessionLost',
    ...{ severity: 'ticket', forMinutes: 0 },
    expr: (facts) =>
      `max ${HOST} (increase(${metric(facts, 'kafka_server_sessionexpirelistener_zookeeperexpires_total')}[15m])) > 0`,
    summary: '{{ $labels.host }} lost its session with ZooKeeper: for that time it was no member',
    cause: 'It stood still for longer than its session holds, or reached no ZooKeeper member.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaLogCleanerStopped',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) => `max ${HOST} (${metric(facts, 'kafka_log_logcleaner_deadthreadcount')}) > 0`,
    summary: '{{ $labels.host }} no longer cleans compacted topics, which grow without end',
    cause: 'A damaged segment, or a message too large for its buffer.',
    action: "restart {{ $labels.host }} --reason 'log cleaner stopped' --inventory FILE",
  },
  {
    name: 'KafkaPreferredLeadersUneven',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `max ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_preferredreplicaimbalancecount')}) / ` +
      `(max ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_globalpartitioncount')}) > 0) > 0.1`,
    summary:
      '{{ $value | humanizePercentage }} of the partitions are led by another than their first broker',
    cause: 'A broker came back and did not get its partitions again.',
    action: 'elect --inventory FILE',
  },
  {
    name: 'KafkaReassignmentStands',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_replicamanager_reassigningpartitions')}) > 0 unless ` +
      `sum ${CLUSTER} (rate(${metric(facts, 'kafka_server_brokertopicmetrics_reassignmentbytesin_total')}[10m])) > 0`,
    summary: '{{ $value }} partitions are being moved, and nothing moves',
    cause: 'A broker that should take them is down, a throttle is too low, or a move was given up.',
    action: 'move --inventory FILE',
  },
  {
    name: 'KafkaDeletionStands',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `max ${CLUSTER} (${metric(facts, 'kafka_controller_kafkacontroller_topicstodeletecount')}) > 0`,
    summary: '{{ $value }} topics wait for an hour to be deleted',
    cause: 'A broker that holds replicas of them is down.',
    action: 'status --inventory FILE',
  },
];
