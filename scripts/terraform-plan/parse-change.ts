import { isDeepStrictEqual } from 'node:util';
import { unmarked, type Sayable } from '../masking/say';
import { asArray, asObject, isObject, kindOf, type JsonObject } from './json-value';
import { withShown } from './lazy';
import type { ValueMasker } from './mask-values';
import type { Change, Marks, ResourceChange, ShownSides, Values } from './plan';

/** A plan that does not have the shape that the format promises. */
export class MalformedPlan extends Error {
  /** @param rule such as `resource_changes[3].type: must be a string, got null` */
  constructor(readonly rule: string) {
    super(rule);
  }
}

/**
 * Reads one entry of `resource_changes`. What decides about harm must be there and well-formed; what
 * only describes may be missing.
 *
 * @param path of the entry inside the plan, for errors
 * @throws MalformedPlan
 */
export function parseChange(entry: unknown, path: string, masker: ValueMasker): ResourceChange {
  if (!isObject(entry)) throw new MalformedPlan(`${path} must be an object, got ${kindOf(entry)}`);
  const { change } = entry;
  if (!isObject(change)) {
    throw new MalformedPlan(`${path}.change must be an object, got ${kindOf(change)}`);
  }
  const actions = asArray(change.actions);
  if (!Array.isArray(change.actions) || !actions.every((each) => typeof each === 'string')) {
    throw new MalformedPlan(`${path}.change.actions must be an array of strings`);
  }
  const word = changeOf(actions, change);
  const sides = sidesOf(change, path, STANDS_AFTER.has(word));
  const told = {
    ...identityOf(entry, path),
    change: word,
    actions: actions.map(unmarked),
    createsFirst: actions[0] === 'create' && actions.length > 1,
    ...optional('reason', entry.action_reason),
    ...sides,
    afterUnknown: parseMarks(change.after_unknown),
    replacePaths: asArray(change.replace_paths).map(parsePath),
    isImported: isObject(change.importing),
  };
  return withShown(told, () => shownSides(sides, change, masker));
}

const STANDS_AFTER: ReadonlySet<Change> = new Set(['create', 'update', 'replace', 'read']);

function identityOf(entry: JsonObject, path: string) {
  const text = (name: string): Sayable => {
    const value = entry[name];
    if (typeof value === 'string' && value !== '') return unmarked(value);
    throw new MalformedPlan(`${path}.${name} must be a string, got ${kindOf(value)}`);
  };
  const { mode, index } = entry;
  if (mode !== 'managed' && mode !== 'data') {
    throw new MalformedPlan(`${path}.mode must be 'managed' or 'data'`);
  }
  return {
    address: text('address'),
    mode,
    type: text('type'),
    name: text('name'),
    provider: typeof entry.provider_name === 'string' ? entry.provider_name : '',
    ...(typeof index === 'number' && { index }),
    ...optional('index', index),
    ...optional('previousAddress', entry.previous_address),
    ...optional('deposed', entry.deposed),
  } as const;
}

function optional<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  const held = typeof value === 'string' && value !== '' ? { [name]: value } : {};
  return held as Partial<Record<K, string>>;
}

/** @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const CHANGES: Readonly<Record<string, Change>> = {
  'no-op': 'none',
  read: 'read',
  create: 'create',
  update: 'update',
  delete: 'delete',
  'delete,create': 'replace',
  'create,delete': 'replace',
  // The old one stays in the world, out of terraform's sight.
  'create,forget': 'replace',
  forget: 'forget',
  // How a data source is left alone in plans of old.
  'no-op,read': 'read',
};

/** In one word; what is unknown, or contradicts what stands before and after, is `unknown`. */
export function changeOf(
  actions: readonly unknown[],
  { before, after, after_unknown }: JsonObject,
): Change {
  const spelled = actions.join();
  const change = (Object.hasOwn(CHANGES, spelled) && CHANGES[spelled]) || 'unknown';
  const isAfter = isThere(after) || after_unknown === true || isObject(after_unknown);
  const fits: Readonly<Record<Change, boolean>> = {
    // Both may be missing: what is gone from the configuration and from the world.
    none: isThere(before) ? isDeepStrictEqual(before, after) : !isThere(after),
    read: true,
    create: !isThere(before),
    update: isThere(before) && isAfter,
    delete: !isThere(after),
    replace: true,
    forget: !isThere(after),
    unknown: true,
  };
  return fits[change] ? change : 'unknown';
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** @param standsAfter whether it is there afterwards, also where the plan knows nothing of it yet */
function sidesOf(change: JsonObject, path: string, standsAfter: boolean): ShownSides {
  for (const side of ['before', 'after']) {
    if (isThere(change[side]) && !isObject(change[side])) {
      throw new MalformedPlan(
        `${path}.change.${side} must be an object, got ${kindOf(change[side])}`,
      );
    }
  }
  const { before } = change;
  const after = change.after ?? (standsAfter ? {} : undefined);
  return { ...(isObject(before) && { before }), ...(isObject(after) && { after }) };
}

function shownSides(sides: ShownSides, change: JsonObject, masker: ValueMasker): ShownSides {
  const { before, after } = masker.maskPair({
    ...sides,
    beforeMarks: wholeObject(parseMarks(change.before_sensitive), sides.before),
    afterMarks: wholeObject(parseMarks(change.after_sensitive), sides.after),
  });
  return { ...(isObject(before) && { before }), ...(isObject(after) && { after }) };
}

/** A mark on the whole resource marks each of its attributes: what attributes there are is no secret. */
function wholeObject(marks: Marks, values: Values | undefined): Marks {
  if (marks !== true) return marks;
  return Object.fromEntries(Object.keys(asObject(values)).map((key) => [key, true]));
}

/** Marks as the plan has them; of another shape than marks have, they mark all. */
export function parseMarks(marks: unknown): Marks {
  if (marks === undefined || marks === null) return false;
  if (typeof marks === 'boolean') return marks;
  if (Array.isArray(marks)) return marks.map(parseMarks);
  if (!isObject(marks)) return true;
  return Object.fromEntries(Object.entries(marks).map(([key, inner]) => [key, parseMarks(inner)]));
}

function parsePath(path: unknown): readonly (string | number)[] {
  return asArray(path).filter((step) => typeof step === 'string' || typeof step === 'number');
}
