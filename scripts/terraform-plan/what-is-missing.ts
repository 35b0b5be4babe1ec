import { asObject, asObjects, isObject, type JsonObject } from './json-value';
import { missingChanges } from './missing-changes';

/** Why a plan is not whole, as an error says it. */
export interface Missing {
  /** What must hold, with what was found instead. */
  readonly rule: string;
  readonly remedy: string;
}

const STRIPPED =
  'Write it again with `terraform show -json <plan file>` and take nothing out of it, or review what is in it with --partial';

/** What a plan leaves out, by its own word or, where it has none, by what it lacks. */
export function whatIsMissing(document: JsonObject): Missing | undefined {
  // Every plan has it; without it nobody knows what is left out, nor what depends on what.
  if (!isObject(asObject(document.configuration).root_module)) {
    return {
      rule: 'have its field configuration, got a plan without it: somebody has taken it out',
      remedy: STRIPPED,
    };
  }
  const isUntold = missingChanges(document).length > 0;
  if (document.resource_changes === undefined && isUntold) {
    return {
      rule: 'have its field resource_changes, got a plan without it: somebody has taken it out',
      remedy: STRIPPED,
    };
  }
  const isPartial =
    // Whatever else stands there was not written by terraform.
    (document.complete !== undefined && document.complete !== true) ||
    asObjects(document.deferred_changes).length > 0 ||
    asObjects(document.deferred_action_invocations).length > 0;
  if (!isPartial && !isUntold) return undefined;
  return {
    rule: 'be a plan of the whole stack, got one that leaves resources out',
    remedy:
      'Plan without -target, -exclude and -refresh-only, or review what is in it with --partial',
  };
}
