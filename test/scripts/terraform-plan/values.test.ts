import type { ResourceChange } from '../../../scripts/terraform-plan/plan';
import { isSame, isUnknown, numberOf } from '../../../scripts/terraform-plan/values';

it.each([
  [null, '', true],
  [null, [], true],
  [null, {}, true],
  [undefined, { a: null }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [[1, 2], [2, 1], false],
  [0, null, false],
  [false, null, false],
  ['1', 1, false],
  [{ a: '1,2' }, { a: ['1', '2'] }, false],
])('%j and %j are the same: %s', (one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
});

it.each([
  [true, ['a', 'b'], true],
  [{ a: true }, ['a', 'b'], true],
  [{ a: [{ b: true }] }, ['a', 0, 'b'], true],
  [{ a: [{ b: true }] }, ['a'], true],
  [{ a: [{ b: true }] }, ['a', 0, 'c'], false],
  [{ a: [{ b: true }] }, ['a', 1, 'b'], false],
  [{ a: [false] }, ['a'], false],
  [false, ['a'], false],
])('of the marks %j, %j is known only later: %s', (afterUnknown, path, expected) => {
  const change = { afterUnknown } as unknown as ResourceChange;
  expect(isUnknown(change, ...(path as (string | number)[]))).toBe(expected);
});

it('reads numbers that a provider spells as text', () => {
  const values = { a: 1, b: '2', c: '2.5', d: 'x', e: '', f: null };
  expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => numberOf(values, key))).toEqual([
    ...[1, 2, 2.5, undefined, undefined, undefined, undefined],
  ]);
});
