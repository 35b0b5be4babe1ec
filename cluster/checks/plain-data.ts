import { inspect } from 'node:util';

/** Lists and objects beyond this are no spec, and would be walked for ever. */
const MAX_DEPTH = 20;
const MAX_LENGTH = 10_000;

/** Of a copy handed over by another thread, which takes the class away, this is left. */
const LOOKS = '\0looks';

/** Stands in plain data for what is none: only its looks are left, so every check refuses it. */
export class Foreign {
  readonly [LOOKS]: string;

  constructor(looks: string) {
    this[LOOKS] = looks;
  }

  [inspect.custom](): string {
    return this[LOOKS];
  }
}

type IsKept = (value: object) => boolean;

/**
 * A copy that holds nothing but plain objects, lists, strings, numbers, bigints, booleans, null and
 * undefined. What else a spec may hold that was never compiled (a Map, a Date, an instance of a
 * class, a function, a symbol, a loop, a getter that throws) becomes a {@link Foreign}. Each value
 * is read once, so what was checked is what is used. Never throws.
 *
 * @param isKept what stays as it is, whoever made it
 */
export function plainData(value: unknown, isKept: IsKept = () => false): unknown {
  return copy(value, [], isKept);
}

function copy(value: unknown, around: readonly object[], isKept: IsKept): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return foreign(value);
  if (typeof value !== 'object' || value === null) return value;
  try {
    return isKept(value) ? value : copyObject(value, around, isKept);
  } catch (error) {
    return new Foreign(`[what throws ${thrownLooks(error)}]`);
  }
}

function copyObject(value: object, around: readonly object[], isKept: IsKept): unknown {
  if (around.includes(value)) return new Foreign('[itself again]');
  const inside = [...around, value];
  if (inside.length > MAX_DEPTH) return new Foreign(`[more than ${MAX_DEPTH} levels]`);
  if (Array.isArray(value)) {
    if (value.length > MAX_LENGTH) return new Foreign(`[a list of ${value.length}]`);
    return Array.from(value, (_, index) => copy(read(value, index), inside, isKept));
  }
  const looks = Object.getOwnPropertyDescriptor(value, LOOKS)?.value as unknown;
  if (typeof looks === 'string') return new Foreign(looks);
  if (!isPlain(value)) return foreign(value);
  return Object.fromEntries(
    Reflect.ownKeys(value)
      .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
      .map((key) => [String(key), copy(read(value, key), inside, isKept)]),
  );
}

/** One value; where reading it throws, that is all that is known of it. */
function read(holder: object, key: string | symbol | number): unknown {
  try {
    return (holder as Readonly<Record<string | symbol | number, unknown>>)[key];
  } catch (error) {
    return new Foreign(`[a getter that throws ${thrownLooks(error)}]`);
  }
}

/** Made by `{}`, by JSON or with no prototype; by the `Object` of any thread or context. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.hasOwn(prototype, 'isPrototypeOf');
}

function foreign(value: unknown): Foreign {
  return new Foreign(looksOf(value));
}

function thrownLooks(error: unknown): string {
  return looksOf(error instanceof Error ? error.message : error);
}

/** As Node would print it, without running code of its own. */
function looksOf(value: unknown): string {
  const options = { depth: 1, breakLength: Infinity, compact: true, customInspect: false };
  try {
    return inspect(value, { ...options, maxArrayLength: 3, maxStringLength: 100 }).replaceAll(
      /\s+/g,
      ' ',
    );
  } catch {
    return '[what can not be shown]';
  }
}
