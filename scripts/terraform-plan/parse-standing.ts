import { isObject, type JsonObject } from './json-value';
import { lazy } from './lazy';
import type { ValueMasker } from './mask-values';
import { parseMarks } from './parse-change';
import type { Marks, ResourceChange, StandingResource, Values } from './plan';
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
 * there the plan has more marks.
 */
export function parseStanding({
  document,
  entries,
  changes,
  masker,
}: StandingOptions): ReadonlyMap<string, StandingResource> {
  const told = new Map<unknown, ResourceChange>();
  entries.forEach((entry, index) => {
    if (isObject(entry) && tellsWhatStands(entry)) told.set(entry.address, changes[index]!);
  });
  const standing = new Map<string, StandingResource>();
  for (const { address, values, sensitive_values, deposed_key } of stateResources(document)) {
    if (typeof address !== 'string' || deposed_key !== undefined) continue;
    const change = told.get(address);
    const real = change?.before ?? values;
    if (!isObject(real)) continue;
    const shown = lazy(
      () => change?.shown.before ?? maskStanding(real, parseMarks(sensitive_values), masker),
    );
    standing.set(address, {
      values: real,
      get shown() {
        return shown();
      },
    });
  }
  return standing;
}

function maskStanding(before: Values, beforeMarks: Marks, masker: ValueMasker): Values {
  const masked = masker.maskPair({ before, beforeMarks });
  return isObject(masked.before) ? masked.before : {};
}
