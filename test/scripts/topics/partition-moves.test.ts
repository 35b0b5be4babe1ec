import type { Placement } from '../../../scripts/moving/planning/placement';
import { partitionMoves } from '../../../scripts/topics/partition-moves';

const disk = (path: string, usedBytes: number) => ({ path, sizeBytes: 100, usedBytes });
const placement: Placement = {
  brokers: [
    { id: 1, rack: 'a', weight: 1, disks: [disk('/one', 10)] },
    { id: 2, rack: 'b', weight: 1, disks: [disk('/full', 90), disk('/roomy', 20)] },
    { id: 3, rack: 'c', weight: 0, disks: [] },
  ],
  partitions: [
    { topic: 'app', index: 0, replicas: [1], bytes: 40 },
    { topic: 'other', index: 0, replicas: [2], bytes: 7 },
  ],
};

describe('partitions that get other replicas', () => {
  it('come to the disk of a broker that has most room left', () =>
    expect(partitionMoves(placement, 'app', [{ index: 0, replicas: [1, 2] }])).toEqual([
      {
        ...{ topic: 'app', index: 0, from: [1], to: [1, 2], bytes: 40 },
        added: [{ broker: 2, path: '/roomy' }],
      },
    ]));

  it('come to no disk where they only leave', () =>
    expect(partitionMoves(placement, 'app', [{ index: 0, replicas: [] }])[0]!.added).toEqual([]));

  it('name no disk of a broker that gives no answer', () =>
    expect(partitionMoves(placement, 'app', [{ index: 0, replicas: [1, 3] }])[0]!.added).toEqual([
      { broker: 3, path: '' },
    ]));
});
