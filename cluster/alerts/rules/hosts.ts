import type { Alert } from '../alert';
import { figure, HOST, metric, oneOf } from '../promql';

const DAY_SECONDS = 86_400;
const NOT_AFTER = 'cdktf_kafka_certificate_not_after_timestamp_seconds';
/** A deploy or `converge` renews what has a third of its life left: at a sixth, none came for long. */
export const CERTIFICATE_LIFE_SHARE = 1 / 6;
/** Gates stay closed then. */
const CERTIFICATE_DAYS_LEFT = 7;

/** What a host has for the processes on it: disks, memory, time, certificates. */
export const HOST_ALERTS: readonly Alert[] = [
  {
    name: 'KafkaLogDirectoryOffline',
    ...{ severity: 'page', forMinutes: 1 },
    expr: (facts) =>
      `max by (kafka_cluster, host, directory) (${metric(facts, 'kafka_log_logmanager_logdirectoryoffline')}) > 0`,
    summary: '{{ $labels.host }} has given up {{ $labels.directory }}: its replicas there are gone',
    cause: 'Its disk failed, was full, or was taken away.',
    action: "restart {{ $labels.host }} --reason 'log directory offline' --inventory FILE",
  },
  {
    name: 'HostDiskFailed',
    ...{ severity: 'page', forMinutes: 1 },
    expr: (facts) => {
      const disks = oneOf('mountpoint', [
        ...new Set([...facts.mountPoints.brokers, ...facts.mountPoints.zookeeper]),
      ]);
      return (
        `max by (kafka_cluster, host, mountpoint) (${metric(facts, 'node_filesystem_readonly', disks)} > 0 ` +
        `or ${metric(facts, 'node_filesystem_device_error', disks)} > 0)`
      );
    },
    summary: '{{ $labels.mountpoint }} of {{ $labels.host }} can no longer be written to, or read',
    cause: 'A volume with errors, which the system has made read-only.',
    action: 'replace {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'HostClockOff',
    ...{ severity: 'page', forMinutes: 5 },
    expr: (facts) => {
      const clock = metric(facts, 'node_time_seconds');
      return `max ${HOST} (abs(${clock} - timestamp(${clock}))) > 10`;
    },
    summary:
      'The clock of {{ $labels.host }} is {{ $value | humanizeDuration }} off that of Prometheus',
    cause:
      'No time service, or one that is out of reach. Certificates and retention go by the clock.',
    action: 'status --inventory FILE',
  },
  {
    name: 'HostClockUnsteered',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => `max ${HOST} (${metric(facts, 'node_timex_sync_status')}) == 0`,
    summary: 'Nothing steers the clock of {{ $labels.host }}',
    cause: 'chrony is not running, or reaches no source.',
    action: 'status --inventory FILE',
  },
  {
    name: 'HostOutOfMemory',
    ...{ severity: 'ticket', forMinutes: 0 },
    expr: (facts) => `max ${HOST} (increase(${metric(facts, 'node_vmstat_oom_kill')}[15m])) > 0`,
    summary: 'The system of {{ $labels.host }} ran out of memory and ended a process',
    cause: 'A heap that is too large for the host, or another program on it.',
    action: 'capacity SPEC',
  },
  {
    name: 'HostUnseen',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => `min ${HOST} (${metric(facts, 'up', 'job="node"')}) == 0`,
    summary: 'Nothing is heard of disks, network and clock of {{ $labels.host }}',
    cause: 'Its node exporter does not run, or the network lets nobody in.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaUnseen',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) => `absent(${metric(facts, 'up', 'job="kafka"')})`,
    summary: 'Prometheus asks no broker: none of the other alerts can fire',
    cause: 'The scrape configuration does not have this cluster.',
    action: 'alerts SPEC --out FOLDER',
  },
  {
    name: 'KafkaBrokerUnseen',
    ...{ severity: 'ticket', forMinutes: 120 },
    expr: (facts) => `max ${HOST} (avg_over_time(${metric(facts, 'up', 'job="kafka"')}[1h])) == 0`,
    summary: 'Nothing is heard of the broker of {{ $labels.host }}, for hours',
    cause:
      'A host that was never made, or is gone and still asked; a certificate that is not let in.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaHeapNearlyFull',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) => {
      const pool = 'pool="G1 Old Gen"';
      return (
        `max by (kafka_cluster, host, job) (${metric(facts, 'jvm_memory_pool_used_bytes', pool)} / ` +
        `(${metric(facts, 'jvm_memory_pool_max_bytes', pool)} > 0)) > 0.9`
      );
    },
    summary:
      'The heap of {{ $labels.job }} on {{ $labels.host }} is {{ $value | humanizePercentage }} full',
    cause: 'Too many partitions, connections or groups for its heap.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaPausesLong',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `sum by (kafka_cluster, host, job) (rate(${metric(facts, 'jvm_gc_collection_seconds_sum')}[5m])) > 0.1`,
    summary:
      '{{ $labels.job }} on {{ $labels.host }} spends {{ $value | humanizePercentage }} of its time on clearing memory',
    cause: 'Its heap is too small for what it has to do.',
    action: 'capacity SPEC',
  },
  {
    name: 'KafkaFilesNearlyUsedUp',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `max by (kafka_cluster, host, job) (${metric(facts, 'process_open_fds', 'job=~"kafka|zookeeper"')} / ` +
      `${metric(facts, 'process_max_fds', 'job=~"kafka|zookeeper"')}) > 0.7`,
    summary:
      '{{ $labels.job }} on {{ $labels.host }} has {{ $value | humanizePercentage }} of the files open that it may have',
    cause: 'Very many partitions or connections.',
    action: 'status --inventory FILE',
  },
  {
    name: 'CertificateEndsSoon',
    ...{ severity: 'page', forMinutes: 60 },
    expr: (facts) =>
      facts.certificateDays === undefined
        ? undefined
        : `min ${HOST} (${metric(facts, NOT_AFTER)} - time()) < ${CERTIFICATE_DAYS_LEFT * DAY_SECONDS}`,
    summary:
      'A certificate of {{ $labels.host }} ends in {{ $value | humanizeDuration }}: then it is let in nowhere',
    cause: 'Nobody has deployed or converged for long, or the authority no longer signs.',
    action: 'converge --inventory FILE',
  },
  {
    name: 'CertificateNotRenewed',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: (facts) =>
      facts.certificateDays === undefined
        ? undefined
        : `min ${HOST} (${metric(facts, NOT_AFTER)} - time()) < ` +
          figure(facts.certificateDays * CERTIFICATE_LIFE_SHARE * DAY_SECONDS),
    summary:
      'A certificate of {{ $labels.host }} ends in {{ $value | humanizeDuration }} and was not renewed',
    cause: 'Nobody has deployed or converged for long.',
    action: 'converge --inventory FILE',
  },
  {
    name: 'CertificateUnseen',
    ...{ severity: 'ticket', forMinutes: 180 },
    expr: (facts) =>
      facts.certificateDays === undefined
        ? undefined
        : `count ${HOST} (${metric(facts, 'up', 'job="node"')} == 1) unless count ${HOST} (${metric(facts, NOT_AFTER)})`,
    summary: '{{ $labels.host }} does not tell how long its certificates hold',
    cause: 'Its timer does not run, or its node exporter does not read the folder.',
    action: 'status --inventory FILE',
  },
];
