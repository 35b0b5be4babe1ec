import { PROGRAM } from '../../cluster/program';
import { asObject, asObjects, kindOf, type JsonObject } from './json-value';
import { otherDocument } from './other-documents';
import { SHOW, UnreadablePlan } from './unreadable-plan';

const KNOWN_MAJOR = '1';

/** One of these has every plan, and no state. */
const PLAN_FIELDS = ['planned_values', 'resource_changes', 'configuration', 'output_changes'];

/**
 * Sees that JSON is that of a plan that went well, of a format that is known here.
 *
 * @throws UnreadablePlan
 */
export function requirePlan(document: JsonObject, source: string): void {
  const version = document.format_version;
  const refused = (rule: string, remedy: string) => new UnreadablePlan(source, rule, remedy);
  if (typeof version !== 'string') {
    const { got, remedy } = otherDocument(document) ?? {
      got: `${kindOf(version)} for its format_version`,
      remedy: SHOW,
    };
    throw refused(`be the JSON of a plan, got ${got}`, remedy);
  }
  if (!PLAN_FIELDS.some((field) => field in document)) {
    const { got, remedy } = otherDocument(document) ?? { got: 'other JSON', remedy: SHOW };
    throw refused(`be the JSON of a plan, got ${got}`, remedy);
  }
  const [major] = /^\d{1,9}(?=\.\d)/.exec(version) ?? [];
  if (major !== KNOWN_MAJOR) {
    throw refused(
      `have format version 1.x, got ${versionNamed(version)}${madeBy(document)}`,
      major === '0'
        ? 'Plan with Terraform 1.1 or newer, or with OpenTofu: before, the format was not settled'
        : `Use a version of ${PROGRAM} that knows it`,
    );
  }
  if (document.errored !== undefined && document.errored !== false) {
    throw refused(
      `be a plan that went well, got one that ended with an error${failedConditions(document)}`,
      'Mend what `terraform plan` complains about, and plan again',
    );
  }
}

/** As it stands only where it can be nothing else. */
function versionNamed(version: string): string {
  return /^\d{1,9}(\.\d{1,9}){1,2}$/.test(version) ? version : 'another one';
}

/** The program that made a plan, as far as it tells. */
function madeBy({ terraform_version: version }: JsonObject): string {
  const isNamed =
    typeof version === 'string' && /^\d{1,5}(\.\d{1,5}){2}(-[a-z]+\d*)?$/.test(version);
  return isNamed
    ? ` of a plan that terraform ${version} made`
    : ' of a plan that names no terraform';
}

/** The conditions that ended it. A name with an index may hold a value, and is left out. */
function failedConditions({ checks }: JsonObject): string {
  const failed = asObjects(checks)
    .filter(({ status, address }) => status === 'fail' && asObject(address).kind !== 'check')
    .map(({ address }) => asObject(address).to_display)
    .filter((name) => typeof name === 'string' && /^[\w.-]{1,200}$/.test(name));
  return failed.length === 0 ? '' : `: a condition of ${failed.slice(0, 4).join(', ')} fails`;
}
