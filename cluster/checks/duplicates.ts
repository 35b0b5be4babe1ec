import type { Problem } from '../errors';

/** A problem for every value of a list that stood in it before. */
export function duplicates(
  values: readonly (string | number)[],
  pathOf: (index: number) => string,
  remedy: string,
): readonly Problem[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index
      ? []
      : [{ path: pathOf(index), rule: `differ from ${pathOf(first)}`, value, remedy }];
  });
}
