import { unmarked } from '../masking/say';
import { asArray, asObject, isObject, kindOf, type JsonObject } from './json-value';
import { findMarkedSecrets } from './known-secrets';
import { ValueMasker } from './mask-values';
import { changeOf, MalformedPlan, parseChange } from './parse-change';
import { parseActionInvocation } from './parse-action-invocation';
import { parseChecks } from './parse-checks';
import { parseDependencies } from './parse-dependencies';
import { parseJson } from './parse-json';
import { parseProvisioners } from './parse-provisioners';
import { parseStanding } from './parse-standing';
import type { OutputChange, Plan } from './plan';
import { seeEntry } from './redacted-values';
import { requirePlan } from './require-plan';
import { orTooDeep, requireShallow, UnreadablePlan } from './unreadable-plan';
import { whatIsMissing } from './what-is-missing';

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
 * Reads the JSON of a plan, as `terraform show -json` writes it.
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
  const missing = shaped(source, () => whatIsMissing(document));
  if (missing && !mayBePartial) throw new UnreadablePlan(source, missing.rule, missing.remedy);
  const plan = shaped(source, () => planOf(document, missing === undefined));
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

function planOf(document: JsonObject, isWhole: boolean): Plan {
  requireShallow(document);
  const masker = new ValueMasker(findMarkedSecrets(document));
  const seen = listOf(document, 'resource_changes').map(seeEntry);
  const entries = seen.map(({ entry }) => entry);
  const changes = [
    ...entries.map((entry, index) => parseChange(entry, `resource_changes[${index}]`, masker)),
    ...listOf(document, 'action_invocations').map((entry) => parseActionInvocation(entry, masker)),
  ];
  const mask = (text: string) => unmarked(masker.maskText(text));
  return {
    formatVersion: mask(String(document.format_version)),
    toolVersion:
      typeof document.terraform_version === 'string' ? mask(document.terraform_version) : '',
    changes,
    outputChanges: parseOutputs(document.output_changes),
    standing: parseStanding({ document, entries, changes, masker }),
    dependencies: parseDependencies(document.configuration),
    provisioners: parseProvisioners(document),
    isPartial: !isWhole,
    mask,
    failedChecks: parseChecks(document.checks, mask),
    redacted: changes.flatMap(({ address }, index) => (seen[index]?.isRedacted ? [address] : [])),
  };
}

/** A list that a plan leaves out where it is empty. */
function listOf(document: JsonObject, name: string): readonly unknown[] {
  const list = document[name] ?? [];
  if (Array.isArray(list)) return list;
  throw new MalformedPlan(`${name} must be an array, got ${kindOf(list)}`);
}

function parseOutputs(outputs: unknown): readonly OutputChange[] {
  return Object.entries(asObject(outputs)).map(([name, change]) => ({
    name,
    change: isObject(change) ? outputChange(change) : 'unknown',
  }));
}

/** Of outputs `before` and `after` say little: an output may be null. */
function outputChange({ actions }: JsonObject): OutputChange['change'] {
  const word = changeOf(asArray(actions), { before: null, after: null });
  return word === 'unknown' && asArray(actions).join() === 'update' ? 'update' : word;
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
