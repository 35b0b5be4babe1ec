import { attributeRule } from '../../../../scripts/plan-review/attributes/attribute-rule';
import type { AttributeRow } from '../../../../scripts/plan-review/attributes/attribute-row';
import { lowered, turnedOff } from '../../../../scripts/plan-review/attributes/harms';
import { judge } from '../../../support/judge-plan';

const TEXTS = { what: 'Keeps less in', why: 'Why.', remedy: 'Remedy.' } as const;
const rule = (row: Partial<AttributeRow>) =>
  attributeRule({ id: 'a-rule', title: 'A rule' }, [
    { attributes: ['days'], harm: lowered(), severity: 'danger', ...TEXTS, ...row },
  ]);
const change = (address: string, before: object | null, after: object | null, rest: object = {}) =>
  ({ address, before, after, ...rest }) as never;

it('tells of resources with the same change together, with both values', () => {
  const found = judge(rule({}), [
    change('aws_a.one', { days: 7 }, { days: 1 }),
    change('aws_a.two', { days: 7 }, { days: 1 }),
    change('aws_a.other', { days: 9 }, { days: 1 }),
    change('aws_a.more', { days: 1 }, { days: 7 }),
  ]);
  expect(found).toMatchObject([
    { severity: 'danger', what: 'Keeps less in aws_a.one, aws_a.two: days 7 → 1.' },
    { severity: 'danger', what: 'Keeps less in aws_a.other: days 9 → 1.' },
  ]);
});

it('is less sure of what is known only later', () => {
  const later = change('aws_a.a', { days: 7 }, {}, { afterUnknown: { days: true } });
  expect(judge(rule({ isFinal: true }), [later])).toMatchObject([
    {
      severity: 'care',
      isFinal: false,
      what: 'Keeps less in aws_a.a: days 7 → what is known only after the apply.',
    },
  ]);
});

const blocks = (...days: readonly number[]) => ({ a: days.map((each) => ({ days: each })) });

it.each<[string, Partial<AttributeRow>, object | null, object | null, number]>([
  ['in a block', { attributes: ['a.days'] }, blocks(7), blocks(1), 1],
  ['in one of several blocks', { attributes: ['a.days'] }, blocks(1, 7), blocks(1, 1), 1],
  [
    'in blocks that change places',
    { attributes: ['a.days'] },
    {
      a: [
        { name: 'x', days: 7 },
        { name: 'y', days: 1 },
      ],
    },
    {
      a: [
        { name: 'y', days: 1 },
        { name: 'x', days: 7 },
      ],
    },
    0,
  ],
  [
    'in a block whose name is known only later',
    { attributes: ['a.days'] },
    { a: [{ name: 'x', days: 7 }] },
    { a: [{ days: 7 }] },
    0,
  ],
  [
    'under a key with dots',
    { attributes: ['a.b.ms'] },
    { a: { 'b.ms': '7' } },
    { a: { 'b.ms': '1' } },
    1,
  ],
  ['of types that are meant', { types: ['*_a'] }, { days: 7 }, { days: 1 }, 1],
  ['of other types', { types: ['*_b'] }, { days: 7 }, { days: 1 }, 0],
  ['of what is excepted', { except: ['aws_a'] }, { days: 7 }, { days: 1 }, 0],
  ['of what holds something else', { holds: ['data'] }, { days: 7 }, { days: 1 }, 0],
  ['of what is new', { harm: () => true }, null, { days: 1 }, 0],
  ['of what is new, where that counts', { harm: () => true, alsoNew: true }, null, { days: 1 }, 1],
  ['of what goes', {}, { days: 7 }, null, 0],
  ['of what goes, where that counts', { alsoGone: true }, { days: 7 }, null, 1],
])('sees a value %s', (...[, row, before, after, found]) => {
  expect(judge(rule(row), [change('aws_a.a', before, after)])).toHaveLength(found);
});

it('says what it reads, so that nothing else need be said of it', () => {
  expect(rule({ types: ['aws_a'], harm: turnedOff }).reads).toEqual([
    { types: ['aws_a'], attributes: ['days'], and: [] },
  ]);
});

it('leaves a masked value out beside others, whose harm says enough', () => {
  const [found] = judge(rule({ attributes: ['days', 'hours'] }), [
    {
      address: 'aws_a.a',
      before: { days: 7, hours: 9 },
      after: { days: 1, hours: 2 },
      afterSensitive: { hours: true },
    },
  ]);
  expect(found?.what).toContain('days 7 → 1');
  expect(found?.what).not.toContain('hours');
});
