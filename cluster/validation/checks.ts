import { distance } from 'fastest-levenshtein';
import type { Problem } from '../errors';

/** Looks at one value of a spec that may be anything, and tells what is wrong with it. */
export type Check = (value: unknown, path: string) => readonly Problem[];

/** A whole number within bounds, both included. */
export function integer(min: number, max: number, remedy: string): Check {
  const rule = `be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return must(rule, remedy, (value) => Number.isInteger(value) && inside(value, min, max));
}

/** A finite number within bounds, both included. */
export function amount(min: number, max: number, remedy: string): Check {
  const rule = `be a number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return must(rule, remedy, (value) => Number.isFinite(value) && inside(value, min, max));
}

function inside(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

/** A string of this pattern. */
export function text(pattern: RegExp, rule: string, remedy: string): Check {
  return must(rule, remedy, (value) => typeof value === 'string' && pattern.test(value));
}

/** One of these values. */
export function oneOf(values: readonly string[], remedy: string): Check {
  const rule = `be ${values.map((value) => `'${value}'`).join(' or ')}`;
  return must(rule, remedy, (value) => typeof value === 'string' && values.includes(value));
}

/** A list, each element checked. */
export function list(element: Check, remedy: string): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => element(item, `${path}[${index}]`))
      : [{ path, rule: 'be a list', value, remedy }];
}

/** Nothing at all, or a value that passes. */
export function optional(check: Check): Check {
  return (value, path) => (value === undefined ? [] : check(value, path));
}

/** Any object; its inside is checked elsewhere. */
export function anyRecord(remedy: string): Check {
  return must('be an object', remedy, isRecord);
}

/**
 * An object with these fields and no others: a misspelt field would otherwise be ignored
 * without a word where the spec is not compiled, only loaded.
 */
export function record(fields: Readonly<Record<string, Check>>, remedy: string): Check {
  return (value, path) => {
    if (!isRecord(value)) return [{ path: path || 'spec', rule: 'be an object', value, remedy }];
    const known = Object.keys(fields);
    const unknown = Object.keys(value).filter((field) => !known.includes(field));
    return [
      ...unknown.map((field) => unknownField(join(path, field), field, known)),
      ...known.flatMap((field) => fields[field]!(value[field], join(path, field))),
    ];
  };
}

function unknownField(path: string, field: string, known: readonly string[]): Problem {
  return {
    path,
    rule: 'be a known field',
    value: field,
    remedy: `Did you mean '${nearest(field, known)}'`,
  };
}

/** The word of a list that takes the fewest edits. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  return [...words].sort((a, b) => distance(word, a) - distance(word, b))[0];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function must(rule: string, remedy: string, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? [] : [{ path, rule, value, remedy }]);
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}
