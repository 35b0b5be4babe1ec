import { matchesPattern } from './matches-pattern';
import type { PolicyStatement } from './policy-statements';
import { isSame } from '../../../terraform-plan/values';

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
      (isNone(condition) || isSame(condition, statement.condition)),
  );
  const added = able.reduce(
    (left, other) =>
      left.length > MOST_PARTS ? left : left.flatMap((part) => without(part, other)),
    [partOf(statement)],
  );
  return added.length === 0 ? undefined : describe(added);
}

/** A condition that asks for nothing; others that keep nobody out may still differ. */
function isNone(condition: unknown): boolean {
  return condition === undefined || isSame(condition, {});
}

/** Each of the principals may do each of the actions to each of the resources. */
type Part = Record<(typeof SIDES)[number], readonly (string | undefined)[]>;

const SIDES = ['principals', 'actions', 'resources'] as const;

/** A statement that others cut into more parts than that is taken for new in all that is left. */
const MOST_PARTS = 500;

function partOf(statement: PolicyStatement): Part {
  const some = <T>(list: readonly T[]): readonly (T | undefined)[] =>
    list.length === 0 ? [undefined] : list;
  return {
    principals: some(statement.principals),
    actions: some(statement.actions),
    resources: some(statement.resources),
  };
}

/** What another statement leaves of a part: at most one piece for each side, none of them twice. */
function without(part: Part, other: PolicyStatement): readonly Part[] {
  const pieces: Part[] = [];
  let rest = part;
  for (const side of SIDES) {
    const isCovered = (value: string | undefined) =>
      value === undefined
        ? other[side].length === 0
        : other[side].some((pattern) => matchesPattern(pattern, value));
    const left = rest[side].filter((value) => !isCovered(value));
    if (left.length === rest[side].length) return [part];
    if (left.length > 0) pieces.push({ ...rest, [side]: left });
    rest = { ...rest, [side]: rest[side].filter(isCovered) };
  }
  return pieces;
}

function describe(added: readonly Part[]): string {
  const list = (side: (typeof SIDES)[number]) => {
    const all = added.flatMap((part) => part[side]).filter((value) => value !== undefined);
    const distinct = [...new Set(all)];
    const more = distinct.length > 3 ? ` and ${distinct.length - 3} more` : '';
    return `${distinct.slice(0, 3).join(', ')}${more}`;
  };
  const [who, what, where] = [list('principals'), list('actions'), list('resources')];
  return [what, ...(where ? [`on ${where}`] : []), ...(who ? [`for ${who}`] : [])].join(' ');
}
