import { judgeSmokeTopic } from '../../../../scripts/smoke/checks/smoke-topic';
import { planAssignments } from '../../../../scripts/smoke/topic/create-smoke-topic';
import { productionTopology } from '../../../support/production-topology';

const plan = planAssignments(productionTopology());
const partition = (partitionIndex: number, leaderId: number, isrNodes: number[]) => ({
  ...{ partitionIndex, leaderId, isrNodes, replicaNodes: [1, 2, 3] },
  ...{ errorCode: 0, leaderEpoch: 0, offlineReplicas: [] },
});
const judge = (...found: Parameters<typeof judgeSmokeTopic>[1]) =>
  judgeSmokeTopic(plan, found).map(
    ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
  );
const OF_TOPIC = 'of the smoke topic';

test('every broker leads, all replicas in sync: nothing to say', () => {
  expect(
    judge(partition(2, 3, [1, 2, 3]), partition(0, 1, [3, 2, 1]), partition(1, 2, [2, 3, 1])),
  ).toEqual([]);
});

test.each([
  [
    'another broker leads',
    [partition(0, 1, [1, 2, 3]), partition(1, 1, [1, 2, 3]), partition(2, 3, [1, 2, 3])],
    [`Partition 1 ${OF_TOPIC}: be led by broker 2, got 1`],
  ],
  [
    'a replica is missing',
    [partition(0, 1, [1, 2]), partition(1, 2, [1, 2, 3]), partition(2, 3, [1, 2, 3])],
    [`Partition 0 ${OF_TOPIC}: have 3 replicas in sync, got brokers 1, 2`],
  ],
  [
    'a partition is not there',
    [partition(0, 1, [1, 2, 3]), partition(1, 2, [1, 2, 3])],
    [
      `Partition 2 ${OF_TOPIC}: be led by broker 3, got undefined`,
      `Partition 2 ${OF_TOPIC}: have 3 replicas in sync, got none`,
    ],
  ],
])('%s', (_, found, problems) => {
  expect(judge(...found)).toEqual(problems);
});
