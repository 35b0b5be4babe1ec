import { matchesPattern } from './matches-pattern';
import type { PolicyStatement } from './policy-statements';
import { distinct, listSome } from '../../lists';
import { unmarked } from '../../../masking/say';
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
  const { actions, resources, principals } = statement;
  const count = [actions, resources, principals].reduce((n, { length }) => n * (length || 1), 1);
  if (count > MOST_PARTS) return 'more than can be compared';
  const added = partsOf(statement).filter((part) => !able.some((other) => covers(other, part)));
  return added.length === 0 ? undefined : describe(added);
}

/** A condition that asks for nothing; others that keep nobody out may still differ. */
function isNone(condition: unknown): boolean {
  return condition === undefined || isSame(condition, {});
}

const SIDES = ['actions', 'resources', 'principals'] as const;
/** One action of one principal on one resource; undefined where a policy has no such side. */
type Part = Readonly<Record<(typeof SIDES)[number], string | undefined>>;

/** A statement of more parts than that is taken for new in all that it says: no policy of AWS has so many. */
const MOST_PARTS = 100_000;

function partsOf({ actions, resources, principals }: PolicyStatement): readonly Part[] {
  const some = (list: readonly string[]) => (list.length === 0 ? [undefined] : list);
  return some(actions).flatMap((action) =>
    some(resources).flatMap((resource) =>
      some(principals).map((principal) => ({
        ...{ actions: action, resources: resource, principals: principal },
      })),
    ),
  );
}

function covers(statement: PolicyStatement, part: Part): boolean {
  return SIDES.every((side) => {
    const value = part[side];
    return value === undefined
      ? statement[side].length === 0
      : statement[side].some((pattern) => matchesPattern(pattern, value));
  });
}

function describe(added: readonly Part[]): string {
  const list = (side: (typeof SIDES)[number]) =>
    listSome(distinct(added.flatMap((part) => part[side] ?? [])).map(unmarked), 3);
  const [what, where, who] = [list('actions'), list('resources'), list('principals')];
  return [
    what || 'what it names',
    ...(where ? [`on ${where}`] : []),
    ...(who ? [`for ${who}`] : []),
  ].join(' ');
}
