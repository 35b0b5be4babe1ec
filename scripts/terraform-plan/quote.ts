import { unmarked, type Sayable } from '../masking/say';
import { MASKED, MASKED_CHANGED } from '../masking/text-pieces';
import type { Values } from './plan';
import { isSame } from './values';

/** What has values, and the same as they may be shown: a resource, or what is made like one. */
export interface Quotable extends Sides {
  readonly shown: Sides;
}

interface Sides {
  readonly before?: Values | undefined;
  readonly after?: Values | undefined;
}

type Side = keyof Sides;

/**
 * A value for a sentence, masked where it is secret.
 *
 * @param path of a text, a number or a switch
 * @returns undefined where there is none
 */
export function quote(
  { shown }: Quotable,
  side: Side,
  ...path: readonly (string | number)[]
): Sayable | undefined {
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | null | undefined)?.[step],
    shown[side],
  );
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? unmarked(value as string | number)
    : undefined;
}

/**
 * Words that were made of values: a number read from a text, a network in another spelling, a part.
 * They may be said where nothing of what they were made of is masked; otherwise the mask is.
 *
 * @param attributes all that they were made of
 */
export function quoteDerived(
  resource: Quotable,
  sides: readonly Side[],
  attributes: readonly string[],
  words: string | number,
): Sayable {
  const places = sides.flatMap((side) => attributes.map((attribute) => [side, attribute] as const));
  const isShown = places.every(([side, attribute]) =>
    isSame(resource[side]?.[attribute], resource.shown[side]?.[attribute]),
  );
  return unmarked(isShown ? words : MASKED);
}

/** Whether a text is nothing but a mask. */
export function isMask(text: string | undefined): boolean {
  return text === MASKED || text === MASKED_CHANGED;
}

/** A value of which the shown one is known: itself where they are the same, else the mask. */
export function sayIfShown(value: string | number, shown: string | number | undefined): Sayable {
  return unmarked(value === shown ? value : MASKED);
}

/** The path of a value, such as `tags.Name`: of a masked one only the attribute, for keys tell as well. */
export function quotePath(resource: Quotable, path: readonly (string | number)[]): Sayable {
  const [attribute = ''] = path;
  const words = quoteDerived(resource, ['before', 'after'], [String(attribute)], path.join('.'));
  return isMask(words) ? unmarked(attribute) : words;
}
