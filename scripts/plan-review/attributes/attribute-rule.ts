import { matcherFor } from '../kinds/matcher-for';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
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
    reads: rows.map(({ types, holds, attributes, alsoGone }) => ({
      ...(types && { types }),
      ...(holds && { holds }),
      attributes,
      and: alsoGone ? ['lost'] : [],
    })),
    judge: ({ plan }) => {
      const changes = plan.changes.filter(({ mode }) => mode === 'managed');
      const harms = isMeant.flatMap(({ row, fits }) =>
        changes
          .filter((resource) => fits(resource.type) && isTold(resource, row))
          .flatMap((resource) => harmsOf(resource, row)),
      );
      return [...groupBy(harms, ({ row, text }) => `${rows.indexOf(row)} ${text}`).values()].map(
        judgement,
      );
    },
  };
}

function fitting({ types, holds, except = [] }: AttributeRow): (type: string) => boolean {
  const fits = matcherFor({ ...(types && { types }), ...(holds && { holds }) });
  const isExcepted = matcherFor({ types: except });
  return (type) => fits(type) && !isExcepted(type);
}

function isTold(resource: ResourceChange, { alsoNew, alsoGone }: AttributeRow): boolean {
  const { change, before } = resource;
  if (change === 'create') return alsoNew === true;
  if (change === 'delete') return alsoGone === true;
  return (change === 'update' || change === 'replace') && before !== undefined;
}

interface RowHarm {
  readonly row: AttributeRow;
  readonly resource: ResourceChange;
  /** The attributes with their values: what is alike on several resources is told once. */
  readonly text: string;
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
  const text = [...new Set(found.map((each) => each.text))].join(', ');
  return [{ row, resource, text, isUnsure: found.every(({ isUnsure }) => isUnsure) }];
}

function describe(
  resource: ResourceChange,
  path: string,
  { isUnknown, steps }: PlacedChange,
): string {
  const before = quoted(valueAt(resource.before, steps, 'before'));
  const after = isUnknown
    ? 'what is known only after the apply'
    : quoted(valueAt(resource.after, steps, 'after'));
  return resource.before === undefined ? `${path} ${after}` : `${path} ${before} → ${after}`;
}

function quoted(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

function judgement(group: readonly RowHarm[]): Judgement {
  const [{ row, text, isUnsure }] = group as readonly [RowHarm];
  const addresses = group.map(({ resource }) => resource.address);
  const { severity, isFinal = false, what, why, remedy } = row;
  return {
    severity: isUnsure ? 'care' : severity,
    isFinal: isFinal && !isUnsure,
    what: `${what} ${listSome(addresses)}: ${text}.`,
    ...{ why, remedy, addresses },
  };
}
