import type { Alert } from '../alert';
import { CLUSTER, figure, HOST, metric, oneOf } from '../promql';

const DAY_SECONDS = 86_400;
const OF_BROKERS = 'job="kafka"';
const BYTES_IN = 'kafka_server_brokertopicmetrics_bytesin_total';
/** A disk of which less is free than this is about to stop its broker. */
const LEAST_FREE_SHARE = 0.08;

/** Whether the load still is what the hosts were planned for; thresholds are those of `capacity`. */
export const CAPACITY_ALERTS: readonly Alert[] = [
  {
    name: 'KafkaDiskNearlyFull',
    ...{ severity: 'page', forMinutes: 5 },
    expr: (facts) => {
      const disks = oneOf('mountpoint', facts.mountPoints.brokers);
      return (
        `min by (kafka_cluster, host, mountpoint) (${metric(facts, 'node_filesystem_avail_bytes', disks)} / ` +
        `${metric(facts, 'node_filesystem_size_bytes', disks)}) < ${LEAST_FREE_SHARE}`
      );
    },
    summary:
      '{{ $labels.mountpoint }} of {{ $labels.host }} has {{ $value | humanizePercentage }} left: full, it stops its broker',
    cause: 'More is written than was planned, or is kept for longer.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaDiskFillsUp',
    ...{ severity: 'page', forMinutes: 60 },
    // Up to its plan a disk may fill as fast as it will: retention frees it there. So a broker that is refilled, or is new, is silent.
    expr: (facts) => {
      const disks = oneOf('mountpoint', facts.mountPoints.brokers);
      const free = metric(facts, 'node_filesystem_avail_bytes', disks);
      const size = metric(facts, 'node_filesystem_size_bytes', disks);
      return (
        `min by (kafka_cluster, host, mountpoint) (predict_linear(${free}[6h], ${DAY_SECONDS}) < 0 ` +
        `and 1 - ${free} / ${size} > ${figure(facts.diskShare)})`
      );
    },
    summary:
      '{{ $labels.mountpoint }} of {{ $labels.host }} is full within a day, before retention frees it',
    cause:
      'It holds more than was planned and still grows: more ingest, or a topic that is kept for longer.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaDiskBeyondPlan',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => {
      const disks = oneOf('mountpoint', facts.mountPoints.brokers);
      return (
        `max by (kafka_cluster, host, mountpoint) (1 - ${metric(facts, 'node_filesystem_avail_bytes', disks)} / ` +
        `${metric(facts, 'node_filesystem_size_bytes', disks)}) > ${figure(facts.diskLimit)}`
      );
    },
    summary:
      '{{ $labels.mountpoint }} of {{ $labels.host }} is {{ $value | humanizePercentage }} full',
    cause: 'More is kept than the disks were planned for, or it lies unevenly.',
    action: 'move --inventory FILE',
  },
  {
    name: 'KafkaIngestBeyondPlan',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `sum ${CLUSTER} (rate(${metric(facts, BYTES_IN, 'topic!=""')}[1d])) > ${figure(facts.ingestBytesPerSecond)}`,
    summary:
      '{{ $value | humanize1024 }}B a second arrived over a day: more than `workload` of the spec says',
    cause: 'New sources, or louder ones. Disks fill sooner than retention frees them.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaPeakDoesNotFit',
    ...{ severity: 'page', forMinutes: 5 },
    expr: (facts) => {
      if (facts.oneDownBytesPerSecond === undefined) return undefined;
      const brokers = metric(facts, 'up', OF_BROKERS);
      return (
        `max_over_time(sum ${CLUSTER} (rate(${metric(facts, BYTES_IN, 'topic!=""')}[5m]))[1d:5m]) > ` +
        `${figure(facts.oneDownBytesPerSecond)} and ` +
        `count ${CLUSTER} (avg_over_time(${brokers}[15m]) == 0 and max_over_time(${brokers}[7d]) == 1) > 0`
      );
    },
    summary:
      'A broker is down, and the others do not carry the peak of the last day ({{ $value | humanize1024 }}B a second)',
    cause: 'The peak has grown beyond what the hosts bear with one of them down.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaRefillTakesLong',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => {
      const disks = oneOf('mountpoint', facts.mountPoints.brokers);
      const bytes = (what: string) => metric(facts, `node_filesystem_${what}_bytes`, disks);
      const held = `sum ${HOST} (${bytes('size')} - ${bytes('avail')})`;
      const most = `max ${CLUSTER} (${held})`;
      const copied = `sum ${HOST} (rate(${metric(facts, 'kafka_server_brokertopicmetrics_replicationbytesin_total')}[30m]))`;
      return (
        `(-1 * (${held} - on (kafka_cluster) group_left () ${most})) / ${copied} > ${DAY_SECONDS} ` +
        `and on (kafka_cluster) sum ${CLUSTER} (${metric(facts, 'kafka_server_replicamanager_underreplicatedpartitions')}) > 0`
      );
    },
    summary:
      '{{ $labels.host }} has its data again in {{ $value | humanizeDuration }} only: until then copies are missing',
    cause:
      'A host that lost its disks is refilled beside a load that leaves little over, or behind a throttle.',
    action: 'unthrottle --inventory FILE',
  },
  {
    name: 'KafkaNetworkNearBaseline',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) => {
      const rate = (direction: string) =>
        `sum ${HOST} (rate(${metric(facts, `node_network_${direction}_bytes_total`, 'device!~"lo|veth.*|docker.*"')}[5m]))`;
      const limit = figure(facts.networkBytesPerSecond * facts.networkLimit);
      return `${rate('receive')} > ${limit} or ${rate('transmit')} > ${limit}`;
    },
    summary:
      '{{ $labels.host }} moves {{ $value | humanize1024 }}B a second one way, near the baseline of its instance type',
    cause:
      'More ingest, more consumers, or a move without a throttle. Beyond its baseline a host lives on credits.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaReplicasBeyondPlan',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      `max ${HOST} (${metric(facts, 'kafka_server_replicamanager_partitioncount')}) > ${facts.mostReplicas}`,
    summary: '{{ $labels.host }} holds {{ $value }} replicas, more than a broker bears',
    cause: 'Topics with too many partitions.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaHandlersBusy',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `min ${HOST} (${metric(facts, 'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_ratio')}) < 0.3`,
    summary:
      'Threads of {{ $labels.host }} that answer requests are idle {{ $value | humanizePercentage }} of the time',
    cause: 'Too much load for its processors or disks.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaNetworkThreadsBusy',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `min ${HOST} (${metric(facts, 'kafka_network_socketserver_networkprocessoravgidle_ratio')}) < 0.3`,
    summary:
      'Network threads of {{ $labels.host }} are idle {{ $value | humanizePercentage }} of the time',
    cause: 'Very many connections or small requests; encryption.',
    action: 'capacity SPEC',
  },
];
