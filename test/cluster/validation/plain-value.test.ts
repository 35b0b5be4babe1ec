import fc from 'fast-check';
import { formatProblem } from '../../../cluster/errors';
import { readPlain } from '../../../cluster/validation/plain-value';

const said = (value: unknown): readonly string[] =>
  readPlain(value, { name: 'props' }).problems.map(formatProblem);

const throwing = {
  get port(): number {
    throw new Error('no');
  },
};

const loop: Record<string, unknown> = { name: 'loop' };
loop.inside = [loop];

const hostile = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('no');
    },
  },
);

it.each([
  [
    'a Map',
    { tags: new Map([['a', 'b']]) },
    ['tags: must be a plain value, not an instance of Map'],
  ],
  [
    'an instance of a class',
    { at: new Date(0) },
    ['at: must be a plain value, not an instance of Date'],
  ],
  ['a getter that throws', { listeners: throwing }, ['listeners.port: must be readable']],
  ['a proxy that throws', { spec: hostile }, ['spec: must be readable']],
  ['what holds itself', { loop }, ['loop.inside[0]: must not hold itself']],
  ['a list without an end', { list: Array(10_001) }, ['list: must have at most 10000 elements']],
  ['an instance as a whole', new Map(), ['props: must be a plain value, not an instance of Map']],
  ['several at once', { 'a-b': new Set(), c: [new Set()] }, ["['a-b']: must", 'c[0]: must']],
])('tells of %s', (_, value, beginnings) => {
  const problems = said(value);
  expect(problems).toHaveLength(beginnings.length);
  problems.forEach((problem, index) => expect(problem).toContain(beginnings[index]));
});

it('takes what it is told to take as a whole', () => {
  const whole = new Map();
  const { value, problems } = readPlain({ whole }, { isWhole: (each) => each === whole });
  expect((value as { whole: unknown }).whole).toBe(whole);
  expect(problems).toEqual([]);
});

it('runs a getter once', () => {
  let runs = 0;
  const { value } = readPlain({
    get id() {
      return (runs += 1);
    },
  });
  expect([value, value, runs]).toEqual([{ id: 1 }, { id: 1 }, 1]);
});

it('copies every plain value as it is, and never throws', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withSparseArray: true }), (value) => {
      const { value: copy, problems } = readPlain(value);
      expect(problems).toEqual([]);
      expect(copy).toEqual(value);
    }),
  );
});
