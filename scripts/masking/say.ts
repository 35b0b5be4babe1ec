declare const brand: unique symbol;

/**
 * A text that may stand in a sentence about a plan: none of it comes from a value that the plan marks
 * sensitive. `say` makes one of others, `quote` and `quoteDerived` of a value. A text of any other
 * origin isn't one, so that what would tell a secret doesn't compile.
 */
export type Sayable = string & { readonly [brand]: true };

/** What is written out in the code is no value of a plan; any other text must be sayable. */
export type Said<T extends string> = T extends Sayable
  ? T
  : Record<never, never> extends Readonly<Record<T, 1>>
    ? 'take it from `shown`, or quote it'
    : T;

/** A sentence, or a part of one: a template with sayable texts, or ones that the code writes out. */
export function say<const T extends readonly string[]>(
  parts: TemplateStringsArray,
  ...texts: T & { readonly [Place in keyof T]: Said<T[Place]> }
): Sayable {
  return parts.map((part, index) => part + (texts[index] ?? '')).join('') as Sayable;
}

/**
 * Takes the writer's word that a text or a number comes from no value of a resource: for how many there
 * are of something, for names of attributes, for what has been masked already.
 */
export function unmarked(text: string | number): Sayable {
  return String(text) as Sayable;
}

/** Several of them, one behind the other. */
export function joinSaid<T extends string>(
  texts: readonly (T & Said<T>)[],
  separator = ', ',
): Sayable {
  return texts.join(separator) as Sayable;
}
