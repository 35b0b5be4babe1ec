import type { ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';
import { isChanged } from '../../../terraform-plan/values';
import { JUDGED_TYPES, REACHING_TYPES, WEIGHTY_TYPES } from './judged-types';

/** A change of which no rule knows what it means. */
export interface UnjudgedChange {
  readonly resource: ResourceChange;
  /** Attributes that change, in the order of the alphabet; all of a new thing's are new. */
  readonly attributes: readonly string[];
  /** Whether hosts, clients or data may hang on it. */
  readonly isWeighty: boolean;
}

/** Attributes that change nothing but what is said of a thing. */
const WORDS: ReadonlySet<string> = new Set([
  ...['comment', 'description', 'id', 'arn', 'tags', 'tags_all', 'timeouts', 'version'],
]);

/**
 * Changes in place, and new things, that no rule judges. What goes is told of by a rule whatever its
 * type.
 */
export function unjudgedChanges({ plan }: PlanFacts): readonly UnjudgedChange[] {
  return plan.changes.flatMap((resource) => {
    const { mode, type, change } = resource;
    if (mode !== 'managed' || (change !== 'create' && change !== 'update')) return [];
    const isWeighty = (change === 'update' ? WEIGHTY_TYPES : REACHING_TYPES).has(type);
    if (JUDGED_TYPES.has(type) && !isWeighty) return [];
    const attributes = change === 'update' ? changedAttributes(resource) : [];
    return change === 'update' && attributes.length === 0
      ? []
      : [{ resource, attributes, isWeighty }];
  });
}

function changedAttributes(resource: ResourceChange): readonly string[] {
  const { before, after, afterUnknown } = resource;
  const marks = typeof afterUnknown === 'object' ? Object.keys(afterUnknown) : [];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...marks]);
  return [...keys].filter((key) => !WORDS.has(key) && isChanged(resource, key)).sort();
}
