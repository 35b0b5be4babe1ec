import type { SettingValue } from '../../cluster/settings/setting-lines';
import type { SettingShape } from '../../cluster/settings/setting-type';

/** A setting with one value. */
export interface EdgeCase {
  readonly key: string;
  readonly value: SettingValue;
}

/** Values at, just inside and just outside of every edge that these shapes have, and of the wrong type. */
export function edgeCases(key: string, shapes: readonly SettingShape[]): readonly EdgeCase[] {
  return [...new Set(shapes.flatMap(edges))].map((value) => ({ key, value }));
}

function edges({ type, validValues }: SettingShape): readonly SettingValue[] {
  switch (type) {
    case 'boolean':
      return [true, false, 'maybe'];
    case 'string':
    case 'list':
      return validValues !== null && 'oneOf' in validValues
        ? [...validValues.oneOf, 'nonsense', '']
        : [];
    case 'double':
      return [...rangeEdges({ type, validValues }, 0.001), -1, 0, 1, NaN];
    case 'short':
      return [...wholeEdges(15), ...rangeEdges({ type, validValues }, 1)];
    case 'int':
      return [...wholeEdges(31), ...rangeEdges({ type, validValues }, 1)];
    case 'long':
      // Numbers beyond 2^53 are refused whatever they are: JavaScript has rounded them.
      return [-1, 0, 1, 1.5, Number.MAX_SAFE_INTEGER, ...rangeEdges({ type, validValues }, 1)];
    case 'class':
    case 'password':
      return [];
  }
}

function wholeEdges(bits: number): readonly number[] {
  const end = 2 ** bits;
  return [-end - 1, -end, -1, 0, 1, 1.5, end - 1, end];
}

function rangeEdges({ validValues }: SettingShape, step: number): readonly number[] {
  if (validValues === null || !('min' in validValues || 'max' in validValues)) return [];
  const { min, max, also = [] } = validValues;
  return [min, max, ...also].flatMap((edge) =>
    edge === undefined ? [] : [edge - step, edge, edge + step],
  );
}
