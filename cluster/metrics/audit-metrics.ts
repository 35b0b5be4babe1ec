import type { ApiMetric } from './api-metric';

const GAUGE = { type: 'gauge' } as const;

/** What `cdktf-kafka audit --metrics FILE` writes, and `cdktf-kafka metrics --audit-file FILE` gives: the last audit. */
export const AUDIT_METRICS = [
  {
    name: 'kafka_audit_timestamp_seconds',
    ...{ unit: 'seconds', ...GAUGE, labels: [] },
    meaning: 'When it was made, in seconds since 1970',
  },
  {
    name: 'kafka_audit_from_timestamp_seconds',
    ...{ unit: 'seconds', ...GAUGE, labels: [] },
    meaning: 'The beginning of the time that it judged, in seconds since 1970',
  },
  {
    name: 'kafka_audit_to_timestamp_seconds',
    ...{ unit: 'seconds', ...GAUGE, labels: [] },
    meaning: 'The end of that time',
  },
  {
    name: 'kafka_audit_verdict',
    ...{ ...GAUGE, labels: ['verdict'] },
    meaning: 'Whether it judged so: equal, missing, unknown or late; 1 or 0',
  },
  {
    name: 'kafka_audit_minutes',
    ...{ ...GAUGE, labels: ['verdict'] },
    meaning: 'Minutes that it judged so',
  },
  {
    name: 'kafka_audit_produced_lines',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Lines that the shipper says it sent',
  },
  {
    name: 'kafka_audit_stored_lines',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Those of them that topics hold',
  },
  {
    name: 'kafka_audit_missing_bytes',
    ...{ unit: 'bytes', ...GAUGE, labels: ['host'] },
    meaning: 'Bytes of files whose lines topics should hold, and do not; 0 is good',
  },
  {
    name: 'kafka_audit_doubled_lines',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Records of lines that are there already',
  },
  {
    name: 'kafka_audit_setaside_lines',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Lines that no broker takes',
  },
  {
    name: 'kafka_audit_expired_lines',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Lines that are no longer there since their time of retention is over',
  },
  {
    name: 'kafka_audit_late_bytes',
    ...{ unit: 'bytes', ...GAUGE, labels: ['host'] },
    meaning: 'Written within that time, and not sent a minute later; 0 is good',
  },
  {
    name: 'kafka_audit_lost_bytes',
    ...{ unit: 'bytes', ...GAUGE, labels: ['host'] },
    meaning: 'What the shipper gave up within that time, by its own word; 0 is good',
  },
  {
    name: 'kafka_audit_silent',
    ...{ ...GAUGE, labels: ['host'] },
    meaning: 'Whether the host has not reported all of that time: 1 or 0',
  },
] as const satisfies readonly ApiMetric[];

export type AuditMetricName = (typeof AUDIT_METRICS)[number]['name'];
