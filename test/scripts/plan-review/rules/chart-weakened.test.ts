import { chartWeakened } from '../../../../scripts/plan-review/rules/chart-weakened';
import { judge, severityOf } from '../../../support/judge-plan';

const release = (values: string, more: object = {}) => ({
  name: 'kafka',
  chart: 'kafka',
  values: [values],
  ...more,
});

it.each([
  ['replicaCount: 3', 'replicaCount: 1', 'danger'],
  ['replicaCount: 3', 'replicaCount: 5', undefined],
  ['controller: {replicaCount: 3}', 'controller: {replicaCount: 2}', 'danger'],
  ['persistence: {enabled: true}', 'persistence: {enabled: false}', 'danger'],
  ['broker: {persistence: {size: 500Gi}}', 'broker: {persistence: {size: 50Gi}}', 'danger'],
  ['persistence: {storageClass: a}', 'persistence: {storageClass: b}', 'danger'],
  ['image: {tag: 3.7.0-debian-1}', 'image: {tag: 3.5.0-debian-1}', 'danger'],
  [
    'listeners: {client: {protocol: SASL_SSL}}',
    'listeners: {client: {protocol: PLAINTEXT}}',
    'danger',
  ],
  ['externalAccess: {enabled: false}', 'externalAccess: {enabled: true}', 'danger'],
  ['kafka: {storage: {deleteClaim: false}}', 'kafka: {storage: {deleteClaim: true}}', 'danger'],
  ['resources: {limits: {cpu: 2}}', 'resources: {limits: {cpu: 1}}', undefined],
])('judges %s → %s', (before, after, severity) => {
  const resource = { address: 'helm_release.a', before: release(before), after: release(after) };
  expect(severityOf(chartWeakened, [resource])).toBe(severity);
});

it('judges what is set by name, and a chart of others less gravely', () => {
  const set = (value: string) => ({
    name: 'web',
    chart: 'nginx',
    set: [{ name: 'replicaCount', value }],
  });
  const [found] = judge(chartWeakened, [
    { address: 'helm_release.web', before: set('3'), after: set('1') },
  ]);
  expect(found).toMatchObject({
    severity: 'care',
    what: 'Leaves fewer members to the chart helm_release.web: replicaCount 3 → 1.',
  });
});

it('judges what is marked, and doesn’t show it', () => {
  const [found] = judge(chartWeakened, [
    {
      address: 'helm_release.kafka',
      before: release('replicaCount: 371'),
      after: release('replicaCount: 219'),
      afterSensitive: { values: true },
    },
  ]);
  expect(found?.severity).toBe('danger');
  expect(found?.what).not.toMatch(/371|219/);
});
