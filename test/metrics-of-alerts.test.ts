import { alertFacts } from '../cluster/alerts/alert-facts';
import { ALERTS } from '../cluster/alerts/alerts';
import { GROUP_METRICS } from '../cluster/metrics/group-metrics';
import { METRICS } from '../cluster/metrics/metrics';
import { productionTopology } from './support/production-topology';

const facts = alertFacts(productionTopology());
const known = new Set(
  [...Object.values(METRICS).flatMap(({ metrics }) => metrics), ...GROUP_METRICS].map(
    ({ name }): string => name,
  ),
);

it('alerts ask for what exporters give', () => {
  const asked = ALERTS.flatMap(({ expr }) => [
    ...(expr(facts) ?? '').matchAll(/\b(?:kafka|zookeeper)_\w+(?=\{)/g),
  ]).map(([name]) => name);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});
