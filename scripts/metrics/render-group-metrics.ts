import { GROUP_METRICS, type GroupMetricName } from '../../cluster/metrics/group-metrics';
import type { SeenGroups } from '../health/groups/read-group-lag';
import { renderFamilies, type Sample } from './render-families';

/** What was seen of groups, as Prometheus reads it. */
export function renderGroupMetrics(seen: SeenGroups): string {
  return renderFamilies(GROUP_METRICS, samplesOf(seen));
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
