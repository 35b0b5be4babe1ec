import { isSame, isValues } from '../values';

/** A statement of an IAM or resource policy, its single values made lists. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Such as `AWS:arn:…`, `Service:ec2.amazonaws.com` or `*`; empty in a policy of an identity. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
  /** Whether it names what it doesn't mean: `NotAction`, `NotResource`, `NotPrincipal`. */
  readonly isInverted: boolean;
  /** As the policy says it. */
  readonly source: unknown;
}

/** The statements of a policy; undefined for what is none. */
export function parsePolicy(text: string): readonly PolicyStatement[] | undefined {
  const document = parseJson(text);
  if (!isValues(document)) return undefined;
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const parsed = statements.map(parseStatement);
  return parsed.every((statement) => statement !== undefined) ? parsed : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseStatement(source: unknown): PolicyStatement | undefined {
  if (!isValues(source)) return undefined;
  const { Effect, Action, Resource, Condition } = source;
  if (Effect !== 'Allow' && Effect !== 'Deny') return undefined;
  return {
    effect: Effect,
    principals: principalsOf(source.Principal),
    // AWS takes no notice of the case of actions.
    actions: texts(Action).map((action) => action.toLowerCase()),
    resources: texts(Resource),
    condition: Condition,
    isInverted: ['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in source),
    source,
  };
}

function principalsOf(principal: unknown): readonly string[] {
  if (!isValues(principal)) return texts(principal);
  return Object.entries(principal).flatMap(([kind, names]) =>
    texts(names).map((name) => (name === '*' ? '*' : `${kind}:${name}`)),
  );
}

function texts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string');
}

/** What a statement allows that none of the others did; undefined where that is nothing. */
export function newlyAllowed(
  statement: PolicyStatement,
  before: readonly PolicyStatement[],
): string | undefined {
  if (statement.effect !== 'Allow') return undefined;
  if (before.some(({ source }) => isSame(source, statement.source))) return undefined;
  if (statement.isInverted) return 'all but what it names (NotAction, NotResource or NotPrincipal)';
  const able = before.filter(
    ({ effect, isInverted, condition }) =>
      effect === 'Allow' &&
      !isInverted &&
      (condition === undefined || isSame(condition, statement.condition)),
  );
  const added = grants(statement).filter((grant) => !able.some((other) => covers(other, grant)));
  return added.length === 0 ? undefined : describe(added);
}

interface Grant {
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string | undefined;
}

/** More than that of one statement are not told apart: the first stand for all. */
const MOST_GRANTS = 2_000;

function grants({ principals, actions, resources }: PolicyStatement): readonly Grant[] {
  const some = <T>(list: readonly T[]): readonly (T | undefined)[] =>
    list.length === 0 ? [undefined] : list;
  const all: Grant[] = [];
  for (const principal of some(principals)) {
    for (const action of actions) {
      for (const resource of some(resources)) {
        if (all.push({ principal, action, resource }) >= MOST_GRANTS) return all;
      }
    }
  }
  return all;
}

function covers(statement: PolicyStatement, { principal, action, resource }: Grant): boolean {
  const has = (patterns: readonly string[], text: string | undefined) =>
    text === undefined
      ? patterns.length === 0
      : patterns.some((each) => matchesPattern(each, text));
  return (
    has(statement.principals, principal) &&
    has(statement.actions, action) &&
    has(statement.resources, resource)
  );
}

/**
 * Whether a pattern of IAM, with `*` and `?`, matches all that another one does. Goes back to the last
 * star only, so that no pattern takes long.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, place, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    const letter = pattern[place];
    if (letter === '*') {
      star = place;
      mark = at;
      place += 1;
    } else if (
      letter !== undefined &&
      (letter === text[at] || (letter === '?' && text[at] !== '*'))
    ) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      mark += 1;
      at = mark;
      place = star + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(place));
}

function describe(added: readonly Grant[]): string {
  const list = (values: readonly (string | undefined)[]) => {
    const distinct = [...new Set(values.filter((value) => value !== undefined))];
    const more = distinct.length > 3 ? ` and ${distinct.length - 3} more` : '';
    return `${distinct.slice(0, 3).join(', ')}${more}`;
  };
  const who = list(added.map(({ principal }) => principal));
  const where = list(added.map(({ resource }) => resource));
  return [
    list(added.map(({ action }) => action)),
    ...(where ? [`on ${where}`] : []),
    ...(who ? [`for ${who}`] : []),
  ].join(' ');
}

/** Whether it allows everything, or to give oneself everything. */
export function allowsEverything(statement: PolicyStatement): boolean {
  const { effect, actions, resources, condition, principals } = statement;
  return (
    effect === 'Allow' &&
    condition === undefined &&
    principals.length === 0 &&
    actions.some((action) => ['*', '*:*', 'iam:*', 'sts:*'].includes(action)) &&
    resources.some((resource) => /^\*+$/.test(resource))
  );
}

/** Whether it lets in whoever has an account at AWS, or none. */
export function allowsEveryone({ effect, principals, condition }: PolicyStatement): boolean {
  return effect === 'Allow' && condition === undefined && principals.includes('*');
}
