import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import { matcherFor } from '../kinds/matcher-for';
import { standsAlone } from '../facts/resources/stands-alone';
import type { PlanFacts } from '../plan-facts';
import { distinct, groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Event, Judgement, Rule } from '../rule';
import type { AttributeRow } from './attribute-row';
import { valueAt, valueChanges, type PlacedChange } from './value-changes';

/** A rule that is nothing but rows: each an attribute, and the change of it that does harm. */
export function attributeRule(
  rule: Pick<Rule, 'id' | 'title' | 'isAboutData'>,
  rows: readonly AttributeRow[],
): Rule {
  const isMeant = rows.map((row) => ({ row, fits: fitting(row) }));
  return {
    ...rule,
    reads: rows.map(({ types, holds, attributes, ...row }) => ({
      ...(types && { types }),
      ...(holds && { holds }),
      attributes,
      and: types ? eventsOf(row) : [],
    })),
    judge: (facts) => {
      const changes = facts.plan.changes.filter(({ mode }) => mode === 'managed');
      const harms = isMeant.flatMap(({ row, fits }) =>
        changes
          .filter((resource) => fits(resource.type) && isTold(resource, row, facts))
          .flatMap((resource) => harmsOf(resource, row)),
      );
      return [...groupBy(harms, ({ row, text }) => `${rows.indexOf(row)} ${text}`).values()].map(
        judgement,
      );
    },
  };
}

/** That what may go comes does no harm; of all types at once, nobody knows what coming means. */
function eventsOf({ alsoNew, alsoReaching, alsoGone }: Partial<AttributeRow>): readonly Event[] {
  if (alsoGone) return ['created', 'lost'];
  return alsoNew || alsoReaching ? ['created'] : [];
}

function fitting({ types, holds, except = [] }: AttributeRow): (type: string) => boolean {
  const fits = matcherFor({ ...(types && { types }), ...(holds && { holds }) });
  const isExcepted = matcherFor({ types: except });
  return (type) => fits(type) && !isExcepted(type);
}

function isTold(resource: ResourceChange, row: AttributeRow, facts: PlanFacts): boolean {
  const { alsoNew, alsoReaching, alsoGone } = row;
  const { change, before } = resource;
  if (change === 'create') {
    return alsoNew === true || (alsoReaching === true && !standsAlone(resource, facts));
  }
  if (change === 'delete') return alsoGone === true;
  return (change === 'update' || change === 'replace') && before !== undefined;
}

interface RowHarm {
  readonly row: AttributeRow;
  readonly resource: ResourceChange;
  /** The attributes with their values: what is alike on several resources is told once. */
  readonly text: Sayable;
  readonly isUnsure: boolean;
}

function harmsOf(resource: ResourceChange, row: AttributeRow): readonly RowHarm[] {
  const found = row.attributes.flatMap((path) =>
    valueChanges(resource, path)
      // Of a thing that is made anew, all that nobody sets is known only later.
      .filter((change) => row.harm(change) && !(change.isUnknown && resource.change === 'replace'))
      .map((change) => ({ isUnsure: change.isUnknown, text: describe(resource, path, change) })),
  );
  if (found.length === 0) return [];
  const text = joinSaid(distinct(found.map((each) => each.text)));
  return [{ row, resource, text, isUnsure: found.every(({ isUnsure }) => isUnsure) }];
}

function describe(
  resource: ResourceChange,
  path: string,
  { isUnknown, steps }: PlacedChange,
): Sayable {
  const before = quoted(valueAt(resource.shown.before, steps, 'before'));
  const after = isUnknown
    ? say`what is known only after the apply`
    : quoted(valueAt(resource.shown.after, steps, 'after'));
  const name = unmarked(path);
  return resource.before === undefined ? say`${name} ${after}` : say`${name} ${before} → ${after}`;
}

/** Of a value that may be shown. */
function quoted(value: unknown): Sayable {
  if (value === undefined || value === null || value === '') return say`none`;
  return unmarked(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
}

function judgement(group: readonly RowHarm[]): Judgement {
  const [{ row, text, isUnsure }] = group as readonly [RowHarm];
  const addresses = group.map(({ resource }) => resource.address);
  const { severity, isFinal = false, inShort, what, why, remedy } = row;
  return {
    severity: isUnsure ? 'care' : severity,
    isFinal: isFinal && !isUnsure,
    what: say`${unmarked(what)} ${listSome(addresses)}: ${text}.`,
    ...(inShort && { inShort }),
    ...{ why, remedy, addresses },
  };
}
