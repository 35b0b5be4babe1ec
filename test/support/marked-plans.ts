/** A plan as JSON, as far as it is changed here. */
export interface MarkablePlan {
  readonly [field: string]: unknown;
  readonly resource_changes: readonly PlanEntry[];
}

interface PlanEntry {
  readonly [field: string]: unknown;
  readonly change: PlanChange;
}

interface PlanChange {
  readonly [field: string]: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

type Side = 'before' | 'after';

/** Where a value stands: the number of the resource, the side, and the names that lead to it. */
export interface Leaf {
  readonly resource: number;
  readonly side: Side;
  readonly path: readonly (string | number)[];
}

/** All values of a plan that are no list and no object, of what it changes and of what it leaves alone. */
export function leavesOf({ resource_changes }: MarkablePlan): readonly Leaf[] {
  return resource_changes.flatMap(({ change }, resource) =>
    SIDES.flatMap((side) => pathsIn(change[side]).map((path) => ({ resource, side, path }))),
  );
}

const SIDES = ['before', 'after'] as const;

function pathsIn(value: unknown): readonly Leaf['path'][] {
  if (typeof value !== 'object') return value === undefined ? [] : [[]];
  if (value === null) return [];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((inner, index) => [index, inner])
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => pathsIn(inner).map((path) => [key, ...path]));
}

/** What stands there. */
export function valueAt(
  { resource_changes }: MarkablePlan,
  { resource, side, path }: Leaf,
): unknown {
  return path.reduce(innerOf, resource_changes[resource]!.change[side]);
}

/** The plan with marks on these values alone, in what it changes and in what stands. */
export function markLeaves(plan: MarkablePlan, leaves: readonly Leaf[]): MarkablePlan {
  const marked = withChanges(plan, (change, resource) => {
    const marksOn = (side: Side) =>
      leaves
        .filter((leaf) => leaf.resource === resource && leaf.side === side)
        .reduce<unknown>((marks, { path }) => mark(marks, change[side], path), {});
    return {
      ...change,
      before_sensitive: marksOn('before'),
      after_sensitive: marksOn('after'),
    };
  });
  return marked;
}

/** The plan with a mark on each resource as a whole, on these sides. */
export function markWhole(plan: MarkablePlan, sides: readonly Side[] = SIDES): MarkablePlan {
  return withChanges(plan, (change) => ({
    ...change,
    ...Object.fromEntries(sides.map((side) => [`${side}_sensitive`, true])),
  }));
}

/** The plan with other values in these places. */
export function replaceLeaves(
  plan: MarkablePlan,
  leaves: readonly Leaf[],
  replace: (value: unknown) => unknown,
): MarkablePlan {
  const change = structuredClone(plan);
  for (const { resource, side, path } of leaves) {
    const sides = change.resource_changes[resource]!.change as unknown as Record<string, unknown>;
    const last = path.at(-1);
    if (last === undefined) continue;
    const holder = path.slice(0, -1).reduce(innerOf, sides[side]) as Record<string, unknown>;
    holder[last] = replace(holder[last]);
  }
  return change;
}

function innerOf(value: unknown, step: string | number): unknown {
  return (value as Record<string | number, unknown>)[step];
}

function withChanges(
  plan: MarkablePlan,
  edit: (change: PlanChange, resource: number) => PlanChange,
): MarkablePlan {
  return {
    ...plan,
    resource_changes: plan.resource_changes.map((entry, index) => ({
      ...entry,
      change: edit(entry.change, index),
    })),
  };
}

/** Marks have the shape of the values: lists in lists. */
function mark(marks: unknown, value: unknown, path: Leaf['path']): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  const inner = mark(
    (marks as Record<string | number, unknown>)[step] ?? {},
    innerOf(value, step),
    rest,
  );
  if (!Array.isArray(value)) return { ...(marks as object), [step]: inner };
  const list: unknown[] = value.map((_, index) => (marks as unknown[])[index] ?? false);
  list[Number(step)] = inner;
  return list;
}
