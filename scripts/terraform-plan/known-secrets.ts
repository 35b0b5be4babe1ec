import { asObject, asObjects, isObject, own } from './json-value';
import type { FindKnown } from '../masking/mask-text';
import { isHarmlessValue } from '../masking/secret-key';
import type { SecretSpan } from '../masking/text-pieces';

/**
 * What a plan marks sensitive somewhere is one everywhere, also where terraform has lost the mark: in a
 * name, an id, a text that a provider has put together. Words that can't be told from names are left
 * out, since what else is called so would vanish with them.
 *
 * @returns undefined where the plan marks nothing
 */
export function findMarkedSecrets(plan: Readonly<Record<string, unknown>>): FindKnown | undefined {
  const secrets = new Set<string>();
  const add = (value: string) => isDistinctive(value) && secrets.add(value);
  for (const { change } of asObjects(plan.resource_changes)) addOfChange(asObject(change), add);
  for (const { change } of asObjects(plan.resource_drift)) addOfChange(asObject(change), add);
  for (const change of Object.values(asObject(plan.output_changes))) {
    addOfChange(asObject(change), add);
  }
  addOfState(asObject(asObject(plan.prior_state).values), add);
  addOfVariables(plan, add);
  return secrets.size > 0 ? finderOf([...secrets].flatMap(spellings)) : undefined;
}

type Add = (value: string) => void;

const SHORTEST = 8;
const LONGEST = 4096;

function isDistinctive(value: string): boolean {
  if (value.length < SHORTEST || value.length > LONGEST || isHarmlessValue(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s./:-]/].filter((kind) => kind.test(value));
  return kinds.length > 1;
}

function addOfChange(change: Readonly<Record<string, unknown>>, add: Add): void {
  addMarked(change.before, change.before_sensitive, add);
  addMarked(change.after, change.after_sensitive, add);
}

function addOfState(values: Readonly<Record<string, unknown>>, add: Add): void {
  for (const output of Object.values(asObject(values.outputs)).filter(isObject)) {
    addMarked(output.value, output.sensitive, add);
  }
  const addModule = (module: Readonly<Record<string, unknown>>): void => {
    for (const each of asObjects(module.resources))
      addMarked(each.values, each.sensitive_values, add);
    asObjects(module.child_modules).forEach(addModule);
  };
  addModule(asObject(values.root_module));
}

function addOfVariables(plan: Readonly<Record<string, unknown>>, add: Add): void {
  const declared = asObject(asObject(asObject(plan.configuration).root_module).variables);
  for (const [name, { value }] of Object.entries(asObject(plan.variables)).map(
    ([name, variable]) => [name, asObject(variable)] as const,
  )) {
    addMarked(value, asObject(own(declared, name)).sensitive, add);
  }
}

function addMarked(value: unknown, marks: unknown, add: Add): void {
  if (marks === true) addLeaves(value, add);
  else if (Array.isArray(marks) && Array.isArray(value)) {
    marks.forEach((mark, index) => addMarked(value[index], mark, add));
  } else if (isObject(marks) && isObject(value)) {
    for (const [key, mark] of Object.entries(marks)) addMarked(own(value, key), mark, add);
  }
}

function addLeaves(value: unknown, add: Add): void {
  if (typeof value === 'string') add(value);
  else if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach((each) => addLeaves(each, add));
  }
}

/** As it stands in JSON and in URLs, too. */
function spellings(secret: string): readonly string[] {
  // Half a surrogate pair has no form in a URL.
  const inUrl = /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret);
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), inUrl])];
}

/**
 * All places of all secrets, also where one begins inside of another. Looked up by how they begin: a plan may mark
 * thousands, and what has none costs little then, too.
 */
function finderOf(secrets: readonly string[]): FindKnown {
  const byStart = new Map<string, string[]>();
  const mayStart = new Uint8Array(PAIRS);
  for (const secret of secrets) {
    const start = secret.slice(0, SHORTEST);
    const alike = byStart.get(start);
    if (alike) alike.push(secret);
    else byStart.set(start, [secret]);
    mayStart[pairAt(secret, 0)] = 1;
  }
  return (text) => {
    const spans: SecretSpan[] = [];
    for (let start = 0; start + SHORTEST <= text.length; start += 1) {
      if (mayStart[pairAt(text, start)] === 0) continue;
      for (const secret of byStart.get(text.slice(start, start + SHORTEST)) ?? []) {
        if (text.startsWith(secret, start)) spans.push({ start, end: start + secret.length });
      }
    }
    return spans;
  };
}

const PAIRS = 2 ** 16;

/** A number for two characters; few others share it. */
function pairAt(text: string, index: number): number {
  return (text.charCodeAt(index) * 257 + text.charCodeAt(index + 1)) % PAIRS;
}
