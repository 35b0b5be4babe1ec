import type { Values } from '../../terraform-plan/plan';
import { blocksOf, isSame } from '../../terraform-plan/values';

/** One value of a resource before and after. */
export interface ValueChange {
  readonly before: unknown;
  readonly after: unknown;
  /** Whether the new one is known only after the apply. */
  readonly isUnknown: boolean;
}

/** Whether a change of a value does harm, or may: what isn't known yet is taken for the worse. */
export type Harm = (change: ValueChange) => boolean;

/**
 * A smaller number, also with a unit (`604800s`, `7d`), or none any more.
 *
 * @param endless values that mean that there is no limit, such as 0, -1 or null
 */
export function lowered(...endless: readonly (number | null)[]): Harm {
  return ({ before, after, isUnknown }) => {
    const [was, becomes] = [before, after].map((value) => quantityOf(value, endless));
    if (was === undefined) return false;
    return isUnknown || becomes === undefined || becomes < was;
  };
}

/** A larger number, or one where there was none. */
export const raised: Harm = ({ before, after, isUnknown }) => {
  const [was, becomes] = [before, after].map((value) => quantityOf(value, []));
  return isUnknown ? was !== undefined : becomes !== undefined && becomes > (was ?? 0);
};

/** What was on is off, or said no more. */
export const turnedOff: Harm = ({ before, after, isUnknown }) =>
  isOn(before) && (isUnknown || !isOn(after));

/** What was off, or not said, is on. */
export const turnedOn: Harm = ({ before, after, isUnknown }) =>
  !isOn(before) && !isEmpty(before)
    ? isUnknown || isOn(after)
    : !isUnknown && !isOn(before) && isOn(after);

/** What was there is gone. */
export const removed: Harm = ({ before, after, isUnknown }) =>
  !isEmpty(before) && !isUnknown && isEmpty(after);

/** What guarded is off or gone. */
export const takenAway: Harm = (change) =>
  turnedOff(change) || (typeof change.before !== 'boolean' && removed(change));

/** One of these. */
export function either(...harms: readonly Harm[]): Harm {
  return (change) => harms.some((harm) => harm(change));
}

/** Another value than before, or one where there was none, or none where there was one. */
export const changed: Harm = ({ before, after, isUnknown }) => isUnknown || !isSame(before, after);

/** Another value than the one that there was. */
export const changedFromOne: Harm = (change) => !isEmpty(change.before) && changed(change);

/** One of these values, where it was another one before, or none. */
export function becomes(...values: readonly unknown[]): Harm {
  return ({ before, after, isUnknown }) =>
    !values.includes(before) && (isUnknown ? !isEmpty(before) : values.includes(after));
}

/** Fewer blocks, or values of a list, than there were. */
export const fewer: Harm = ({ before, after, isUnknown }) =>
  isUnknown || blocksIn(after).length < blocksIn(before).length;

/** A block, or a value of a list, that wasn't there and that does harm. */
export function gained(isHarmful: (block: Values) => boolean): Harm {
  return ({ before, after, isUnknown }) =>
    isUnknown ||
    blocksIn(after).some(
      (block) => isHarmful(block) && !blocksIn(before).some((old) => isSame(old, block)),
    );
}

function blocksIn(value: unknown): readonly Values[] {
  return blocksOf({ value }, 'value');
}

function isOn(value: unknown): boolean {
  return (
    value === true || (typeof value === 'string' && /^(true|enabled?|on|active|yes)$/i.test(value))
  );
}

function isEmpty(value: unknown): boolean {
  return isSame(value, undefined);
}

/** In one unit for times and one for sizes, which nobody compares with each other. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ ms: 0.001, s: 1, m: 60, min: 60, h: 3_600, d: 86_400, w: 604_800 },
  ...{ kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, k: 1e3, g: 1e9, t: 1e12 },
  ...{ ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30, ti: 2 ** 40 },
  ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};

function quantityOf(value: unknown, endless: readonly (number | null)[]): number | undefined {
  if (isEmpty(value)) return endless.includes(null) ? Infinity : undefined;
  const [, number, unit = ''] = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(String(value)) ?? [];
  if (number === undefined) return undefined;
  const factor = unit === '' ? 1 : UNITS[unit.toLowerCase()];
  if (factor === undefined) return undefined;
  return endless.includes(Number(number)) ? Infinity : Number(number) * factor;
}
