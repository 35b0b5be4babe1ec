import { unmarked, type Sayable } from '../masking/say';
import type { Marks, ResourceChange, Values } from './plan';

/** A text attribute; undefined where it is missing, null or something else. */
export function textOf(values: Values | undefined, key: string): string | undefined {
  const value = values?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** A number attribute, also where a provider spells it as text. */
export function numberOf(values: Values | undefined, key: string): number | undefined {
  const value = values?.[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A list attribute; empty where there is none. */
export function listOf(values: Values | undefined, key: string): readonly unknown[] {
  const value = values?.[key];
  return Array.isArray(value) ? value : [];
}

/** The texts in a list attribute. */
export function textsOf(values: Values | undefined, key: string): readonly string[] {
  return listOf(values, key).filter((item) => typeof item === 'string');
}

/** Nested blocks: a list of objects, or a single one. */
export function blocksOf(values: Values | undefined, key: string): readonly Values[] {
  const value = values?.[key];
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isValues);
}

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Every single value in another one.
 *
 * @param skipped keys that say nothing. @default - none
 */
export function leavesOf(value: unknown, skipped?: RegExp): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([key, inner]) =>
    skipped?.test(key) ? [] : leavesOf(inner, skipped),
  );
}

/** The texts among them. */
export function textsIn(value: unknown, skipped?: RegExp): readonly string[] {
  return leavesOf(value, skipped).filter((leaf) => typeof leaf === 'string');
}

/** A tag, as it stands or, where the resource goes or comes, as it was or will be. */
export function tagOf(
  { before, after }: Pick<ResourceChange, 'before' | 'after'>,
  key: string,
): string | undefined {
  return tagIn(after, key) ?? tagIn(before, key);
}

export function tagIn(values: Values | undefined, key: string): string | undefined {
  return textOf(blocksOf(values, 'tags')[0], key) ?? textOf(blocksOf(values, 'tags_all')[0], key);
}

/** Whether a value is known only after the apply, or something in it is. */
export function isUnknown(
  { afterUnknown }: Pick<ResourceChange, 'afterUnknown'>,
  ...path: (string | number)[]
): boolean {
  let marks: Marks | undefined = afterUnknown;
  for (const step of path) {
    if (typeof marks === 'boolean' || marks === undefined) break;
    marks = (marks as Record<string | number, Marks | undefined>)[step];
  }
  return hasMark(marks);
}

/** Whether marks of a plan, as it has them, mark anything. */
export function hasMark(marks: unknown): boolean {
  if (typeof marks !== 'object' || marks === null) return marks === true;
  return Object.values(marks).some(hasMark);
}

/** Whether an attribute is another afterwards, or may be: then nobody knows it yet. */
export function isChanged(change: ResourceChange, key: string): boolean {
  return !isSame(change.before?.[key], change.after?.[key]) || isUnknown(change, key);
}

/** The names of the attributes that are others afterwards, or may be, in the order of the alphabet. */
export function changedAttributes(change: ResourceChange): readonly Sayable[] {
  const { before, after, afterUnknown } = change;
  const marks = typeof afterUnknown === 'object' ? Object.keys(afterUnknown) : [];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...marks]);
  return [...keys]
    .filter((key) => isChanged(change, key))
    .sort()
    .map(unmarked);
}

/** Whether two JSON values say the same: no value is the same as an empty one. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).map(([key, inner]) => [key, canonical(inner)] as const);
  const filled = entries.filter(([, inner]) => inner !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  return filled.length === 0
    ? ''
    : `{${filled.map(([key, inner]) => `${JSON.stringify(key)}:${inner}`).join(',')}}`;
}

/** Whether something that stands goes away or is made anew. */
export function isLost({ change }: ResourceChange): boolean {
  return change === 'delete' || change === 'replace';
}
