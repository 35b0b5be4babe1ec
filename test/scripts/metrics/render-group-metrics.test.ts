import { GROUP_METRICS } from '../../../cluster/metrics/group-metrics';
import { renderGroupMetrics } from '../../../scripts/metrics/render-group-metrics';
import { parseExposition } from '../../support/scrape';

const NAME = 'a "group"\\ of\nmine';
const seen = {
  silent: ['broker-3'],
  groups: [
    {
      ...{ group: NAME, state: 'Stable', records: 7 },
      topics: [
        { topic: 'app.logs', partitions: 3, records: 5, committed: 100, unknown: 1 },
        { topic: 'web', partitions: 1, records: 2, committed: 0, unknown: 0 },
      ],
    },
  ],
};

it('gives each metric of the table, with its meaning and its labels', () => {
  const { metrics } = parseExposition(renderGroupMetrics(seen));
  expect(metrics).toHaveLength(GROUP_METRICS.length);
  for (const { name, type, meaning, labels } of GROUP_METRICS) {
    expect(metrics).toContainEqual({ name, type, meaning, labels: [...labels].sort() });
  }
});

it('tells of each topic of a group, whatever the group is called', () => {
  const { samples } = parseExposition(renderGroupMetrics(seen));
  const lags = samples.filter(({ name }) => name === 'kafka_consumergroup_lag');
  const group = 'a \\"group\\"\\\\ of\\nmine';
  expect(lags.map(({ labels, value }) => ({ labels, value }))).toEqual([
    { labels: { group, topic: 'app.logs' }, value: 5 },
    { labels: { group, topic: 'web' }, value: 2 },
  ]);
  expect(samples.at(-1)).toEqual({
    ...{ name: 'kafka_consumergroup_silentbrokers', labels: {}, value: 1 },
  });
});

it('has nothing but how many are silent where there is no group', () => {
  const { samples } = parseExposition(renderGroupMetrics({ groups: [], silent: [] }));
  expect(samples.map(({ value }) => value)).toEqual([0]);
});
