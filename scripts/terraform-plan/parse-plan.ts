import { asArray, asObject, asObjects, isObject, kindOf, type JsonObject } from './json-value';
import { findMarkedSecrets } from './known-secrets';
import { ValueMasker } from './mask-values';
import { changeOf, MalformedPlan, parseChange } from './parse-change';
import { parseActionInvocation } from './parse-action-invocation';
import { parseDependencies } from './parse-dependencies';
import { parseJson } from './parse-json';
import { parseProvisioners } from './parse-provisioners';
import { parseStanding } from './parse-standing';
import { missingChanges } from './missing-changes';
import type { OutputChange, Plan } from './plan';
import { requirePlan } from './require-plan';
import { orTooDeep, UnreadablePlan } from './unreadable-plan';

export interface ParseOptions {
  /** How the user named the plan, for errors. */
  readonly source: string;
  /**
   * Whether a plan that leaves resources out may be read.
   * @default false
   */
  readonly mayBePartial?: boolean;
}

/**
 * Reads the JSON of a plan, as `terraform show -json` writes it. All secrets in what it returns are
 * masked.
 *
 * @throws UnreadablePlan where it is no plan, none that can be reviewed, or leaves something out
 */
export function parsePlan(text: string | Buffer, options: ParseOptions): Plan {
  return parseDocument(parseJson(text, options.source), options);
}

/**
 * As `parsePlan`, of JSON that is parsed already: who has read it from a file can forget the text.
 *
 * @throws UnreadablePlan
 */
export function parseDocument(
  document: JsonObject,
  { source, mayBePartial = false }: ParseOptions,
): Plan {
  requirePlan(document, source);
  const isWhole = !shaped(source, () => isPartial(document));
  if (!isWhole && !mayBePartial) throw partialPlan(source);
  const plan = shaped(source, () => planOf(document, isWhole));
  requireApplyable(document, plan, source);
  return plan;
}

/** Terraform can't apply a plan without changes, and one that failed. */
function requireApplyable({ applyable = true }: JsonObject, plan: Plan, source: string): void {
  const isIdle = plan.changes.every(({ change }) => change === 'none' || change === 'read');
  if (applyable === true || isIdle) return;
  throw new UnreadablePlan(
    source,
    'be a plan that can be applied, got one with changes that says it can’t',
    'Write it again with `terraform show -json <plan file>`, and leave it as it is',
  );
}

function partialPlan(source: string): UnreadablePlan {
  return new UnreadablePlan(
    source,
    'be a plan of the whole stack, got one that leaves resources out',
    'Plan without -target, -exclude and -refresh-only, or review what is in it with --partial',
  );
}

function planOf(document: JsonObject, isWhole: boolean): Plan {
  const masker = new ValueMasker(findMarkedSecrets(document));
  const entries = listOf(document, 'resource_changes');
  const changes = [
    ...entries.map((entry, index) => parseChange(entry, `resource_changes[${index}]`, masker)),
    ...listOf(document, 'action_invocations').map((entry) => parseActionInvocation(entry, masker)),
  ];
  const mask = (text: string) => masker.maskText(text);
  return {
    formatVersion: mask(String(document.format_version)),
    toolVersion:
      typeof document.terraform_version === 'string' ? mask(document.terraform_version) : '',
    changes,
    outputChanges: parseOutputs(document.output_changes, mask),
    standing: parseStanding({ document, entries, changes, masker }),
    dependencies: new Map(
      [...parseDependencies(document.configuration)].map(([address, others]) => [
        mask(address),
        others.map(mask),
      ]),
    ),
    provisioners: parseProvisioners(document),
    isPartial: !isWhole,
  };
}

/** A list that a plan leaves out where it is empty. */
function listOf(document: JsonObject, name: string): readonly unknown[] {
  const list = document[name] ?? [];
  if (Array.isArray(list)) return list;
  throw new MalformedPlan(`${name} must be an array, got ${kindOf(list)}`);
}

function parseOutputs(outputs: unknown, mask: (text: string) => string): readonly OutputChange[] {
  return Object.entries(asObject(outputs)).map(([name, change]) => ({
    name: mask(name),
    change: isObject(change) ? outputChange(change) : 'unknown',
  }));
}

/** Of outputs `before` and `after` say little: an output may be null. */
function outputChange({ actions }: JsonObject): OutputChange['change'] {
  const word = changeOf(asArray(actions), { before: null, after: null });
  return word === 'unknown' && asArray(actions).join() === 'update' ? 'update' : word;
}

/** Whether the plan leaves something out, by its own word or, where it has none, by what it lacks. */
function isPartial(document: JsonObject): boolean {
  return (
    // Whatever else stands there was not written by terraform.
    (document.complete !== undefined && document.complete !== true) ||
    // Every plan has it; without it nobody knows what is left out.
    !isObject(asObject(document.configuration).root_module) ||
    asObjects(document.deferred_changes).length > 0 ||
    asObjects(document.deferred_action_invocations).length > 0 ||
    missingChanges(document).length > 0
  );
}

/** Turns what the work finds wrong with the plan into an error for the user. */
function shaped<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MalformedPlan) {
      throw new UnreadablePlan(
        source,
        `have the shape of a plan: ${error.rule}`,
        'Write it again with `terraform show -json <plan file>`',
      );
    }
    throw orTooDeep(error, source);
  }
}
