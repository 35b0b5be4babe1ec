import {
  findInternalTopics,
  judgeInternalTopics,
} from '../../../../scripts/health/cluster/judge-internal-topics';
import { topicOf } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const partitions = (...replicas: readonly number[]) =>
  replicas.map((count) => ({ replicaNodes: [1, 2, 3, 4].slice(0, count) }));
const judged = (name: string, ...replicas: readonly number[]) => ({
  topology,
  state: { topics: [topicOf(name, partitions(...replicas))] },
});
const judge = (...replicas: readonly number[]) =>
  judgeInternalTopics(judged('__consumer_offsets', ...replicas)).map(
    ({ rule, value }) => `${rule}, got ${String(value)}`,
  );

test.each<[string, readonly number[], readonly string[]]>([
  ['as many replicas as asked for', [3, 3], []],
  ['more than asked for', [3, 4], []],
  ['fewer', [3, 2, 1], ['have 3 replicas of each partition, got 2 of 3 partitions with 1']],
])('%s', (_, replicas, problems) => {
  expect(judge(...replicas)).toEqual(problems);
});

test('a topic that nobody has needed yet may be missing', () => {
  expect(judgeInternalTopics({ topology, state: { topics: [] } })).toEqual([]);
});

test('each topic is held to its own setting', () => {
  const own = productionTopology({
    brokerSettings: { 'transaction.state.log.replication.factor': 2 },
  });
  const found = findInternalTopics({ ...judged('__transaction_state', 2), topology: own });
  expect(found).toEqual([
    { name: '__consumer_offsets', replicas: [], expected: 3 },
    { name: '__transaction_state', replicas: [2], expected: 2 },
  ]);
});

test("a user's topic is none of Kafka's own", () => {
  expect(judgeInternalTopics(judged('events', 1))).toEqual([]);
});
