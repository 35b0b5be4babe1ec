import type { Marks, ResourceChange } from '../../../terraform-plan/plan';
import { isSame, isValues } from '../../../terraform-plan/values';

/** An attribute that changes, or may. */
export interface ChangedPath {
  /** With blocks and maps by dots, and without places in lists: `metadata_options.http_tokens`. */
  readonly path: string;
  /** Whether its new value is known only after the apply. */
  readonly isUnknown: boolean;
}

/** The attributes of a resource that change, down to single values, in the order of the alphabet. */
export function changedPaths(resource: ResourceChange): readonly ChangedPath[] {
  const found = new Map<string, boolean>();
  const { before, after, afterUnknown } = resource;
  collect({ before, after, marks: afterUnknown }, '', found);
  return [...found]
    .map(([path, isUnknown]) => ({ path, isUnknown }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly marks: Marks | undefined;
}

function collect({ before, after, marks }: Sides, path: string, found: Map<string, boolean>): void {
  if (marks === true) {
    found.set(path, true);
    return;
  }
  const inner = partsOf(before, after, marks);
  if (inner === undefined) {
    if (!isSame(before, after)) found.set(path, found.get(path) ?? false);
    return;
  }
  for (const [step, sides] of inner) {
    collect(sides, step === '' || path === '' ? `${path}${step}` : `${path}.${step}`, found);
  }
}

/** What two values consist of, by the step that leads there; undefined where they are single values. */
function partsOf(
  before: unknown,
  after: unknown,
  marks: Marks | undefined,
): readonly (readonly [step: string, sides: Sides])[] | undefined {
  const one = [before, after].find((side) => !isEmptyList(side)) ?? marks;
  if (isBlocks(one)) {
    if (![before, after].every((side) => isEmptyList(side) || isBlocks(side))) return undefined;
    const lists = [before, after, marks].map((side) =>
      Array.isArray(side) ? (side as unknown[]) : [],
    );
    const length = Math.max(...lists.map((list) => list.length));
    return Array.from({ length }, (_, place) => ['', sidesAt(lists, place)] as const);
  }
  if (!isValues(one)) return undefined;
  if (![before, after].every((side) => side == null || isValues(side))) return undefined;
  const parts = [before, after, marks].map((side) => (isValues(side) ? side : {}));
  const keys = new Set(parts.flatMap((part) => Object.keys(part)));
  return [...keys].map((key) => [key, sidesAt(parts, key)] as const);
}

function sidesAt(parts: readonly object[], key: string | number): Sides {
  const [before, after, marks] = parts.map((part) => (part as Record<string, unknown>)[key]);
  return { before, after, marks: marks as Marks | undefined };
}

function isEmptyList(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Nested blocks, unlike a list of single values, which changes as a whole. */
function isBlocks(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some(isValues);
}
