import { PROGRAM } from '../../cluster/program';
import { kindOf, type JsonObject } from './json-value';
import { SHOW } from './parse-json';
import { UnreadablePlan } from './unreadable-plan';

const KNOWN_MAJOR = '1';

/**
 * Sees that JSON is that of a plan that went well, of a format that is known here.
 *
 * @throws UnreadablePlan
 */
export function requirePlan(document: JsonObject, source: string): void {
  const version = document.format_version;
  if ('@level' in document || '@message' in document) {
    throw unreadable(
      'be the JSON of a plan, got a line of the log of `terraform plan -json`',
      `Save the plan with \`terraform plan -out=<plan file>\`. ${SHOW}`,
    );
  }
  if ('lineage' in document && 'serial' in document) {
    throw unreadable('be the JSON of a plan, got a state file', SHOW);
  }
  if (typeof version !== 'string') {
    throw unreadable(`be the JSON of a plan, got ${kindOf(version)} for its format_version`, SHOW);
  }
  const [major] = /^\d{1,9}(?=\.\d)/.exec(version) ?? [];
  if (major !== KNOWN_MAJOR) {
    throw unreadable(
      `have format version 1.x, got ${major === undefined ? 'another one' : `${major}.x`}`,
      `Use a version of ${PROGRAM} that knows it`,
    );
  }
  if (!PLAN_FIELDS.some((field) => field in document)) {
    const isState = 'values' in document || Object.keys(document).length <= 2;
    throw unreadable(
      `be the JSON of a plan, got ${isState ? 'that of a state' : 'other JSON'}`,
      'Name the plan file: `terraform show -json <plan file>`; without one terraform shows the state',
    );
  }
  if (document.errored !== undefined && document.errored !== false) {
    throw unreadable(
      'be a plan that went well, got one that ended with an error',
      'Mend what `terraform plan` complains about, and plan again',
    );
  }

  function unreadable(rule: string, remedy: string): UnreadablePlan {
    return new UnreadablePlan(source, rule, remedy);
  }
}

/** One of these has every plan, and no state. */
const PLAN_FIELDS = ['planned_values', 'resource_changes', 'configuration', 'output_changes'];
