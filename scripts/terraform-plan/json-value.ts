/** An object of JSON that nobody has looked into yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Narrows what JSON.parse returns. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An array; everything else is an empty one. For fields that a plan may leave out. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of an array; everything else is left out. */
export function asObjects(value: unknown): readonly JsonObject[] {
  return asArray(value).filter(isObject);
}

/** An object; everything else is an empty one. For fields that a plan may leave out. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** What an object has under a name of its own; JSON may use names that every object has. */
export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object or the array that a text of JSON says; undefined where it is none. */
export function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a name is of in words, without the value itself, which may be secret: `an array`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
