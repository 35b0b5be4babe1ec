import fc from '../../../support/fast-check';
import type {
  SettingShape,
  SettingType,
  ValidValues,
} from '../../../../cluster/settings/setting-type';
import { isNumeric, valueProblem } from '../../../../cluster/validation/settings/setting-value';

const shape = (type: SettingType, validValues: ValidValues | null = null): SettingShape => ({
  type,
  validValues,
});

const INT = shape('int');
const ATOMIC = shape('string', { oneOf: ['gzip', 'zstd'] });
const POLICIES = shape('list', { oneOf: ['compact', 'delete'] });

const ACCEPTED: readonly (readonly [shape: SettingShape, value: unknown])[] = [
  [shape('boolean'), true],
  [shape('boolean'), false],
  [shape('short'), -32_768],
  [shape('short'), 32_767],
  [INT, -2_147_483_648],
  [INT, 2_147_483_647],
  [shape('long'), Number.MAX_SAFE_INTEGER],
  [shape('double'), 0.5],
  [shape('double'), Number.MAX_VALUE],
  [shape('int', { min: 1, max: 9, also: [-1] }), 1],
  [shape('int', { min: 1, max: 9, also: [-1] }), 9],
  [shape('int', { min: 1, max: 9, also: [-1] }), -1],
  [shape('double', { min: 0, max: 1 }), 1],
  [ATOMIC, 'zstd'],
  [shape('string'), ''],
  [shape('string', { minLength: 1 }), 'x'],
  [shape('string', { text: 'something' }), 'anything'],
  [shape('class'), 'org.example.Policy'],
  [shape('list'), []],
  [shape('list'), ''],
  [shape('list'), 'a, b'],
  [shape('list'), ['a', 'b']],
  [POLICIES, 'compact,delete'],
  [POLICIES, ['delete']],
];

const REFUSED: readonly (readonly [shape: SettingShape, value: unknown, rule: string])[] = [
  [shape('boolean'), 'true', 'be true or false'],
  [shape('boolean'), 1, 'be true or false'],
  [shape('short'), 32_768, 'be a whole number from -32,768 to 32,767'],
  [INT, 2_147_483_648, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, 0.5, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, NaN, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, Infinity, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, 10n, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, null, 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [INT, '8', 'be a whole number from -2,147,483,648 to 2,147,483,647'],
  [shape('long', { min: 0 }), 2 ** 53, 'be a whole number from 0 to 9,007,199,254,740,991'],
  [shape('int', { min: 14 }), 13, 'be a whole number from 14 to 2,147,483,647'],
  [shape('int', { min: 1, max: 9, also: [-1] }), 0, 'be a whole number from 1 to 9 or -1'],
  [shape('int', { min: 1, max: 9, also: [-1] }), 10, 'be a whole number from 1 to 9 or -1'],
  [shape('double'), NaN, 'be a number that is finite'],
  [shape('double', { min: 0, max: 1 }), 1.001, 'be a number from 0 to 1'],
  [shape('double', { min: 1 }), 0.5, 'be a number from 1 up'],
  [ATOMIC, 'ZSTD', "be 'gzip' or 'zstd'"],
  [ATOMIC, undefined, "be 'gzip' or 'zstd'"],
  [shape('string'), 5, 'be one line of text'],
  [shape('string'), 'two\nlines', 'be one line of text'],
  [shape('string', { minLength: 1 }), ' ', 'be one line of text, not empty'],
  [shape('list'), {}, 'be a string or a list of strings, none of them empty or with a comma in it'],
  [
    shape('list'),
    ['a,b'],
    'be a string or a list of strings, none of them empty or with a comma in it',
  ],
  [
    shape('list'),
    ['a', ''],
    'be a string or a list of strings, none of them empty or with a comma in it',
  ],
  [
    shape('list'),
    'a,,b',
    'be a string or a list of strings, none of them empty or with a comma in it',
  ],
  [
    shape('list'),
    [1],
    'be a string or a list of strings, none of them empty or with a comma in it',
  ],
  [POLICIES, [], "hold only 'compact' and 'delete', and one at least"],
  [POLICIES, ['compact', 'delet'], "hold only 'compact' and 'delete', and one at least"],
];

it.each(ACCEPTED)('%j takes %p', (kind, value) => {
  expect(valueProblem(value, kind)).toBeUndefined();
});

it.each(REFUSED)('%j refuses %p', (kind, value, rule) => {
  expect(valueProblem(value, kind)?.rule).toBe(rule);
});

it.each([
  [INT, '8', 'Write the number without quotes'],
  [INT, 1.5, 'Choose such a number, or leave it out'],
  [ATOMIC, 'zst', "Did you mean 'zstd'"],
  [POLICIES, ['delet'], "Did you mean 'delete'"],
  [shape('boolean'), 'yes', 'Write true or false, without quotes'],
])('the remedy for %j given %p helps', (kind, value, remedy) => {
  expect(valueProblem(value, kind)?.remedy).toBe(remedy);
});

it('numeric types are those that JavaScript has one type for', () => {
  const types: readonly SettingType[] = ['int', 'short', 'long', 'double', 'boolean', 'string'];
  expect(types.filter((type) => isNumeric(shape(type)))).toEqual([
    'int',
    'short',
    'long',
    'double',
  ]);
});

it('an accepted whole number is written without exponent, as Java reads it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double()), (value) => {
      fc.pre(valueProblem(value, shape('long')) === undefined);
      expect(String(value)).toMatch(/^-?\d+$/);
    }),
  );
});

it('no value makes it throw', () => {
  const shapes = [...ACCEPTED, ...REFUSED].map(([kind]) => kind);
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...shapes), (value, kind) => {
      expect(() => valueProblem(value, kind)).not.toThrow();
    }),
  );
});
