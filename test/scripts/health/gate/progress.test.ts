import { hasProgressed, type Progress } from '../../../../scripts/health/gate/progress';

const now: Progress = { registered: 2, members: 2, inSync: 100, catchingUpBytes: 5_000n };

describe('progress', () => {
  it.each<[string, Partial<Progress>]>([
    ['another broker registered', { registered: 3 }],
    ['another ZooKeeper member answers', { members: 3 }],
    ['another replica is in sync', { inSync: 101 }],
    ['a broker that is behind has more on its disks', { catchingUpBytes: 5_001n }],
  ])('is made when %s', (_, change) => {
    expect(hasProgressed(now, { ...now, ...change })).toBe(true);
  });

  it('is not made when nothing changes, or things get worse', () => {
    expect(hasProgressed(now, now)).toBe(false);
    expect(hasProgressed(now, { registered: 1, members: 1, inSync: 90, catchingUpBytes: 1n })).toBe(
      false,
    );
  });
});
