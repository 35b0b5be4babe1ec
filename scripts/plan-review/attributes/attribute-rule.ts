import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import { MASKED, MASKED_CHANGED } from '../../masking/text-pieces';
import { carriesBrokers } from '../facts/hosts/carries-brokers';
import { matcherFor } from '../kinds/matcher-for';
import { standsAlone } from '../facts/resources/stands-alone';
import type { PlanFacts } from '../plan-facts';
import { distinct, groupBy, listSome, words } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Event, Judgement, Reads, Rule, Severity } from '../rule';
import type { AttributeRow } from './attribute-row';
import { tell } from '../tell';
import { valueAt, valueChanges, type PlacedChange } from './value-changes';

/**
 * A rule of rows: each an attribute, and the change of it that does harm.
 *
 * @param rule with what all of its rows have in common, but where a row says otherwise, and what it reads
 *   and judges beside them
 */
export function attributeRule<Common extends Partial<AttributeRow>>(
  { id, title, isAboutData = false, reads = [], judge, ...common }: Named & Common,
  ownRows: readonly (Omit<AttributeRow, keyof Common> & Partial<AttributeRow>)[],
): Rule {
  const rows = ownRows.map((own) => ({ ...common, ...own }) as unknown as AttributeRow);
  const isMeant = rows.map((row) => ({ row, fits: fitting(row) }));
  return {
    ...{ id, title, isAboutData },
    reads: [...reads, ...rows.map(readsOf)],
    judge: (facts) => {
      // Most of a plan stays as it is: looked through once, and not for each row.
      const changes = facts.plan.changes.filter(
        ({ mode, change }) => mode === 'managed' && change !== 'none',
      );
      const harms = isMeant.flatMap(({ row, fits }) =>
        changes
          .filter((resource) => fits(resource.type) && isTold(resource, row, facts))
          .flatMap((resource) => harmsOf(resource, row)),
      );
      const alike = groupBy(
        harms,
        ({ row, severity, text }) => `${rows.indexOf(row)} ${severity} ${text}`,
      );
      return [...(judge?.(facts) ?? []), ...[...alike.values()].flatMap(judgement)];
    },
  };
}

/** With what it reads and judges beside its rows. */
type Named = Omit<Rule, 'judge'> & Partial<Pick<Rule, 'judge'>>;

function readsOf({ types, holds, attributes, ...row }: AttributeRow): Reads {
  return {
    ...{ ...(types && { types }), ...(holds && { holds }), attributes },
    and: types ? eventsOf(row) : [],
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
  readonly severity: Severity;
  readonly isUnsure: boolean;
}

function harmsOf(resource: ResourceChange, row: AttributeRow): readonly RowHarm[] {
  const found = words(row.attributes).flatMap((path) =>
    valueChanges(resource, path)
      // Of a thing that is made anew, all that nobody sets is known only later.
      .filter((change) => row.harm(change) && !(change.isUnknown && resource.change === 'replace'))
      .map((change) => ({ isUnsure: change.isUnknown, text: describe(resource, path, change) })),
  );
  if (found.length === 0) return [];
  // That one of several harms would tell something of a masked value: it is left out beside others.
  const open = found.filter((each) => !each.text.includes(MASK_BEGINS));
  const told = (open.length > 0 ? open : found).map((each) => each.text);
  const text = joinSaid(distinct(told));
  const isUnsure = found.every((each) => each.isUnsure);
  return [{ row, resource, text, severity: severityOf(resource, row, isUnsure), isUnsure }];
}

/** As of `(sensitive)` and `(sensitive, changed)`. */
const MASK_BEGINS = MASKED.slice(0, -1);

function severityOf(resource: ResourceChange, row: AttributeRow, isUnsure: boolean): Severity {
  const { severity, ofBrokers, unknown = 'care' } = row;
  if (isUnsure) return unknown;
  return ofBrokers !== undefined && carriesBrokers(resource) ? ofBrokers : severity;
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
  // Whole blocks say more to a machine than to a reader.
  if (before.length + after.length > LONGEST_VALUES) return name;
  return resource.before === undefined ? say`${name} ${after}` : say`${name} ${before} → ${after}`;
}

const LONGEST_VALUES = 200;

/** Of a value that may be shown; one that holds a masked value says nothing of the others. */
function quoted(value: unknown): Sayable {
  if (value === undefined || value === null || value === '') return say`none`;
  if (typeof value === 'string') return unmarked(value);
  const text = JSON.stringify(value) ?? 'none';
  return unmarked(text.includes(MASKED) || text.includes(MASKED_CHANGED) ? MASKED : text);
}

function judgement(group: readonly RowHarm[]): readonly Judgement[] {
  const [{ row, text, severity, isUnsure }] = group as readonly [RowHarm];
  const resources = group.map(({ resource }) => resource);
  const { isFinal = false, inShort, what, why, remedy } = row;
  const named = listSome(resources.map(({ address }) => address));
  return tell(resources, {
    ...{ severity, why, remedy, ...(inShort && { inShort }) },
    isFinal: isFinal && !isUnsure,
    what: say`${unmarked(what)} ${named}: ${text}.`,
  });
}
