import { isObject, type JsonObject } from './json-value';
import type { ValueMasker } from './mask-values';
import { parseMarks } from './parse-change';
import type { ResourceChange, Values } from './plan';
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
 * The resources as they stand before the plan. The same values as in a change are taken from there,
 * masked: there the plan has more marks. So are those that the state lacks, where somebody has taken it
 * out of the plan.
 */
export function parseStanding({
  document,
  entries,
  changes,
  masker,
}: StandingOptions): ReadonlyMap<string, Values> {
  const before = new Map<unknown, Values>();
  entries.forEach((entry, index) => {
    const change = changes[index];
    if (!isObject(entry) || !change?.before || !tellsWhatStands(entry)) return;
    before.set(entry.address, change.before);
  });
  const standing = new Map<string, Values>();
  for (const { address, values, sensitive_values, deposed_key } of stateResources(document)) {
    if (typeof address !== 'string' || deposed_key !== undefined) continue;
    const masked =
      before.get(address) ??
      masker.maskPair({ before: values, beforeMarks: parseMarks(sensitive_values) }).before;
    if (isObject(masked)) standing.set(masker.maskText(address), masked);
  }
  for (const [address, values] of before) {
    const named = masker.maskText(String(address));
    if (!standing.has(named)) standing.set(named, values);
  }
  return standing;
}
