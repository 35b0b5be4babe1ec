import { turns } from './turns';

describe('turns', () => {
  it.each([
    [1, 'AB'],
    [2, 'ABBA'],
    [3, 'ABBAAB'],
    [0, ''],
  ])('of %d rounds swap the sides from round to round', (rounds, expected) =>
    expect(turns(rounds, ['A', 'B']).join('')).toBe(expected),
  );
});
