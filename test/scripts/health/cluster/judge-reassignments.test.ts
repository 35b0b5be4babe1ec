import { judgeReassignments } from '../../../../scripts/health/cluster/judge-reassignments';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();

test.each<[number, string | undefined]>([
  [0, undefined],
  [1, '1 being moved (events-0)'],
  [5, '5 being moved (events-0, events-1, events-2, events-3, events-4)'],
  [6, '6 being moved (events-0, events-1, events-2, events-3, events-4, …)'],
])('%i partitions whose replicas are being moved', (count, value) => {
  const reassignments = Array.from({ length: count }, (_, index) => `events-${index}`);
  expect(judgeReassignments({ topology, state: { reassignments, throttled: [] } })[0]?.value).toBe(
    value,
  );
});

it('says that they are slowed by a throttle', () => {
  const state = { reassignments: ['events-0'], throttled: ['broker 1'] };
  expect(judgeReassignments({ topology, state })[0]?.value).toBe(
    '1 being moved, throttled (events-0)',
  );
});
