import type { ApiMetric } from './api-metric';

/** What a shipper has counted, by the name that its reports have for it. */
export interface ShipperCount extends ApiMetric {
  readonly count: string;
}

const OF_HOST = { labels: ['host'] } as const;
const COUNTER = { type: 'counter', ...OF_HOST } as const;

/** All since the positions of the shipper were begun. */
export const SHIPPER_COUNTS = [
  {
    name: 'kafka_shipper_sent_lines_total',
    ...{ count: 'lines', ...COUNTER },
    meaning: 'Lines that it sent and all in-sync replicas have',
  },
  {
    name: 'kafka_shipper_sent_bytes_total',
    ...{ count: 'bytes', unit: 'bytes', ...COUNTER },
    meaning: 'Bytes of files that it is done with: sent, or set aside',
  },
  {
    name: 'kafka_shipper_setaside_lines_total',
    ...{ count: 'setAside', ...COUNTER },
    meaning: 'Lines that no broker takes: they are in files on the host; 0 is good',
  },
  {
    name: 'kafka_shipper_lost_bytes_total',
    ...{ count: 'lostBytes', unit: 'bytes', ...COUNTER },
    meaning: 'What it gave up unsent since its disk was nearly full; 0 is good',
  },
  {
    name: 'kafka_shipper_writtenanew_total',
    ...{ count: 'writtenAnew', ...COUNTER },
    meaning: 'Files that were cut short or written anew: copytruncate, or a loss of power',
  },
  {
    name: 'kafka_shipper_notfound_total',
    ...{ count: 'notFound', ...COUNTER },
    meaning: 'Files that were replaced or removed while it was away; 0 is good',
  },
  {
    name: 'kafka_shipper_hole_bytes_total',
    ...{ count: 'holeBytes', unit: 'bytes', ...COUNTER },
    meaning: 'Holes at the beginning of files, which were left out',
  },
  {
    name: 'kafka_shipper_unreadable_total',
    ...{ count: 'unreadable', ...COUNTER },
    meaning: 'Times that it could not read a file; 0 is good',
  },
  {
    name: 'kafka_shipper_retries_total',
    ...{ count: 'retries', ...COUNTER },
    meaning: 'Times that a topic did not take lines, which were sent again',
  },
  {
    name: 'kafka_shipper_withouttime_lines_total',
    ...{ count: 'withoutTime', ...COUNTER },
    meaning: 'Lines whose own time was not found, or not taken',
  },
  {
    name: 'kafka_shipper_unreportedranges_total',
    ...{ count: 'unreportedRanges', ...COUNTER },
    meaning: 'What it could not keep for audits, since nobody took its reports for long; 0 is good',
  },
] as const satisfies readonly ShipperCount[];

/** What `cdktf-kafka metrics` gives of hosts that ship logs, by their last report. */
export const SHIPPER_METRICS = [
  {
    name: 'kafka_shipper_lastreport_timestamp_seconds',
    ...{ type: 'gauge', unit: 'seconds' },
    ...OF_HOST,
    meaning: "When it last reported, by the host's clock, in seconds since 1970",
  },
  {
    name: 'kafka_shipper_ended',
    ...{ type: 'gauge', ...OF_HOST },
    meaning: 'Whether it said then that it ends, and is silent by right: 1 or 0',
  },
  {
    name: 'kafka_shipper_togo_bytes',
    ...{ type: 'gauge', unit: 'bytes', ...OF_HOST },
    meaning: 'What was written and not yet sent, without compressed files',
  },
  {
    name: 'kafka_shipper_unacknowledged_seconds',
    ...{ type: 'gauge', unit: 'seconds', ...OF_HOST },
    meaning: 'For how long what it has read has waited until all in-sync replicas have it',
  },
  {
    name: 'kafka_shipper_files',
    ...{ type: 'gauge', ...OF_HOST },
    meaning: 'Files that it reads, those with another name after a rotation among them',
  },
  ...SHIPPER_COUNTS,
  {
    name: 'kafka_shipper_reportsunread',
    ...{ type: 'gauge', labels: [] },
    meaning: 'Whether reports could not be read just now, and all of this is older: 1 or 0',
  },
] as const satisfies readonly ApiMetric[];

export type ShipperMetricName = (typeof SHIPPER_METRICS)[number]['name'];
