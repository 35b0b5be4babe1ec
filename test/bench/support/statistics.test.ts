import { hasSettled, median, percentile } from './statistics';

describe('median', () => {
  it.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('of nothing is no number', () => expect(median([])).toBeNaN());
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.99, 99],
    [0.999, 100],
    [0, 1],
  ])('of 1 to 100 at %d is %d', (share, expected) =>
    expect(percentile(hundred, share)).toBe(expected),
  );

  it('of one value is that value', () => expect(percentile([7], 0.999)).toBe(7));
});

describe('costs', () => {
  it.each([
    ['while there are few', [20, 20, 20, 20, 20], false],
    ['while they fall', [90, 80, 70, 40, 30, 20], false],
    ['once they stay', [90, 40, 20, 21, 20, 19, 20, 20], true],
    ['that fall by a twentieth', [100, 100, 100, 95, 95, 95], true],
    ['that fall by more', [100, 100, 100, 94, 94, 94], false],
    ['with one that was disturbed', [20, 20, 20, 20, 55, 20], true],
  ])('have settled or not: %s', (_, costs, expected) => expect(hasSettled(costs)).toBe(expected));
});
