import { metric } from '../alerts/promql';
import type { AuditMetricName } from '../metrics/audit-metrics';
import { BROKER_METRICS } from '../metrics/broker-metrics';
import { GROUP_METRICS, type GroupMetricName } from '../metrics/group-metrics';
import type { Metric } from '../metrics/metric';
import type { ShipperMetricName } from '../metrics/shipper-metrics';
import { ZOOKEEPER_METRICS } from '../metrics/zookeeper-metrics';
import type { DashboardFacts } from './dashboard-facts';
import type { Panel, Query, Red, Unit } from './page';

/** What Prometheus's node exporter gives, as far as it is asked for. */
export const NODE_METRICS = [
  'node_cpu_seconds_total',
  'node_disk_io_time_seconds_total',
  'node_disk_read_bytes_total',
  'node_disk_written_bytes_total',
  'node_filesystem_avail_bytes',
  'node_filesystem_size_bytes',
  'node_load1',
  'node_memory_MemAvailable_bytes',
  'node_memory_MemTotal_bytes',
  'node_network_receive_bytes_total',
  'node_network_transmit_bytes_total',
  'node_netstat_Tcp_RetransSegs',
  'node_timex_offset_seconds',
] as const;

/** What the exporter gives of any program in Java, and what hosts write of certificates, likewise. */
export const OTHER_METRICS = [
  'jvm_gc_collection_seconds_sum',
  'jvm_memory_used_bytes',
  'jvm_threads_current',
  'process_cpu_seconds_total',
  'process_max_fds',
  'process_open_fds',
  'cdktf_kafka_certificate_not_after_timestamp_seconds',
] as const;

/** Of Prometheus itself. */
export const PROMETHEUS_METRICS = ['up', 'ALERTS'] as const;

export type BrokerMetricName = (typeof BROKER_METRICS)[number]['name'];

export type MetricName =
  | BrokerMetricName
  | GroupMetricName
  | ShipperMetricName
  | AuditMetricName
  | (typeof NODE_METRICS)[number]
  | (typeof OTHER_METRICS)[number]
  | (typeof PROMETHEUS_METRICS)[number];

/** A metric of this cluster, with these labels besides; one that nobody gives is an error of the compiler. */
export function series(facts: DashboardFacts, name: MetricName, labels?: string): string {
  return metric(facts, name, labels);
}

/** How much a counter grows in a second, over as long as the picture can show. */
export function rate(facts: DashboardFacts, name: MetricName, labels?: string): string {
  return perSecond(series(facts, name, labels));
}

const perSecond = (counter: string) => `rate(${counter}[$__rate_interval])`;

/** Of the hosts that the reader has chosen. */
export const CHOSEN_HOSTS = 'host=~"$host"';

/** Of the topics that the reader has chosen. */
export const CHOSEN_TOPICS = 'topic=~"$topic"';

export interface MetricPanelOptions {
  readonly title: string;
  readonly labels?: string;
  /** What lines are apart by. @default - hosts */
  readonly by?: readonly string[];
  /** How those of one line are taken together. @default - the sum; the largest of seconds, the least of ratios */
  readonly how?: 'sum' | 'max' | 'min';
  readonly red?: Red;
}

/** Lines of a row of the table of metrics: its meaning, its unit, and a counter as what is added in a second. */
export function linesOf(
  facts: DashboardFacts,
  name: (typeof BROKER_METRICS)[number]['name'],
  options: MetricPanelOptions,
): Panel {
  return linesOfRow(facts, rowOf(name), options);
}

/** Lines of what only Kafka's API tells, alike. */
export function linesOfGroups(
  facts: DashboardFacts,
  name: GroupMetricName,
  options: MetricPanelOptions,
): Panel {
  return linesOfRow(
    facts,
    GROUP_METRICS.find((row) => row.name === name)!,
    options,
  );
}

/** The same, of a row that is at hand. */
export function linesOfRow(
  facts: DashboardFacts,
  row: Pick<Metric, 'name' | 'type' | 'meaning' | 'unit' | 'onlyWhen'>,
  { title, labels, by = ['host'], how = HOW[row.unit ?? 'none'], red }: MetricPanelOptions,
): Panel {
  const one = metric(facts, row.name, labels);
  const value = row.type === 'counter' ? perSecond(one) : one;
  const query: Query = {
    expr: `${how} by (${by.join(', ')}) (${value})`,
    legend: by.map((label) => `{{${label}}}`).join(' '),
  };
  return {
    ...{ title, kind: 'lines', unit: unitOf(row), queries: [query] },
    about: row.onlyWhen === undefined ? row.meaning : `${row.meaning}; there ${row.onlyWhen}`,
    ...(red && { red }),
  };
}

const HOW = { bytes: 'sum', seconds: 'max', ratio: 'min', none: 'sum' } as const;

/** What the table says of a metric. */
export function meaningOf(name: (typeof BROKER_METRICS)[number]['name']): string {
  return rowOf(name).meaning;
}

function rowOf(name: string): Metric {
  const rows: readonly Metric[] = [...BROKER_METRICS, ...ZOOKEEPER_METRICS];
  return rows.find((row) => row.name === name)!;
}

function unitOf({ unit, type }: Pick<Metric, 'unit' | 'type'>): Unit {
  if (unit === 'bytes') return type === 'counter' ? 'Bps' : 'decbytes';
  if (unit === 'seconds') return 's';
  if (unit === 'ratio') return 'percentunit';
  return type === 'counter' ? 'cps' : 'short';
}
