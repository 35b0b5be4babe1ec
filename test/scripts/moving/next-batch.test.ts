import { inGroups, nextBatch } from '../../../scripts/moving/next-batch';
import type { PartitionMove } from '../../../scripts/moving/planning/placement';

const LIMITS = { bytesOfBroker: 100, partitionsOfBroker: 3, partitions: 10 };

/** A move of `events` to one broker. */
const to = (broker: number, bytes: number, index = 0): PartitionMove => ({
  ...{ topic: 'events', index, from: [1], to: [broker], bytes },
  added: [{ broker, path: '/data/1' }],
});

describe('nextBatch', () => {
  it('takes the first in any case, however large it is', () => {
    const large = to(4, 1_000);
    expect(nextBatch([large], LIMITS)).toEqual({ batch: [large], left: [] });
  });

  it('brings each broker as many bytes as it may have at once, and others theirs', () => {
    const moves = [to(4, 60, 0), to(4, 60, 1), to(5, 60, 2), to(4, 40, 3)];
    const { batch, left } = nextBatch(moves, LIMITS);
    expect(batch.map(({ index }) => index)).toEqual([0, 2, 3]);
    expect(left.map(({ index }) => index)).toEqual([1]);
  });

  it('brings each broker as many partitions as it may have at once', () => {
    const moves = [0, 1, 2, 3].map((index) => to(4, 1, index));
    expect(nextBatch(moves, LIMITS).left.map(({ index }) => index)).toEqual([3]);
  });

  it('counts those that only change who should lead', () => {
    const moves = Array.from({ length: 12 }, (_, index) => ({ ...to(4, 1, index), added: [] }));
    expect(nextBatch(moves, LIMITS).left).toHaveLength(2);
  });
});

describe('inGroups', () => {
  it('makes each broker part of so many moves of a group at most, wherever it stands in them', () => {
    const moves = [to(4, 1, 0), to(5, 1, 1), to(6, 1, 2), { ...to(4, 1, 3), from: [7] }];
    const numbers = inGroups(moves, 2).map((group) => group.map(({ index }) => index));
    expect(numbers).toEqual([[0, 1, 3], [2]]);
  });

  it('leaves none out', () => {
    const moves = Array.from({ length: 25 }, (_, index) => to(2 + (index % 3), 1, index));
    expect(inGroups(moves, 2).flat()).toHaveLength(25);
    expect(inGroups([], 2)).toEqual([]);
  });
});
