import { isDeepStrictEqual } from 'node:util';
import { isObject, own, type JsonObject } from './json-value';
import { maskTextPair, type FindKnown } from '../masking/mask-text';
import type { Marks } from './plan';
import { isHarmlessValue, isSecretKey, isSecretPlural } from '../masking/secret-key';
import { MASKED, MASKED_CHANGED } from '../masking/text-pieces';

/** Values before and after a change, and which of them the plan marks sensitive. */
export interface ValuesPair {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly beforeMarks?: Marks;
  readonly afterMarks?: Marks;
}

/** Masks what a plan tells of a resource: what it marks, and what looks like a secret all the same. */
export class ValueMasker {
  readonly #seen = new Map<string, string>();

  /** @param findKnown finds what the plan marks somewhere in every other place, too */
  constructor(private readonly findKnown?: FindKnown) {}

  /** Masks a text that stands alone, such as an address. */
  maskText(text: string): string {
    let masked = this.#seen.get(text);
    if (masked === undefined) {
      masked = maskTextPair({ after: text }, this.findKnown).after ?? text;
      this.#seen.set(text, masked);
    }
    return masked;
  }

  /**
   * Masks both sides. What is marked on one side is masked on both: the mark may be new, and the value
   * the old one. What differs behind its mask is shown as `(sensitive, changed)` afterwards.
   */
  maskPair({ before, after, beforeMarks = false, afterMarks = false }: ValuesPair): {
    readonly before: unknown;
    readonly after: unknown;
  } {
    const marks = [beforeMarks, afterMarks];
    const masked = this.#mask({ value: before, other: undefined, marks, isSecret: false });
    return {
      before: masked,
      // Where they are one and the same, so are they behind their masks.
      after:
        after === before
          ? masked
          : this.#mask({ value: after, other: before, marks, isSecret: false }),
    };
  }

  #mask(place: Place): unknown {
    const { value, other, marks, isSecret } = place;
    if (value === undefined || value === null) return value;
    if (marks.includes(true)) return placeholder(value, other);
    if (typeof value === 'string') return this.#maskString(value, other, isSecret);
    if (typeof value !== 'object') {
      return isSecret && typeof value === 'number' ? placeholder(value, other) : value;
    }
    return Array.isArray(value)
      ? this.#maskArray(value as readonly unknown[], place)
      : this.#maskObject(value as JsonObject, place);
  }

  #maskString(value: string, other: unknown, isSecret: boolean): string {
    if (isSecret && !isHarmlessValue(value)) return placeholder(value, other);
    if (typeof other !== 'string' || other === value) return this.maskText(value);
    return maskTextPair({ before: other, after: value }, this.findKnown).after ?? value;
  }

  #maskArray(values: readonly unknown[], { other, marks, isSecret }: Place): unknown {
    const others: readonly unknown[] = Array.isArray(other) ? other : [];
    const inner = (index: number) => marks.map((each) => markOf(each, index, 'array'));
    return values.map((value, index) =>
      this.#mask({ value, other: others[index], marks: inner(index), isSecret }),
    );
  }

  #maskObject(values: JsonObject, { other, marks }: Place): unknown {
    const others: JsonObject = isObject(other) ? other : {};
    const isNamedSecret = namesSecret(values);
    const entries = Object.entries(values).map(([key, value]): Entry => [
      this.maskText(key),
      this.#mask({
        value,
        other: own(others, key),
        marks: marks.map((each) => markOf(each, key, 'object')),
        isSecret:
          isSecretKey(key) ||
          (Array.isArray(value) && isSecretPlural(key)) ||
          (isNamedSecret && VALUES.has(key)),
      }),
    ]);
    return fromEntries(entries);
  }
}

interface Place {
  readonly value: unknown;
  /** What was there before; undefined on the side before. */
  readonly other: unknown;
  /** Of both sides. */
  readonly marks: readonly Marks[];
  /** By the name of its key. */
  readonly isSecret: boolean;
}

type Entry = readonly [string, unknown];

/** Keys that look alike behind their masks are told apart by a number: nothing is lost. */
function fromEntries(entries: readonly Entry[]): JsonObject {
  const used = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const times = (used.get(key) ?? 0) + 1;
      used.set(key, times);
      return [times === 1 ? key : `${key} ${times}`, value];
    }),
  );
}

function placeholder(value: unknown, other: unknown): string {
  const isChanged = other !== undefined && other !== null && !isDeepStrictEqual(value, other);
  return isChanged ? MASKED_CHANGED : MASKED;
}

/** The marks inside; where they don't have the shape of the value, all of it is taken for marked. */
function markOf(marks: Marks, key: string | number, shape: 'array' | 'object'): Marks {
  if (typeof marks === 'boolean') return marks;
  if (isMarksList(marks) !== (shape === 'array')) return Object.keys(marks).length > 0;
  return isMarksList(marks)
    ? (marks[Number(key)] ?? false)
    : ((own(marks, String(key)) ?? false) as Marks);
}

function isMarksList(marks: Exclude<Marks, boolean>): marks is readonly Marks[] {
  return Array.isArray(marks);
}

const NAMES = ['name', 'Name', 'key', 'Key', 'variable', 'filename', 'path'];
const VALUES: ReadonlySet<string> = new Set([
  'value',
  'Value',
  'content',
  'content_base64',
  'contents',
]);

/** Whether it is a pair of a name and a value, or a file, and the name is that of a secret. */
function namesSecret(values: JsonObject): boolean {
  return NAMES.some((name) => {
    const value = own(values, name);
    return typeof value === 'string' && isSecretKey(value);
  });
}
