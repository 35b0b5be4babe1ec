import { asObject, isObject, type JsonObject } from './json-value';
import { withShown } from './lazy';
import type { ValueMasker } from './mask-values';
import { parseMarks } from './parse-change';
import type { ResourceChange, StandingResource, Values } from './plan';
import { stateResources, tellsWhatStands } from './state-resources';

export interface StandingOptions {
  /** The whole plan. */
  readonly document: JsonObject;
  /** Its `resource_changes`, and what was read from each of them. */
  readonly entries: readonly unknown[];
  readonly changes: readonly ResourceChange[];
  readonly masker: ValueMasker;
}

/**
 * The resources as they stand before the plan. The same values as in a change are taken from there:
 * there the plan has more marks. So are those that the state lacks, where somebody has taken it out of
 * the plan.
 */
export function parseStanding({
  document,
  entries,
  changes,
  masker,
}: StandingOptions): ReadonlyMap<string, StandingResource> {
  const told = new Map<string, ResourceChange>();
  entries.forEach((entry, index) => {
    if (isObject(entry) && tellsWhatStands(entry)) {
      told.set(changes[index]!.address, changes[index]!);
    }
  });
  const standing = new Map<string, StandingResource>();
  for (const { address, values, sensitive_values, deposed_key } of stateResources(document)) {
    if (typeof address !== 'string' || deposed_key !== undefined) continue;
    const change = told.get(address);
    if (change !== undefined) standing.set(address, standingIn(change));
    else if (isObject(values)) standing.set(address, standingAs(values, sensitive_values, masker));
  }
  for (const [address, change] of told) {
    if (!standing.has(address) && change.before) standing.set(address, standingIn(change));
  }
  return standing;
}

function standingIn(change: ResourceChange): StandingResource {
  return withShown({ values: change.before ?? {} }, () => change.shown.before ?? {});
}

function standingAs(values: Values, marks: unknown, masker: ValueMasker): StandingResource {
  return withShown({ values }, () =>
    asObject(masker.maskPair({ before: values, beforeMarks: parseMarks(marks) }).before),
  );
}
