import { fits, type Gauge, isTight, tightest } from '../../../cluster/capacity/gauge';

const gauge = (used: number, limit = 0.8, broker = 1): Gauge => ({
  kind: 'disk-writes',
  used,
  there: 1000,
  limit,
  broker,
});

it.each([
  [0, true, false],
  [640, true, false],
  [641, true, true],
  [800, true, true],
  [801, false, false],
  [5000, false, false],
])('%d of 1,000 with a limit of 80%%: fits %s, tight %s', (used, isWithin, isNear) => {
  expect([fits(gauge(used)), isTight(gauge(used))]).toEqual([isWithin, isNear]);
});

it('the tightest is the nearest to its own limit', () => {
  expect(tightest([gauge(700, 1, 1), gauge(600, 0.8, 2), gauge(100, 0.8, 3)]).broker).toBe(2);
});
