import { planMove } from '../../../../scripts/moving/planning/plan-move';
import type {
  MovePlan,
  PlacedPartition,
  Placement,
} from '../../../../scripts/moving/planning/placement';
import { rackLimit } from '../../../../cluster/placing/rack-limit';
import fc from '../../../support/fast-check';
import { anyPlacement, brokersIn, largeDisk, partitionOn } from '../../../support/placements';

describe('planMove', () => {
  it('keeps the number of replicas, their brokers apart, and the racks as Kafka spreads them', () => {
    fc.assert(
      fc.property(anyPlacement(), (placement) => {
        for (const { replicas } of placed(placement, planMove(placement))) {
          expect(new Set(replicas).size).toBe(replicas.length);
          expect(mostInRack(placement, replicas)).toBeLessThanOrEqual(
            rackLimit(placement.brokers, replicas.length),
          );
        }
        expect(
          placed(placement, planMove(placement)).map(({ replicas }) => replicas.length),
        ).toEqual(placement.partitions.map(({ replicas }) => replicas.length));
      }),
    );
  });

  it('leaves no broker over its share by more than one partition: in replicas, bytes and leaders', () => {
    fc.assert(
      fc.property(anyPlacement(), (placement) => {
        const largest = Math.max(...placement.partitions.map(({ bytes }) => bytes));
        for (const { replicas, bytes, leaders, share } of planMove(placement).after) {
          expect(replicas).toBeLessThanOrEqual(share.replicas + 1);
          expect(bytes).toBeLessThanOrEqual(share.bytes + largest + 1);
          expect(leaders).toBeLessThanOrEqual(share.leaders + 1);
        }
      }),
    );
  });

  it('leaves no disk over its share by more than one partition', () => {
    fc.assert(
      fc.property(anyPlacement({ disks: 3 }), (placement) => {
        const largest = Math.max(...placement.partitions.map(({ bytes }) => bytes));
        for (const broker of planMove(placement).after) {
          for (const { replicas, bytes } of broker.disks) {
            expect(replicas).toBeLessThanOrEqual(broker.replicas / 3 + 1);
            expect(bytes).toBeLessThanOrEqual(broker.bytes / 3 + largest + 1);
          }
        }
      }),
    );
  });

  it('finds nothing to do where it has just been done', () => {
    fc.assert(
      fc.property(anyPlacement({ disks: 2 }), (placement) => {
        const plan = planMove(placement);
        const again = planMove({ ...placement, partitions: placed(placement, plan) });
        expect(again.moves.length).toBe(0);
        expect(again.bytes).toBe(0);
      }),
    );
  });

  it('leaves nothing on a broker that leaves, and moves nothing else where only that was asked', () => {
    fc.assert(
      fc.property(anyPlacement(), (placement) => {
        const leaving = new Set([1]);
        fc.pre(placement.brokers.length > placement.partitions[0]!.replicas.length);
        const plan = planMove(placement, { leaving, onlyWhatMust: true });
        const left = placed(placement, plan);
        expect(left.some(({ replicas }) => replicas.includes(1))).toBe(false);
        const stayed = placement.brokers.map((each) =>
          each.id === 1 ? { ...each, weight: 0 } : each,
        );
        for (const { from, to } of plan.moves) {
          const crowded = mostInRack(placement, from) > rackLimit(stayed, from.length);
          expect(from.includes(1) || crowded).toBe(true);
          expect(to).toHaveLength(from.length);
        }
      }),
    );
  });

  it('moves off a broker that lost a disk what lay on it, before what it still has', () => {
    const shape = fc.record({
      brokers: fc.integer({ min: 5, max: 9 }),
      partitions: fc.integer({ min: 40, max: 200 }),
    });
    fc.assert(
      fc.property(shape, ({ brokers: count, partitions: size }) => {
        const brokers = brokersIn(Array<string>(count).fill('a')).map((each) => ({
          ...each,
          ...(each.id === 1
            ? { weight: 2, disks: [largeDisk('/data/1'), largeDisk('/data/2')] }
            : { weight: 3, disks: [1, 2, 3].map((disk) => largeDisk(`/data/${disk}`)) }),
        }));
        const partitions = Array.from({ length: size }, (_, index) => {
          const lap = Math.floor(index / count);
          const replicas = [0, 1 + (lap % (count - 1))].map((step) => ((index + step) % count) + 1);
          const disks = replicas.map((id) => (id === 1 && lap % 3 === 2 ? undefined : lap % 3));
          return { ...partitionOn(replicas, index), disks };
        });
        const lost = (partition: PlacedPartition) =>
          partition.disks![partition.replicas.indexOf(1)] === undefined;
        const held = partitions.filter(({ replicas }) => replicas.includes(1));
        const left = new Set(
          planMove({ brokers, partitions }).moves.flatMap(({ index, to }) =>
            to.includes(1) ? [] : [index],
          ),
        );
        const stay = held.filter((each) => lost(each) && !left.has(each.index));
        const copiedBesides = held.filter((each) => !lost(each) && left.has(each.index));
        expect(Math.min(stay.length, copiedBesides.length)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('moves only the share of a broker that joins', () => {
    const partitions = Array.from({ length: 40 }, (_, index) => partitionOn([1, 2, 3], index));
    const plan = planMove({ brokers: brokersIn(['a', 'a', 'a', 'a']), partitions });
    expect(plan.after.map(({ replicas }) => replicas)).toEqual([30, 30, 30, 30]);
    expect(plan.bytes).toBe(30 * partitions[0]!.bytes);
  });

  it('takes nothing of other racks where one rack has one more', () => {
    const partitions = Array.from({ length: 40 }, (_, index) => partitionOn([1, 2, 3], index));
    const plan = planMove({ brokers: brokersIn(['a', 'b', 'c', 'a']), partitions });
    expect(plan.after.map(({ replicas }) => replicas)).toEqual([20, 40, 40, 20]);
  });

  it('comes onto no disk that it would fill, not even for a while', () => {
    const small = { ...largeDisk(), sizeBytes: 10 * 2 ** 30, usedBytes: 2 * 2 ** 30 };
    const [one, two, three, four] = brokersIn(['a', 'a', 'a', 'a']);
    const brokers = [one!, two!, three!, { ...four!, disks: [small] }];
    const partitions = Array.from({ length: 40 }, (_, index) => partitionOn([1, 2, 3], index));
    expect(planMove({ brokers, partitions }).after[3]!.replicas).toBe(7);
  });

  it('refuses to empty a broker whose replicas find no place, and says why', () => {
    const placement = { brokers: brokersIn(['a', 'b', 'c']), partitions: [partitionOn([1, 2, 3])] };
    expect(() => planMove(placement, { leaving: new Set([3]) })).toThrow(
      'events-0: must find a broker for each of its 3 replicas, got',
    );
    const full = { ...largeDisk(), usedBytes: largeDisk().sizeBytes };
    const brokers = brokersIn(['a', 'a', 'a', 'a']).map((each) => ({ ...each, disks: [full] }));
    expect(() => planMove({ ...placement, brokers }, { leaving: new Set([3]) })).toThrow(
      'events-0: must find a broker that has no replica yet',
    );
  });
});

/** The partitions as they lie afterwards. */
function placed({ brokers, partitions }: Placement, plan: MovePlan): readonly PlacedPartition[] {
  const moved = new Map(plan.moves.map((move) => [`${move.topic}-${move.index}`, move]));
  return partitions.map((partition) => {
    const move = moved.get(`${partition.topic}-${partition.index}`);
    const replicas = move?.to ?? partition.replicas;
    const disks = replicas.map((id) => {
      const { disks: own } = brokers.find((each) => each.id === id)!;
      const added = move?.added.find(({ broker }) => broker === id);
      const changed = plan.diskMoves.find(
        ({ topic, index, broker }) =>
          topic === partition.topic && index === partition.index && broker === id,
      );
      const path = added?.path ?? changed?.to;
      return path === undefined
        ? partition.disks?.[partition.replicas.indexOf(id)]
        : own.findIndex((disk) => disk.path === path);
    });
    return { ...partition, replicas, disks };
  });
}

function mostInRack({ brokers }: Placement, replicas: readonly number[]): number {
  const racks = replicas.map((id) => brokers.find((each) => each.id === id)!.rack);
  return Math.max(...racks.map((rack) => racks.filter((each) => each === rack).length));
}
