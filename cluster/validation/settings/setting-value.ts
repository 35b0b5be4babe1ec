import { closest } from 'fastest-levenshtein';
import type { Problem } from '../../errors';
import type { SettingShape, SettingType, ValidValues } from '../../settings/setting-type';

/** What is wrong with a value, without where it stands. */
export type ValueProblem = Pick<Problem, 'rule' | 'remedy'>;

/** What the numbers of each type can be; long as far as JavaScript counts without rounding. */
const BOUNDS: Readonly<
  Partial<Record<SettingType, { readonly min: number; readonly max: number }>>
> = {
  short: { min: -(2 ** 15), max: 2 ** 15 - 1 },
  int: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  long: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
  double: { min: -Number.MAX_VALUE, max: Number.MAX_VALUE },
};

/** What is wrong with this value of a setting; undefined where it will do. Never throws. */
export function valueProblem(value: unknown, shape: SettingShape): ValueProblem | undefined {
  switch (shape.type) {
    case 'boolean':
      return typeof value === 'boolean'
        ? undefined
        : { rule: 'be true or false', remedy: 'Write true or false, without quotes' };
    case 'short':
    case 'int':
    case 'long':
    case 'double':
      return numberProblem(value, shape);
    case 'list':
      return listProblem(value, shape);
    case 'string':
    case 'class':
    case 'password':
      return stringProblem(value, shape);
  }
}

function numberProblem(value: unknown, shape: SettingShape): ValueProblem | undefined {
  const { min, max, also } = rangeOf(shape);
  const whole = shape.type !== 'double';
  const fits =
    typeof value === 'number' &&
    (whole ? Number.isInteger(value) : Number.isFinite(value)) &&
    ((value >= min && value <= max) || also.includes(value));
  if (fits) return undefined;
  const others = also.map((number) => ` or ${number}`).join('');
  return {
    rule: `be a ${whole ? 'whole ' : ''}number ${rangeText(min, max)}${others}`,
    remedy:
      typeof value === 'string'
        ? 'Write the number without quotes'
        : 'Choose such a number, or leave it out',
  };
}

function rangeOf({ type, validValues }: SettingShape) {
  const bounds = BOUNDS[type]!;
  const valid =
    validValues !== null && ('min' in validValues || 'max' in validValues) ? validValues : {};
  return {
    min: Math.max(bounds.min, valid.min ?? -Infinity),
    max: Math.min(bounds.max, valid.max ?? Infinity),
    also: valid.also ?? [],
  };
}

function rangeText(min: number, max: number): string {
  const from = `from ${min.toLocaleString('en')}`;
  if (max === Number.MAX_VALUE) return min === -Number.MAX_VALUE ? 'that is finite' : `${from} up`;
  return `${from} to ${max.toLocaleString('en')}`;
}

function listProblem(value: unknown, { validValues }: SettingShape): ValueProblem | undefined {
  const items = typeof value === 'string' ? splitList(value) : value;
  const isList =
    Array.isArray(items) && items.every((item) => typeof item === 'string' && isListItem(item));
  if (!isList) {
    return {
      rule: 'be a string or a list of strings, none of them empty or with a comma in it',
      remedy: "Write ['one', 'two'], or 'one,two'",
    };
  }
  return itemsProblem(items as readonly string[], validValues);
}

function itemsProblem(
  items: readonly string[],
  validValues: ValidValues | null,
): ValueProblem | undefined {
  if (validValues === null || !('oneOf' in validValues)) return undefined;
  const strange = items.find((item) => !validValues.oneOf.includes(item));
  if (items.length > 0 && strange === undefined) return undefined;
  return {
    rule: `hold only ${quoted(validValues.oneOf, 'and')}, and one at least`,
    remedy:
      strange === undefined ? 'Name one' : `Did you mean '${closest(strange, validValues.oneOf)}'`,
  };
}

/** As Kafka reads a list: blanks around commas don't count, and an empty text is an empty list. */
function splitList(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(',').map((item) => item.trim());
}

function isListItem(item: string): boolean {
  return item.trim() !== '' && !item.includes(',') && isOneLine(item);
}

function stringProblem(value: unknown, { validValues }: SettingShape): ValueProblem | undefined {
  if (validValues !== null && 'oneOf' in validValues)
    return choiceProblem(value, validValues.oneOf);
  const minLength = validValues !== null && 'minLength' in validValues ? validValues.minLength : 0;
  if (typeof value === 'string' && isOneLine(value) && value.trim().length >= minLength) {
    return undefined;
  }
  return {
    rule: `be one line of text${minLength > 0 ? ', not empty' : ''}`,
    remedy: 'Write it as a string in one line',
  };
}

function choiceProblem(value: unknown, choices: readonly string[]): ValueProblem | undefined {
  if (typeof value === 'string' && choices.includes(value)) return undefined;
  return {
    rule: `be ${quoted(choices, 'or')}`,
    remedy:
      typeof value === 'string'
        ? `Did you mean '${closest(value, choices)}'`
        : 'Choose one of them',
  };
}

/** Without control characters: a value with a line break in it is a mistake, not a setting. */
function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

function quoted(values: readonly string[], conjunction: string): string {
  const all = values.map((value) => `'${value}'`);
  return all.length > 1
    ? `${all.slice(0, -1).join(', ')} ${conjunction} ${all.at(-1)}`
    : all.join();
}

/** Whether values of this type are numbers. */
export function isNumeric({ type }: SettingShape): boolean {
  return type in BOUNDS;
}
