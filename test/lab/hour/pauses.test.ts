import { pausesWithin } from './pauses';

const acked = (...of: readonly (readonly [partition: number, atMs: number])[]) =>
  of.map(([partition, atMs]) => ({ partition, atMs, value: '' }));

test('of all partitions together, and of the one that waited longest', () => {
  const acks = acked([0, 0], [1, 10], [0, 20], [1, 900], [0, 300], [0, 600], [0, 920]);
  expect(pausesWithin(acks, 15, 950)).toEqual({ ofAllMs: 300, ofOneMs: 890 });
});

test('one that began before the span or ends after it counts as a whole, others not', () => {
  const acks = acked([0, 0], [0, 500], [0, 600], [0, 800], [0, 5_000]);
  expect(pausesWithin(acks, 400, 650)).toEqual({ ofAllMs: 500, ofOneMs: 500 });
  expect(pausesWithin(acks, 510, 650)).toEqual({ ofAllMs: 200, ofOneMs: 200 });
  expect(pausesWithin(acks, 900, 1_000)).toEqual({ ofAllMs: 4_200, ofOneMs: 4_200 });
});

test('one that has not ended lasts to the end of the span', () => {
  const acks = acked([0, 0], [1, 0], [1, 100]);
  expect(pausesWithin(acks, 50, 1_000)).toEqual({ ofAllMs: 900, ofOneMs: 1_000 });
});

test('acks that come out of order are put into it', () => {
  const acks = acked([0, 300], [0, 100], [0, 200]);
  expect(pausesWithin(acks, 0, 300).ofAllMs).toBe(100);
});
