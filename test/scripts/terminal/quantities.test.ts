import { formatBytes, formatDuration, formatPercent } from '../../../scripts/terminal/quantities';

it.each([
  [0, '0.00 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [36e6, '36.0 MB'],
  [156.25e6, '156 MB'],
  [999.4e6, '999 MB'],
  [999.9e6, '1.00 GB'],
  [1.7311e12, '1.73 TB'],
  [19e15, '19.0 PB'],
  [19e18, '19,000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0.0 s'],
  [45.2, '45 s'],
  [99, '99 s'],
  [384, '6.4 min'],
  [738, '12 min'],
  [30_640, '8.5 h'],
  [86_400, '24 h'],
  [300_000, '3.5 days'],
  [336_533_787, '3,895 days'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, '0%'],
  [0.001, '1%'],
  [0.85, '85%'],
  [0.8501, '86%'],
  [1.1, '110%'],
  [9.99, '999%'],
  [9.991, '>999%'],
])('a share of %d is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});
