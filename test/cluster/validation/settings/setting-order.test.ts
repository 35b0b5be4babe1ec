import {
  orderProblems,
  type SettingOrder,
} from '../../../../cluster/validation/settings/setting-order';

const ORDER: SettingOrder = { low: 'least', high: 'most', gap: 2, otherwise: 'nothing fits' };
const DEFAULTS = { least: 5, most: 7 };

const problemsOf = (set: Readonly<Record<string, number>>, order: SettingOrder = ORDER) =>
  orderProblems(
    {
      field: 'brokerSettings',
      isSet: (key) => key in set,
      numberOf: (key) => ({ ...DEFAULTS, ...set })[key]!,
    },
    [order],
  );

it.each<Readonly<Record<string, number>>>([{}, { least: 5 }, { most: 7 }, { least: 10, most: 12 }])(
  '%j is in order',
  (set) => {
    expect(problemsOf(set)).toEqual([]);
  },
);

it('the problem stands at the lower setting where the spec sets it', () => {
  expect(problemsOf({ least: 6, most: 7 })).toEqual([
    {
      path: "brokerSettings['least']",
      rule: 'be at most 5 (most less 2), or nothing fits',
      value: 6,
      remedy: 'Change it, or raise most',
    },
  ]);
});

it('and else at the higher one', () => {
  expect(problemsOf({ most: 6 })).toEqual([
    {
      path: "brokerSettings['most']",
      rule: 'be at least 7 (least plus 2), or nothing fits',
      value: 6,
      remedy: 'Change it, or lower least',
    },
  ]);
});

it('defaults that are out of order are not the problem of a spec that sets neither', () => {
  expect(problemsOf({}, { ...ORDER, gap: 3 })).toEqual([]);
});

it('a number that is unsound by itself is in order with everything', () => {
  expect(problemsOf({ least: NaN, most: 0 })).toEqual([]);
});
