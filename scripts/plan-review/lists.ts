import { joinSaid, say, unmarked, type Said, type Sayable } from '../masking/say';

/** Items by a key of theirs, both in the order in which they first come. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The first few of many, and how many more there are: `a, b, c and 4 more`. */
export function listSome<T extends string>(items: readonly (T & Said<T>)[], most = 4): Sayable {
  const listed = joinSaid<T>(items.slice(0, most));
  return items.length > most ? say`${listed} and ${unmarked(items.length - most)} more` : listed;
}

/** Items without those that are the same as an earlier one. */
export function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** Names, as a list or as the words of a text, which is how a long list of them is read. */
export type Names = string | readonly string[];

/** The names one by one. */
export function words(names: Names): readonly string[] {
  return typeof names === 'string' ? names.trim().split(/\s+/) : names;
}
