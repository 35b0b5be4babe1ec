import { isDeepStrictEqual } from 'node:util';
import { asArray, asObject, isObject, own, type JsonObject } from './json-value';
import { isSecretKey } from '../masking/secret-key';
import { isPlaceholder } from './placeholder';

/** An entry of `resource_changes`, as far as its values are there. */
export interface SeenEntry {
  readonly entry: unknown;
  /** Whether something that it changes can't be seen in it. */
  readonly isRedacted: boolean;
}

/**
 * A tool that takes secrets out of a plan takes more: it writes `REDACTED` in place of values, or null. What
 * it wrote over is unknown, as what is known only after the apply: rules take both for the worse.
 */
export function seeEntry(entry: unknown): SeenEntry {
  if (!isObject(entry) || entry.mode === 'data' || !isObject(entry.change)) {
    return { entry, isRedacted: false };
  }
  const { change } = entry;
  const actions = asArray(change.actions);
  if (actions.every((action) => action === 'no-op' || action === 'read')) {
    return { entry, isRedacted: false };
  }
  const isSilent = saysNothing(change, actions);
  const before = withoutPlaceholders(change.before, false);
  const after = withoutPlaceholders(change.after, change.after_unknown);
  if (!before.hasPlaceholder && !after.hasPlaceholder) return { entry, isRedacted: isSilent };
  const seen = {
    ...change,
    before: before.value,
    after: after.value,
    after_unknown: after.unknown,
  };
  return { entry: { ...entry, change: seen }, isRedacted: true };
}

/** Whether a change shows nothing of what it changes: terraform always does. */
function saysNothing(change: JsonObject, actions: readonly unknown[]): boolean {
  const { before, after, after_unknown } = change;
  const isKnown = !hasTrue(after_unknown);
  if (isEmptied(before)) return true;
  if (actions.join() === 'create') {
    const isBare = Object.keys(asObject(after)).length <= MOST_OF_BARE;
    return isEmptied(after) && (isKnown || !isBare);
  }
  if (actions.join() !== 'update') return false;
  const marks = [change.before_sensitive, change.after_sensitive].map((each) => hasTrue(each));
  // A mark that comes or goes is an update by itself.
  const isMarkedAnew =
    marks.includes(true) && !isDeepStrictEqual(change.before_sensitive, change.after_sensitive);
  return isKnown && !isMarkedAnew && isObject(before) && isDeepStrictEqual(before, after);
}

/** Attributes of what may be made without naming any, such as a null_resource or a terraform_data. */
const MOST_OF_BARE = 2;

/** Whether there are attributes, and no value of any: each resource has at least a name or an id. */
function isEmptied(values: unknown): boolean {
  return isObject(values) && Object.keys(values).length > 0 && !hasValue(values);
}

function hasValue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null;
  return Object.values(value).some(hasValue);
}

function hasTrue(marks: unknown): boolean {
  if (typeof marks !== 'object' || marks === null) return marks === true;
  return Object.values(marks).some(hasTrue);
}

interface Seen {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly hasPlaceholder: boolean;
}

function withoutPlaceholders(value: unknown, unknown: unknown, key = ''): Seen {
  if (typeof value === 'string' && isPlaceholder(value) && !isSecretKey(key)) {
    return { value: undefined, unknown: true, hasPlaceholder: true };
  }
  const same = { value, unknown, hasPlaceholder: false };
  if (typeof value !== 'object' || value === null || unknown === true) return same;
  const inner = Object.entries(value).map(
    ([name, each]) => [name, withoutPlaceholders(each, unknownOf(unknown, name), name)] as const,
  );
  if (!inner.some(([, { hasPlaceholder }]) => hasPlaceholder)) return same;
  if (Array.isArray(value)) {
    return {
      value: inner.map(([, each]) => each.value ?? null),
      unknown: inner.map(([, each]) => each.unknown ?? false),
      hasPlaceholder: true,
    };
  }
  const withValue = inner.filter(([, each]) => each.value !== undefined);
  const withMark = inner.filter(([, each]) => each.unknown !== undefined);
  return {
    value: Object.fromEntries(withValue.map(([name, each]) => [name, each.value])),
    // What is unknown as a whole has no value beside it.
    unknown: {
      ...asObject(unknown),
      ...Object.fromEntries(withMark.map(([name, each]) => [name, each.unknown])),
    },
    hasPlaceholder: true,
  };
}

function unknownOf(unknown: unknown, name: string): unknown {
  if (Array.isArray(unknown)) return (unknown as readonly unknown[])[Number(name)];
  return isObject(unknown) ? own(unknown, name) : undefined;
}
