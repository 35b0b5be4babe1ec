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
  expect(inspect(error)).toBe('SpecError: a: must b. C.');
});

it.each([
  ['a letter of another alphabet', 'l\u043egs', "'l\\u{43e}gs'"],
  ['what turns the line around', '\u202esgol', "'\\u{202e}sgol'"],
  ['what a terminal obeys', '\u001b[2J', "'\\x1B[2J'"],
  ['a line end', 'logs\n', "'logs\\n'"],
  ['half a letter', '\ud83d', "'\\ud83d'"],
])('%s is shown as what it is', (_, value, shown) => {
  expect(formatProblem(problem(value))).toContain(`got ${shown}. `);
});

it('a value of any length is told in a few words', () => {
  expect(formatProblem(problem('x'.repeat(1e6))).length).toBeLessThan(400);
  expect(formatProblem(problem(Array(1000).fill({ a: 'b' }))).length).toBeLessThan(400);
});
