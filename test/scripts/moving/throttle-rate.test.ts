import { nextRate } from '../../../scripts/moving/throttle-rate';

const LIMITS = { least: 1, most: 100, acksWithinMs: 500 };

describe('nextRate', () => {
  it.each([
    ['halves it when a write waits too long', 40, { longestAckMs: 501, isBehind: false }, 20],
    ['halves it when no write comes back', 40, { longestAckMs: undefined, isBehind: false }, 20],
    ['halves it when a replica falls behind', 40, { longestAckMs: 10, isBehind: true }, 20],
    ['keeps it while writes wait rather long', 40, { longestAckMs: 400, isBehind: false }, 40],
    ['raises it by a quarter while they do not', 40, { longestAckMs: 100, isBehind: false }, 50],
    ['goes no higher than it may', 90, { longestAckMs: 100, isBehind: false }, 100],
    ['goes no lower than it must', 1.5, { longestAckMs: 501, isBehind: false }, 1],
  ])('%s', (_, rate, sample, expected) => {
    expect(nextRate(rate, sample, LIMITS)).toBe(expected);
  });
});
