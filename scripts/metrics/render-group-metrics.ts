import {
  GROUP_METRICS,
  type ApiMetric,
  type GroupMetricName,
} from '../../cluster/metrics/group-metrics';
import type { SeenGroups } from '../health/groups/read-group-lag';

/** A value with those of its labels, in the order of the table. */
type Sample = readonly [value: number, ...labels: string[]];

/** What was seen of groups, as Prometheus reads it. */
export function renderGroupMetrics(seen: SeenGroups): string {
  const samples = samplesOf(seen);
  return GROUP_METRICS.map((metric) => familyText(metric, samples[metric.name])).join('');
}

function samplesOf({ groups, silent }: SeenGroups): Record<GroupMetricName, readonly Sample[]> {
  const topics = groups.flatMap(({ group, topics: read }) =>
    read.map((each) => ({ ...each, labels: [group, each.topic] as const })),
  );
  return {
    kafka_consumergroup_lag: topics.map(({ records, labels }) => [records, ...labels]),
    kafka_consumergroup_committedoffsets: topics.map(({ committed, labels }) => [
      committed,
      ...labels,
    ]),
    kafka_consumergroup_unknownpartitions: topics.map(({ unknown, labels }) => [
      unknown,
      ...labels,
    ]),
    kafka_consumergroup_state: groups.map(({ group, state }) => [1, group, state]),
    kafka_consumergroup_silentbrokers: [[silent.length]],
  };
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
function familyText(
  { name, type, meaning, labels }: ApiMetric,
  samples: readonly Sample[],
): string {
  const lines = samples.map(([value, ...values]) => {
    const named = labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`);
    return `${name}${named.length > 0 ? `{${named.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${meaning}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/** Groups have any name that a client gives itself. */
const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
