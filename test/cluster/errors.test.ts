import { inspect } from 'node:util';
import { formatProblem, SpecError } from '../../cluster/errors';

const problem = (value?: unknown) => ({
  path: 'brokers[0].id',
  rule: 'be a number',
  remedy: 'Give one',
  ...(value === undefined ? {} : { value }),
});

it.each([
  ['x', "'x'"],
  [5, '5'],
  [NaN, 'NaN'],
  [10n, '10n'],
  [null, 'null'],
  [[], '[]'],
  [['a', 1], "[ 'a', 1 ]"],
  [{ a: { b: 1 } }, '{ a: { b: 1 } }'],
])('%p is told as %s', (value, shown) => {
  expect(formatProblem(problem(value))).toBe(
    `brokers[0].id: must be a number, got ${shown}. Give one.`,
  );
});

it('no value is told where there is none to tell', () => {
  expect(formatProblem(problem())).toBe('brokers[0].id: must be a number. Give one.');
});

it('a value that holds itself can be told', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(formatProblem(problem(loop))).toContain('[Circular');
});

it('an error of a spec tells all of its problems, one a line', () => {
  expect(new SpecError([problem(1), problem(2)]).message.split('\n')).toHaveLength(2);
});

it('has no stack trace, also where nobody catches it', () => {
  const error = new SpecError([{ path: 'a', rule: 'b', remedy: 'C' }]);
  expect(error.stack).toBe('SpecError: a: must b. C.');
});

it('shows a value without running its code, and not without end', () => {
  const value = { [inspect.custom]: () => 'code', name: 'x' };
  expect(formatProblem({ path: 'a', rule: 'b', value, remedy: 'C' })).toContain("name: 'x'");
  const long = { path: 'a', rule: 'b', value: Array(99).fill('long'.repeat(9)), remedy: 'C' };
  expect(formatProblem(long).length).toBeLessThan(500);
});
