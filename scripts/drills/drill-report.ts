import { table, type TableOptions } from '../terminal/table';
import type { PartitionVerdict } from './judge/judge-partition';

/** What a drill has shown. */
export interface DrillReport {
  readonly drill: string;
  readonly cluster: string;
  /** The hosts that were struck. */
  readonly hosts: readonly string[];
  /** When the fault was made, in ISO 8601. */
  readonly startedAt: string;
  /** From the fault until a gate was open again. */
  readonly healthyAgainMs: number;
  readonly partitions: readonly PartitionVerdict[];
}

/** Whether every acknowledged record is there, and none twice. */
export function hasLostNothing({ partitions }: DrillReport): boolean {
  return partitions.every(({ lost, doubled }) => lost.length === 0 && doubled.length === 0);
}

/** The report for a person. */
export function renderDrillReport(report: DrillReport, options: TableOptions): string {
  const { drill, cluster, hosts, startedAt, healthyAgainMs, partitions } = report;
  const rows = partitions.map(({ partition, ledBy, acked, lost, doubled, withoutAcksMs }) => [
    ...[`${partition}`, ledBy, seconds(withoutAcksMs)],
    ...[acked, lost.length, doubled.length].map(String),
  ]);
  const columns = ['Partition', 'Led by', 'Longest without acks', 'Acked', 'Lost', 'Doubled'];
  const longest = Math.max(...partitions.map(({ withoutAcksMs }) => withoutAcksMs));
  const acked = partitions.reduce((sum, each) => sum + each.acked, 0);
  return [
    `Drill ${drill} of ${cluster}: ${hosts.join(', ')}, ${startedAt}`,
    table(columns, rows, { ...options, rightAligned: [2, 3, 4, 5] }),
    `${acked} records acknowledged; ${verdictOf(report)}. No acknowledgement for ${seconds(longest)} at most; healthy again after ${seconds(healthyAgainMs)}.`,
  ].join('\n');
}

function verdictOf(report: DrillReport): string {
  if (hasLostNothing(report)) return 'none lost, none doubled';
  const sum = (key: 'lost' | 'doubled') =>
    report.partitions.reduce((total, each) => total + each[key].length, 0);
  return `${sum('lost')} lost, ${sum('doubled')} doubled`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
