import { quote, type Problem } from '../errors';
import { nearWord } from './near-word';
import { isPlain } from './plain-data';

/**
 * Looks at one value that may be anything, and tells what keeps it from being a `T`. The type is
 * exact: where a check finds sound what its type has no room for, or the other way round, it does
 * not compile.
 */
export interface Check<T> {
  (value: unknown, path: string): readonly Problem[];
  /** Never there; a type that is taken and given can be made neither wider nor narrower. */
  readonly [OF]?: (value: T) => T;
}

declare const OF: unique symbol;

/** A check for every field of `T`; of those that may be left out, one made by {@link optional}. */
export type FieldChecks<T> = { readonly [K in keyof Required<T>]: Check<T[K]> };

/** Of a union, the one whose `kind` this is. */
type OfKind<U, K> = Extract<U, { readonly kind: K }>;

/** The fields of each member of a union, by its `kind`; a member has one kind. */
export type VariantChecks<U extends { readonly kind: string }> = {
  readonly [K in U['kind']]: FieldChecks<Omit<OfKind<U, K>, 'kind'>>;
};

/** A whole number within bounds, both included. */
export function integer(min: number, max: number, remedy: string): Check<number> {
  const rule = `be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return must(rule, remedy, (value) => Number.isInteger(value) && inside(value, min, max));
}

/** A finite number within bounds, both included. */
export function amount(min: number, max: number, remedy: string): Check<number> {
  const rule = `be a number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return must(rule, remedy, (value) => Number.isFinite(value) && inside(value, min, max));
}

function inside(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

/** A string of this pattern. */
export function text(pattern: RegExp, rule: string, remedy: string): Check<string> {
  return must(rule, remedy, (value) => typeof value === 'string' && pattern.test(value));
}

/** This one number. */
export function only<const N extends number>(number: N, remedy: string): Check<N> {
  return must(`be ${number}`, remedy, (value) => value === number);
}

/** One of these values. */
export function oneOf<const Values extends readonly string[]>(
  values: Values,
  remedy: string,
): Check<Values[number]> {
  const rule = `be ${values.map((value) => `'${value}'`).join(' or ')}`;
  return must(rule, remedy, (value) => typeof value === 'string' && values.includes(value));
}

/** A list, each element checked. */
export function list<T>(element: Check<T>, remedy: string): Check<readonly T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => element(item, `${path}[${index}]`))
      : [{ path, rule: 'be a list', value, remedy }];
}

/** True or false, and nothing that would be taken for one. */
export function flag(remedy: string): Check<boolean> {
  return must('be true or false', remedy, (value) => typeof value === 'boolean');
}

/** Nothing at all, or a value that passes. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, path) => (value === undefined ? [] : check(value, path));
}

/** Any object; its inside is checked elsewhere. */
export function anyRecord<T extends object>(remedy: string): Check<T> {
  return must('be an object', remedy, isRecord);
}

/**
 * An object with these fields and no others: a misspelt field would otherwise be ignored
 * without a word where the spec is not compiled, only loaded. `T` is to be named, as
 * `record<BrokerSpec>(…)`; fields don't tell it.
 */
export function record<T extends object = never>(
  fields: FieldChecks<NoInfer<T>>,
  remedy: string,
): Check<T> {
  return fieldsOf(fields, remedy);
}

/** An object of any names that pass, each with a value that passes. */
export function mapOf<T>(
  name: Check<string>,
  element: Check<T>,
  remedy: string,
): Check<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (!isRecord(value)) return [{ path, rule: 'be an object', value, remedy }];
    return Object.entries(value).flatMap(([key, each]) => {
      const place = `${path}[${quote(key)}]`;
      return [...name(key, place), ...element(each, place)];
    });
  };
}

/** One of a union of objects, of which `kind` says which fields it has. */
export function variant<U extends { readonly kind: string } = never>(
  variants: VariantChecks<U>,
  remedy: string,
): Check<U> {
  const fieldsByKind = variants as Readonly<Record<string, Fields>>;
  const kind = oneOf(Object.keys(variants), remedy);
  return (value, path) => {
    if (!isRecord(value)) return [{ path, rule: 'be given', value, remedy }];
    const wrongKind = kind(value.kind, join(path, 'kind'));
    if (wrongKind.length > 0) return wrongKind;
    return fieldsOf({ kind, ...fieldsByKind[String(value.kind)] }, remedy)(value, path);
  };
}

/** One of two, told apart by `isFirst`. */
export function either<A, B>(
  isFirst: (value: unknown) => boolean,
  first: Check<A>,
  second: Check<B>,
): Check<A | B> {
  return (value, path) => (isFirst(value) ? first(value, path) : second(value, path));
}

type UntypedCheck = (value: unknown, path: string) => readonly Problem[];
type Fields = Readonly<Record<string, UntypedCheck>>;

function fieldsOf(fields: Fields, remedy: string): UntypedCheck {
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
  const meant = nearWord(field, known);
  return {
    path,
    rule: 'be a known field',
    value: field,
    remedy: meant
      ? `Did you mean '${meant}'`
      : `Leave it out; known here ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`,
  };
}

/** An object of fields: no list, and nothing that a class made, such as a Map or a Date. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);
}

function must(rule: string, remedy: string, holds: (value: unknown) => boolean): UntypedCheck {
  return (value, path) => (holds(value) ? [] : [{ path, rule, value, remedy }]);
}

function join(path: string, field: string): string {
  if (!/^\w+$/.test(field)) return `${path}[${quote(field)}]`;
  return path === '' ? field : `${path}.${field}`;
}
