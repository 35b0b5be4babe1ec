import { planJson } from '../../support/plan-builder';
import type { PlanDocument, Promised } from './promise';

/** The JSON of a promise's plan, whichever way it is given. */
export function documentOf([, , , plan]: Promised): PlanDocument {
  return isResources(plan) ? planJson(plan) : plan;
}

function isResources(plan: Promised[3]): plan is Extract<Promised[3], readonly unknown[]> {
  return Array.isArray(plan);
}

interface Change {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What `before_sensitive` and `after_sensitive` of a change may say, by a word for it. */
const MARKINGS: Readonly<Record<string, (change: Change) => readonly [unknown, unknown]>> = {
  'all of it': () => [true, true],
  'what was there': () => [true, false],
  'what comes': () => [false, true],
  'each attribute': ({ before, after }) => [eachKey(before), eachKey(after)],
  'each value inside': ({ before, after }) => [eachLeaf(before), eachLeaf(after)],
};

/** The same plan, with its values marked as sensitive in every way; by a word for the way. */
export function marked(plan: PlanDocument): Readonly<Record<string, PlanDocument>> {
  const entries = (plan.resource_changes ?? []) as readonly { readonly change: Change }[];
  return Object.fromEntries(
    Object.entries(MARKINGS).map(([way, mark]) => {
      const resource_changes = entries.map(({ change, ...entry }) => {
        const [before_sensitive, after_sensitive] = mark(change);
        return { ...entry, change: { ...change, before_sensitive, after_sensitive } };
      });
      return [way, { ...plan, resource_changes }];
    }),
  );
}

function eachKey(values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return false;
  return Object.fromEntries(Object.keys(values).map((key) => [key, true]));
}

function eachLeaf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(eachLeaf);
  if (typeof value !== 'object' || value === null) return true;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachLeaf(inner)]));
}
