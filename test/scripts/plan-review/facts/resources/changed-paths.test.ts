import { changedPaths } from '../../../../../scripts/plan-review/facts/resources/changed-paths';
import { factsOf } from '../../../../support/judge-plan';

const paths = (before: object, after: object, afterUnknown: object = {}) => {
  const resource = { address: 'aws_a.a', actions: ['update'] };
  const { plan } = factsOf([{ ...resource, ...{ before, after, afterUnknown } } as never]);
  return changedPaths(plan.changes[0]!).map(
    ({ path, isUnknown }) => `${path}${isUnknown ? '?' : ''}`,
  );
};

it.each([
  ['a value', { a: 1, b: 1 }, { a: 2, b: 1 }, {}, ['a']],
  ['a value that comes', {}, { a: 2 }, {}, ['a']],
  ['an empty one that comes', { a: null }, { a: '' }, {}, []],
  ['what is in a block', { a: [{ b: 1, c: 1 }] }, { a: [{ b: 2, c: 1 }] }, {}, ['a.b']],
  ['a block that goes', { a: [{ b: 1, c: null }] }, { a: [] }, {}, ['a.b']],
  ['a block more', { a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }, {}, ['a.b']],
  ['a list of texts', { a: ['x'] }, { a: ['x', 'y'] }, {}, ['a']],
  ['a key of a map', { a: { 'x.y': '1' } }, { a: { 'x.y': '2' } }, {}, ['a.x.y']],
  ['what is known only later', { a: 1 }, {}, { a: true }, ['a?']],
  [
    'what is known only later inside',
    { a: [{ b: 1 }] },
    { a: [{}] },
    { a: [{ b: true }] },
    ['a.b?'],
  ],
])('finds %s', (...[, before, after, afterUnknown, expected]) => {
  expect(paths(before, after, afterUnknown)).toEqual(expected);
});
