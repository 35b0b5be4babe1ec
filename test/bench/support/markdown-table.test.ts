import { markdownTable, medianAndRange, ratioOf } from './markdown-table';

describe('a table for a page', () => {
  it('has its header, a line below it, and its rows', () =>
    expect(markdownTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |'));

  it.each([
    [[1_234.56, 1_000, 2_000], '1,234.6 (1,000-2,000)'],
    [[5], '5'],
    [[], '-'],
  ])('shows the median of %j and how far the others stray', (values, expected) =>
    expect(medianAndRange(values)).toBe(expected),
  );

  it.each([
    [[9, 10, 11], [20], '0.50'],
    [[], [20], '-'],
  ])('shows the ratio of %j to %j', (ours, theirs, expected) =>
    expect(ratioOf(ours, theirs)).toBe(expected),
  );
});
