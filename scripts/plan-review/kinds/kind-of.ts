import type { Kind } from './kind';
import { KINDS } from './kinds';
import { byType } from './type-patterns';

/**
 * What a resource of this type holds; undefined where the table doesn't know it, which is never taken
 * for harmless. To teach it a type, add it to its kind in `kinds.ts`: a pattern where the word says what
 * it is with any provider, else the type itself, which stands above all patterns.
 */
export const kindOf: (type: string) => Kind | undefined = byType(
  Object.entries(KINDS).flatMap(([kind, patterns]) =>
    patterns.map((pattern) => [pattern, kind as Kind] as const),
  ),
);
