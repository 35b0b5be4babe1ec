import { rackLimit } from '../../../cluster/placing/rack-limit';
import { replicaShares } from '../../../cluster/placing/replica-shares';

const members = (...racks: readonly string[]) => racks.map((rack) => ({ rack, weight: 1 }));

describe('replicaShares', () => {
  it.each([
    ['as many as replicas', ['a', 'b', 'c'], 3, [1, 1, 1]],
    ['more brokers', ['a', 'a', 'b', 'b', 'c', 'c'], 3, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
    ['a rack with one more', ['a', 'b', 'c', 'a'], 3, [0.5, 1, 1, 0.5]],
    ['one rack', ['a', 'a', 'a', 'a'], 3, [0.75, 0.75, 0.75, 0.75]],
    ['a rack too small for its part', ['a', 'b', 'b', 'b'], 3, [1, 2 / 3, 2 / 3, 2 / 3]],
  ])('deals replicas out to %s', (_, racks, factor, expected) => {
    const shares = replicaShares(members(...racks), factor);
    for (const [at, share] of expected.entries()) expect(shares[at]).toBeCloseTo(share);
  });

  it('gives a broker of twice the weight twice as much, and one without weight nothing', () => {
    const [light, heavy, none] = replicaShares(
      [1, 2, 0].map((weight) => ({ rack: 'a', weight })),
      1,
    );
    expect(light).toBeCloseTo(1 / 3);
    expect(heavy).toBeCloseTo(2 / 3);
    expect(none).toBe(0);
  });
});

describe('rackLimit', () => {
  it.each([
    [['a', 'b', 'c'], 3, 1],
    [['a', 'a', 'b', 'b'], 3, 2],
    [['a', 'b', 'b', 'b'], 4, 3],
    [['a', 'a', 'a'], 3, 3],
  ])('lets no more share a rack than must: %j with %i replicas', (racks, factor, limit) => {
    expect(rackLimit(members(...racks), factor)).toBe(limit);
  });
});
