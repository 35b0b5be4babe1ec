import { alertFacts } from '../cluster/alerts/alert-facts';
import { ALERTS } from '../cluster/alerts/alerts';
import { AUDIT_METRICS } from '../cluster/metrics/audit-metrics';
import { GROUP_METRICS } from '../cluster/metrics/group-metrics';
import { METRICS } from '../cluster/metrics/metrics';
import { SHIPPER_METRICS } from '../cluster/metrics/shipper-metrics';
import { productionTopology } from './support/production-topology';
import { SHIPPING_SPEC } from './support/shipping-spec';

const facts = alertFacts(productionTopology(SHIPPING_SPEC));
const known = new Set(
  [
    ...Object.values(METRICS).flatMap(({ metrics }) => metrics),
    ...[...GROUP_METRICS, ...SHIPPER_METRICS, ...AUDIT_METRICS],
  ].map(({ name }): string => name),
);

it('alerts ask for what exporters give', () => {
  const asked = ALERTS.flatMap(({ expr }) => [
    ...(expr(facts) ?? '').matchAll(/\b(?:kafka|zookeeper)_\w+(?=\{)/g),
  ]).map(([name]) => name);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});
