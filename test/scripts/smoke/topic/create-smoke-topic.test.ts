import fc from '../../../support/fast-check';
import { planAssignments } from '../../../../scripts/smoke/topic/create-smoke-topic';
import { spread } from '../../../support/capacity-plans';
import { productionTopology } from '../../../support/production-topology';

test('three brokers lead one partition each and follow in the others', () => {
  expect(planAssignments(productionTopology())).toEqual([
    { partitionIndex: 0, brokerIds: [1, 2, 3] },
    { partitionIndex: 1, brokerIds: [2, 3, 1] },
    { partitionIndex: 2, brokerIds: [3, 1, 2] },
  ]);
});

test('where each leads several, the first broker leads again after the last one', () => {
  const plan = planAssignments(productionTopology(), 2);
  expect(plan.map(({ partitionIndex }) => partitionIndex)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(plan.map(({ brokerIds }) => brokerIds[0])).toEqual([1, 2, 3, 1, 2, 3]);
});

test('with any number of brokers, each leads one partition and holds as many as the others', () => {
  const sizes = fc
    .integer({ min: 1, max: 30 })
    .chain((brokers) => fc.tuple(fc.constant(brokers), fc.integer({ min: 1, max: brokers })));
  fc.assert(
    fc.property(sizes, ([brokers, replicationFactor]) => {
      const plan = planAssignments(
        productionTopology({ brokers: spread(brokers), topicDefaults: { replicationFactor } }),
      );
      const ids = spread(brokers).map(({ id }) => id);
      expect(plan.map(({ brokerIds }) => brokerIds[0])).toEqual(ids);
      for (const { brokerIds } of plan) {
        expect(new Set(brokerIds).size).toBe(replicationFactor);
      }
      const held = ids.map((id) => plan.filter(({ brokerIds }) => brokerIds.includes(id)).length);
      expect(new Set(held)).toEqual(new Set([replicationFactor]));
    }),
  );
});
