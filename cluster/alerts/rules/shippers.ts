import type { Alert } from '../alert';
import type { AlertFacts } from '../alert-facts';
import { CLUSTER, HOST, metric } from '../promql';

/** A line without its end waits in its file: what is less can be one. */
const LONGEST_LINE_BYTES = 1_000_000;
/** A shipper reports every ten seconds. */
const SILENT_SECONDS = 300;
const AUDITED_WITHIN_SECONDS = 7_200;

/** Only a cluster whose spec has shippers is told of them. */
const ofShippers = (expr: (facts: AlertFacts) => string) => (facts: AlertFacts) =>
  facts.hasShippers ? expr(facts) : undefined;

/** Whether lines of log hosts arrive. `cdktf-kafka metrics` tells, by what shippers report and what audits find. */
export const SHIPPER_ALERTS: readonly Alert[] = [
  {
    name: 'ShipperSilent',
    ...{ severity: 'ticket', forMinutes: 15 },
    // Over a day, so that it is known also where who tells was started anew meanwhile; not while nobody tells.
    expr: ofShippers((facts) => {
      const reported = metric(facts, 'kafka_shipper_lastreport_timestamp_seconds');
      const ended = metric(facts, 'kafka_shipper_ended');
      return (
        `time() - max ${HOST} (max_over_time(${reported}[1d])) > ${SILENT_SECONDS} ` +
        `unless max ${HOST} (last_over_time(${ended}[1d])) == 1 ` +
        `and on (kafka_cluster) max ${CLUSTER} (${metric(facts, 'kafka_shipper_reportsunread')}) == 0`
      );
    }),
    summary:
      '{{ $labels.host }} has shipped no logs for {{ $value | humanizeDuration }}, and did not say that it ends',
    cause:
      'The host or its shipper is down, it reaches no broker, it can not log in, or its clock is behind.',
    action: 'audit --host {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'ShipperBehind',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: ofShippers((facts) => {
      const toGo = metric(facts, 'kafka_shipper_togo_bytes');
      const sent = metric(facts, 'kafka_shipper_sent_bytes_total');
      const waiting = metric(facts, 'kafka_shipper_unacknowledged_seconds');
      return (
        `max ${HOST} (${toGo}) > ${LONGEST_LINE_BYTES} and ` +
        `max ${HOST} (${toGo}) / sum ${HOST} (rate(${sent}[30m])) > 3600 or ` +
        `max ${HOST} (${waiting}) > 900`
      );
    }),
    summary: 'Lines of {{ $labels.host }} arrive late: it does not send what is written there',
    cause:
      'A topic takes no lines, the shipper is held up by its own limits or a quota, or an outage is caught up with.',
    action: 'audit --host {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'ShipperLosesLines',
    ...{ severity: 'page', forMinutes: 0 },
    expr: ofShippers(
      (facts) =>
        `sum ${HOST} (increase(${metric(facts, 'kafka_shipper_lost_bytes_total')}[1h])) > 0`,
    ),
    summary: '{{ $labels.host }} gave up {{ $value | humanize1024 }}B of lines that were not sent',
    cause: 'Its disk is nearly full, and rotated files go before they were sent.',
    action: 'audit --host {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'ShipperSetsAside',
    ...{ severity: 'ticket', forMinutes: 0 },
    expr: ofShippers(
      (facts) =>
        `sum ${HOST} (increase(${metric(facts, 'kafka_shipper_setaside_lines_total')}[1h])) > 0`,
    ),
    summary: '{{ $labels.host }} has lines that no broker takes, and keeps them in files',
    cause: 'They are longer than maxLineBytes, or than the topic allows.',
    action: 'audit --host {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'ShipperCannotRead',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: ofShippers(
      (facts) =>
        `sum ${HOST} (increase(${metric(facts, 'kafka_shipper_unreadable_total')}[10m])) > 0`,
    ),
    summary: '{{ $labels.host }} has a log file that its shipper can not read',
    cause: 'A damaged compressed file, or a disk that fails.',
    action: 'audit --host {{ $labels.host }} --inventory FILE',
  },
  {
    name: 'ShippersUnseen',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: ofShippers((facts) => {
      const serving = metric(facts, 'up', 'job="groups"');
      const reported = metric(facts, 'kafka_shipper_lastreport_timestamp_seconds');
      return (
        `max ${CLUSTER} (${metric(facts, 'kafka_shipper_reportsunread')}) > 0 or ` +
        `max ${CLUSTER} (${serving}) == 1 unless count ${CLUSTER} (${reported})`
      );
    }),
    summary: 'It is not known whether shippers of {{ $labels.kafka_cluster }} send their logs',
    cause: 'The topic of their reports can not be read, or none has ever reported.',
    action: 'status --inventory FILE',
  },
  {
    name: 'AuditMissing',
    ...{ severity: 'page', forMinutes: 0 },
    // For an hour at least: the next audit is of another time.
    expr: ofShippers((facts) => {
      const missing = metric(facts, 'kafka_audit_verdict', 'verdict="missing"');
      return `max ${CLUSTER} (max_over_time(${missing}[1h])) > 0`;
    }),
    summary: 'Lines that were sent to {{ $labels.kafka_cluster }} are in no topic',
    cause:
      'An unclean election, a topic that was made anew, records that somebody deleted, or a host that gave lines up.',
    action: 'audit --from 2h --inventory FILE',
  },
  {
    name: 'AuditUnknown',
    ...{ severity: 'ticket', forMinutes: 60 },
    expr: ofShippers((facts) => {
      const unknown = metric(facts, 'kafka_audit_verdict', 'verdict="unknown"');
      const made = metric(facts, 'kafka_audit_timestamp_seconds');
      return (
        `max ${CLUSTER} (${unknown}) > 0 or ` +
        `time() - max ${CLUSTER} (max_over_time(${made}[7d])) > ${AUDITED_WITHIN_SECONDS}`
      );
    }),
    summary: 'It is not known whether all lines of {{ $labels.kafka_cluster }} are stored',
    cause: 'A host has not reported, or no audit was made for two hours.',
    action: 'audit --inventory FILE',
  },
];
