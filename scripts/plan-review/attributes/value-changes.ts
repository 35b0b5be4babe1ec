import type { Marks, ResourceChange } from '../../terraform-plan/plan';
import { hasMark, isValues } from '../../terraform-plan/values';
import type { ValueChange } from './harms';

/** A value with the way to it, by which what is shown of it is found. */
export interface PlacedChange extends ValueChange {
  readonly steps: readonly Step[];
}

/** Of a list on either side, the places of an element: its blocks may stand in another order. */
type Step = string | { readonly before: number; readonly after: number };

/**
 * The values at a path, before and after: one for each block that the path leads through. Blocks of the
 * same name are compared with each other, others by their places.
 */
export function valueChanges(resource: ResourceChange, path: string): readonly PlacedChange[] {
  const { before, after, afterUnknown } = resource;
  const [first = path] = path.split('.', 1);
  const isIn = (side: unknown) => isValues(side) && (first in side || path in side);
  if (afterUnknown !== true && ![before, after, afterUnknown].some(isIn)) {
    return [{ before: undefined, after: undefined, isUnknown: false, steps: [path] }];
  }
  return walk({ before, after, marks: afterUnknown, steps: [] }, path.split('.'));
}

/** What stands at the place of a change, on one side of what may be shown. */
export function valueAt(
  values: unknown,
  steps: readonly Step[],
  side: 'before' | 'after',
): unknown {
  return steps.reduce<unknown>((value, step) => {
    // A value that is masked as a whole is masked with all that is in it.
    if (typeof value === 'string') return value;
    if (typeof step !== 'string') return Array.isArray(value) ? value[step[side]] : undefined;
    return isValues(value) ? value[step] : undefined;
  }, values);
}

interface At {
  readonly before: unknown;
  readonly after: unknown;
  readonly marks: Marks | undefined;
  readonly steps: readonly Step[];
}

function walk(
  { before, after, marks, steps }: At,
  rest: readonly string[],
): readonly PlacedChange[] {
  if (Array.isArray(before) || Array.isArray(after)) {
    if (rest.length > 0)
      return pairs(before, after).flatMap((step) =>
        walk(at({ before, after, marks, steps }, step), rest),
      );
  }
  if (rest.length === 0 || marks === true) {
    return [{ before, after, isUnknown: hasMark(marks), steps }];
  }
  // A key of a map may have dots of its own: `config.retention.ms`.
  const whole = rest.join('.');
  const isWhole = [before, after].some((side) => isValues(side) && whole in side);
  const [step, next] = isWhole ? [whole, []] : [rest[0]!, rest.slice(1)];
  return walk(at({ before, after, marks, steps }, step), next);
}

function at({ before, after, marks, steps }: At, step: Step): At {
  const [old, now] = typeof step === 'string' ? [step, step] : [step.before, step.after];
  return {
    before: part(before, old),
    after: part(after, now),
    marks: typeof marks === 'object' ? (part(marks, now) as Marks | undefined) : marks,
    steps: [...steps, step],
  };
}

function part(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

const NAMES = ['name', 'device_name', 'id', 'sid', 'key', 'label', 'role', 'interface'];

function pairs(before: unknown, after: unknown): readonly Step[] {
  const [old, now] = [before, after].map((side) =>
    Array.isArray(side) ? (side as unknown[]) : [],
  );
  const named = now!.map(nameOf);
  // A name may be known only after the apply.
  const isNamed = [...old!, ...now!].every((each) => nameOf(each) !== undefined);
  const partners = old!.map((each, place) => (isNamed ? named.indexOf(nameOf(each)) : place));
  const added = now!.map((_, place) => place).filter((place) => !partners.includes(place));
  return [
    ...partners.map((partner, place) => ({ before: place, after: partner })),
    ...added.map((place) => ({ before: -1, after: place })),
  ];
}

function nameOf(block: unknown): unknown {
  const key = isValues(block) ? NAMES.find((name) => typeof block[name] === 'string') : undefined;
  return key === undefined ? undefined : (block as Record<string, unknown>)[key];
}
