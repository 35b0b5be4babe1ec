import { parseMoment } from '../../../scripts/command-line/moment';

const NOW = new Date(2026, 10, 28, 14, 30).getTime();
const local = (day: number, hours: number, minutes = 0, seconds = 0) =>
  new Date(2026, 10, day, hours, minutes, seconds).getTime();
const parse = (text: string, afterMs?: number) => parseMoment('--from', text)(NOW, afterMs);

it.each([
  ['90s', NOW - 90_000],
  ['-1h', NOW - 3_600_000],
  ['1d', NOW - 86_400_000],
  ['now', NOW],
  ['14:05', local(28, 14, 5)],
  ['14:05:09', local(28, 14, 5, 9)],
  ['2026-11-27', local(27, 0)],
  ['2026-11-27 03:04', local(27, 3, 4)],
  ['2026-11-27T03:04:05Z', Date.UTC(2026, 10, 27, 3, 4, 5)],
  ['1764212645123', 1_764_212_645_123],
])('takes %s for a moment', (text, expected) => expect(parse(text)).toBe(expected));

it('takes a time of day that is still to come for that of yesterday', () =>
  expect(parse('23:50')).toBe(local(27, 23, 50)));

it('takes a time of day behind a start for the first one after it', () => {
  expect(parse('00:10', local(27, 23, 50))).toBe(local(28, 0, 10));
  expect(parse('15:00', local(28, 14, 5))).toBe(local(28, 15));
});

it('takes the last day of February in a leap year alone', () => {
  expect(parse('2028-02-29')).toBe(new Date(2028, 1, 29).getTime());
  expect(() => parse('2026-02-29')).toThrow("got '2026-02-29'");
});

it.each([
  ...['', '14:70', '25:00', '24:00', 'yesterday', '2026-13-01', '15', '1w'],
  ...['2026-02-30', '2026-02-30T10:00Z', '2026-04-31 10:00', '999999999999d', '-1'],
])('refuses %j', (text) =>
  expect(() => parse(text)).toThrow(`--from: must be a span or a time, got '${text}'. Write `),
);
