import { helmValues } from '../../../../../scripts/plan-review/facts/kubernetes/helm-values';

it('lays one file of values upon the other, and what is set by name upon both', () => {
  const release = {
    values: ['a: {b: 1, c: 2}\nlist: [1]\n', 'a: {c: 3}\nlist: [2]\n'],
    set: [
      { name: 'a.b', value: '9' },
      { name: 'labels.app\\.kubernetes\\.io/name', value: 'kafka' },
      { name: 'volumes[0].size', value: '5Gi' },
    ],
  };
  expect(helmValues(release)).toEqual({
    a: { b: '9', c: 3 },
    list: [2],
    labels: { 'app.kubernetes.io/name': 'kafka' },
    volumes: { 0: { size: '5Gi' } },
  });
});

it('takes a key for a key, and broken YAML for none', () => {
  const values = helmValues({
    values: ['a: ['],
    set: [{ name: '__proto__.polluted', value: '1' }],
  });
  expect(Object.keys(values)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
