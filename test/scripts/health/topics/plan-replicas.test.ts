import fc from 'fast-check';
import type { FoundPartition } from '../../../../scripts/health/topics/found-topics';
import { planReplicas } from '../../../../scripts/health/topics/plan-replicas';

const BROKERS = [
  { id: 1, rack: 'a' },
  { id: 2, rack: 'b' },
  { id: 3, rack: 'c' },
  { id: 4, rack: 'a' },
];

const partition = (replicas: readonly number[], rest: Partial<FoundPartition> = {}) => ({
  ...{ index: 0, leader: replicas[0]!, replicas, inSync: replicas, ...rest },
});

it('adds a replica in a rack that has none', () => {
  expect(planReplicas([partition([1, 2])], BROKERS, 3)).toEqual([
    { index: 0, replicas: [1, 2, 3] },
  ]);
});

it('takes away what is out of sync before what shares a rack, and the leader never', () => {
  const taken = (rest: Partial<FoundPartition>) =>
    planReplicas([partition([1, 2, 4], rest)], BROKERS, 2)[0]!.replicas;
  expect(taken({ inSync: [1, 4] })).toEqual([1, 4]);
  expect(taken({})).toEqual([1, 2]);
  expect(taken({ leader: 4 })).toEqual([2, 4]);
});

it('spreads what it adds over the brokers', () => {
  const partitions = [0, 1, 2, 3].map((index) => ({ ...partition([1]), index }));
  const added = planReplicas(partitions, BROKERS, 2).map(({ replicas }) => replicas[1]);
  expect(added.sort()).toEqual([2, 2, 3, 3]);
});

it('leaves alone what has as many already, and adds none that no broker could hold', () => {
  expect(planReplicas([partition([1, 2, 3])], BROKERS, 3)).toEqual([]);
  expect(planReplicas([partition([1, 2, 3, 4])], BROKERS, 5)).toEqual([]);
});

it('keeps who stays, and the racks: no two in one while another has none', () => {
  const held = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 });
  fc.assert(
    fc.property(
      fc.array(held, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (all, wanted) => {
        const partitions = all.map((replicas, index) => ({ ...partition(replicas), index }));
        for (const { index, replicas } of planReplicas(partitions, BROKERS, wanted)) {
          const before = partitions[index]!;
          expect(replicas).toHaveLength(wanted);
          expect(new Set(replicas).size).toBe(wanted);
          expect(replicas).toContain(before.leader);
          const kept = before.replicas.filter((id) => replicas.includes(id));
          expect(kept).toHaveLength(Math.min(wanted, before.replicas.length));
          const added = replicas.filter((id) => !before.replicas.includes(id));
          const racks = (ids: readonly number[]) =>
            new Set(ids.map((id) => BROKERS.find((each) => each.id === id)!.rack)).size;
          // Each one that is added opens a rack, as long as there is one without.
          expect(racks(replicas)).toBe(Math.min(3, racks(kept) + added.length));
        }
      },
    ),
  );
});
