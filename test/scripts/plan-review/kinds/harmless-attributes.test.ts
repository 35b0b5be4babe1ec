import { covers, isHarmless } from '../../../../scripts/plan-review/kinds/harmless-attributes';

it.each([
  ['aws_made_up', 'tags.Name', false, true],
  ['aws_made_up', 'tags_all', true, true],
  ['google_made_up', 'effective_labels.a', false, true],
  ['aws_made_up', 'alarm_description', false, true],
  ['aws_made_up', 'description_of_harm', false, false],
  ['aws_made_up', 'etag', true, true],
  ['aws_made_up', 'version', true, true],
  ['aws_made_up', 'version', false, false],
  ['kubernetes_deployment_v1', 'metadata.annotations.a', false, true],
  ['kubernetes_deployment_v1', 'metadata.name', false, false],
  ['aws_made_up', 'size', false, false],
])(
  'takes of an %s a change of %s (known only later: %s) for harmless: %s',
  (type, path, isUnknown, expected) => {
    expect(isHarmless(type, path, isUnknown)).toBe(expected);
  },
);

it('covers what is in it, and not what only begins alike', () => {
  expect(['a', 'a.b', 'ab'].map((path) => covers('a', path))).toEqual([true, true, false]);
  expect(covers('*', 'a.b')).toBe(true);
});
