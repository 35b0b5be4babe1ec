import { parseSeconds } from '../../../scripts/commands/shared-options';

it.each([
  ['0', 0],
  ['0.5', 0.5],
  ['86400', 86_400],
])('takes %s', (text, seconds) => {
  expect(parseSeconds(text)).toBe(seconds);
});

it.each(['', ' ', '-1', '86401', '10m', 'NaN'])('refuses %p', (text) => {
  expect(() => parseSeconds(text)).toThrow(
    `seconds: must be a number from 0 to 86400, got '${text}'. Give a number.`,
  );
});
