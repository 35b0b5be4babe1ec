import { innerObjects } from '../../../../../scripts/plan-review/facts/kubernetes/inner-objects';
import { factsOf } from '../../../../support/judge-plan';
import type { PlannedResource } from '../../../../support/plan-builder';

const set = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'kafka', namespace: 'data', labels: { 'app.kubernetes.io/name': 'kafka' } },
  spec: { replicas, persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain' } },
});
const yaml = (replicas: number) =>
  `kind: StatefulSet\nmetadata: {name: kafka}\nspec:\n  replicas: ${replicas}\n`;
const changesOf = (resource: PlannedResource) =>
  factsOf([resource]).plan.changes.map(({ type, change, before, after }) => ({
    type,
    change,
    before,
    after,
  }));

it.each([
  ['values', 'kubernetes_manifest.a', { manifest: set(3) }, { manifest: set(2) }],
  ['YAML', 'kubectl_manifest.a', { yaml_body: yaml(3) }, { yaml_body: yaml(2) }],
  [
    'JSON',
    'kustomization_resource.a',
    { manifest: JSON.stringify(set(3)) },
    { manifest: JSON.stringify(set(2)) },
  ],
])('finds an object in a manifest of %s', (_, address, before, after) => {
  expect(changesOf({ address, before, after })).toMatchObject([
    {
      ...{ type: 'kubernetes_stateful_set', change: 'update' },
      ...{ before: { spec: { replicas: 3 } }, after: { spec: { replicas: 2 } } },
    },
  ]);
});

it('spells names as the provider does, and leaves keys of maps', () => {
  const [object] = changesOf({
    address: 'kubernetes_manifest.a',
    before: { manifest: set(3) },
    after: null,
  });
  expect(object).toMatchObject({
    change: 'delete',
    before: {
      metadata: { labels: { 'app.kubernetes.io/name': 'kafka' } },
      spec: { persistent_volume_claim_retention_policy: { when_scaled: 'Retain' } },
    },
  });
});

it('tells the objects of one text apart, by kind and name', () => {
  const before = { yaml_body: `${yaml(3)}---\nkind: ConfigMap\nmetadata: {name: a}\n` };
  const after = { yaml_body: `${yaml(3)}---\nkind: ConfigMap\nmetadata: {name: b}\n` };
  expect(changesOf({ address: 'kubectl_manifest.a', before, after })).toMatchObject([
    { type: 'kubernetes_stateful_set', change: 'none' },
    { type: 'kubernetes_config_map', change: 'delete' },
    { type: 'kubernetes_config_map', change: 'create' },
  ]);
});

it.each([
  ['broken', { yaml_body: yaml(3) }, { yaml_body: 'kind: [' }],
  ['full of aliases', { yaml_body: yaml(3) }, { yaml_body: bomb() }],
])('leaves a manifest what it is where one side is %s', (_, before, after) => {
  expect(changesOf({ address: 'kubectl_manifest.a', before, after })).toMatchObject([
    { type: 'kubectl_manifest', change: 'update' },
  ]);
});

it('shows no value that is marked', () => {
  const resource: PlannedResource = {
    address: 'kubectl_manifest.a',
    before: { yaml_body: yaml(3) },
    after: { yaml_body: yaml(2) },
    afterSensitive: { yaml_body: true },
  };
  const [object] = factsOf([resource]).plan.changes;
  expect(object?.after).toMatchObject({ spec: { replicas: 2 } });
  expect(object?.shown.after).toBeUndefined();
});

it('finds what a chart renders beside the chart', () => {
  const release = {
    name: 'kafka',
    chart: 'kafka',
    manifest: JSON.stringify({ 'statefulset/kafka': set(3) }),
  };
  const [object] = innerObjects(
    factsOf([{ address: 'helm_release.a', before: release, after: release }]).plan.changes[0]!,
  );
  expect(object?.type).toBe('kubernetes_stateful_set');
});

function bomb(): string {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 8; at += 1) {
    const name = String.fromCharCode(97 + at);
    const old = `*${String.fromCharCode(96 + at)}`;
    lines.push(`${name}: &${name} [${Array(10).fill(old).join(', ')}]`);
  }
  return lines.join('\n');
}
