import { byType } from '../../../../scripts/plan-review/kinds/type-patterns';

const find = byType([
  ['a_*', 'family'],
  ['*_table*', 'within'],
  ['*_table', 'end'],
  ['*_route_table', 'longer end'],
  ['a_hash_table', 'itself'],
]);

it.each([
  ['a_hash_table', 'itself'],
  ['a_route_table', 'longer end'],
  ['a_table', 'end'],
  ['a_table_item', 'within'],
  ['a_thing', 'family'],
  ['a_table_v2', 'end'],
  ['a_table_v1beta1', 'end'],
  ['b_thing', undefined],
])('of %s says what says most of it: %s', (type, expected) => {
  expect(find(type)).toBe(expected);
});
