import { joinSaid, type Sayable } from '../../masking/say';
import {
  changedKeys,
  describeKeyChange,
  effectiveValues,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import { distinct, groupBy, words, type Names } from '../lists';
import type { PlanFacts, SettingsOwner } from '../plan-facts';
import type { Judgement, Rule, Severity } from '../rule';
import type { ValueChange } from './harms';

/** Settings of brokers, of ZooKeeper or of topics, and the change of them that does harm. */
export interface SettingRow extends Pick<Judgement, 'isFinal' | 'why' | 'remedy'> {
  readonly of: readonly SettingsOwner[];
  /** Their names; of a single listener’s own the ends. @default - all there are */
  readonly keys?: Names;
  /** What change does harm, by the values that count: the file's, or Kafka's defaults. @default - any */
  readonly harm?: (change: SettingChange, own: ChangedKey) => boolean;
  /** Whether another rule tells of it, as a part of something larger. @default - none does */
  readonly isToldElsewhere?: (facts: PlanFacts, change: ChangedKey) => boolean;
  readonly severity: Severity | ((change: ChangedKey) => Severity);
  /** The finding, from what changes and where. */
  readonly what: (told: Sayable, where: Sayable) => Sayable;
}

export interface SettingChange extends ValueChange {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * A rule of rows: each some settings, and the change of them that does harm.
 *
 * @param rule with what all of its rows have in common, but where a row says otherwise, and what it reads
 *   and judges beside them
 */
export function settingRule<Common extends Partial<SettingRow>>(
  { id, title, isAboutData = false, reads = [], judge, ...common }: Named & Common,
  ownRows: readonly (Omit<SettingRow, keyof Common> & Partial<SettingRow>)[],
): Rule {
  const rows = ownRows.map((own) => ({ ...common, ...own }) as unknown as SettingRow);
  return {
    ...{ id, title, isAboutData, reads },
    judge: (facts) => [...rowsJudge(rows, facts), ...(judge?.(facts) ?? [])],
  };
}

/** With what it reads and judges beside its rows. */
type Named = Omit<Rule, 'judge'> & Partial<Pick<Rule, 'judge'>>;

function rowsJudge(rows: readonly SettingRow[], facts: PlanFacts): readonly Judgement[] {
  const harms = rows.flatMap((row) => {
    const { severity } = row;
    return row.of
      .flatMap((owner) => changedKeys(facts, owner))
      .filter((change) => isHarm(row, change) && !row.isToldElsewhere?.(facts, change))
      .map((change) => ({
        ...{ row, change },
        severity: typeof severity === 'string' ? severity : severity(change),
      }));
  });
  // What is alike in one place is told at once.
  const alike = groupBy(harms, ({ row, severity, change }) =>
    [row.why, severity, change.where].join('\n'),
  );
  return [...alike.values()].map((group) => {
    const [{ row, severity, change }] = group as [(typeof group)[number]];
    const { isFinal = false, why, remedy } = row;
    const told = joinSaid(group.map((each) => describeKeyChange(each.change)));
    return {
      ...{ severity, isFinal, why, remedy, what: row.what(told, change.where) },
      addresses: distinct(group.flatMap((each) => each.change.addresses)),
    };
  });
}

function isHarm({ keys, harm = () => true }: SettingRow, change: ChangedKey): boolean {
  const { key } = change;
  const name = key.replace(/^listener\.name\.[^.]+\./, '');
  const isMeant = keys === undefined || words(keys).some((each) => each === name);
  const { before, after } = effectiveValues(change);
  return isMeant && harm({ key, before, after, isUnknown: false }, change);
}
