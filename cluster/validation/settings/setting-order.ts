import type { Problem } from '../../errors';
import { settingPath, type SettingsField } from './setting-problem';

/** Two settings of which the first may not be above the second. */
export interface SettingOrder {
  readonly low: string;
  readonly high: string;
  /** How far above the second must be. */
  readonly gap?: number;
  /** What happens otherwise, as the end of "or …". */
  readonly otherwise: string;
}

/** Some settings with the values that will be in effect. */
export interface EffectiveSettings {
  readonly field: SettingsField;
  /** Whether the spec itself sets this key. */
  readonly isSet: (key: string) => boolean;
  /** NaN for a value that is unsound by itself, so that no comparison with it can fail. */
  readonly numberOf: (key: string) => number;
}

/**
 * The pairs that are out of order. One that the spec leaves alone has nothing to report; else the
 * problem stands at the key that the spec sets.
 */
export function orderProblems(
  settings: EffectiveSettings,
  orders: readonly SettingOrder[],
): readonly Problem[] {
  return orders.flatMap((order) => {
    const { low, high, gap = 0 } = order;
    const outOfOrder = settings.numberOf(low) + gap > settings.numberOf(high);
    const isOwn = settings.isSet(low) || settings.isSet(high);
    return outOfOrder && isOwn ? [orderProblem(settings, order)] : [];
  });
}

function orderProblem(
  { field, isSet, numberOf }: EffectiveSettings,
  { low, high, gap = 0, otherwise }: SettingOrder,
): Problem {
  const atLow = isSet(low);
  const [own, other] = atLow ? [low, high] : [high, low];
  const limit = atLow ? numberOf(high) - gap : numberOf(low) + gap;
  const bound = `${atLow ? 'at most' : 'at least'} ${limit.toLocaleString('en')}`;
  const margin = gap === 0 ? '' : ` ${atLow ? 'less' : 'plus'} ${gap.toLocaleString('en')}`;
  return {
    path: settingPath(field, own),
    rule: `be ${bound} (${other}${margin}), or ${otherwise}`,
    value: numberOf(own),
    remedy: `Change it, or ${atLow ? 'raise' : 'lower'} ${other}`,
  };
}
