import { followedPartitions, replicasPerBroker } from '../../cluster/replicas';
import type { KafkaClusterSpec } from '../../cluster/index';
import { resolved } from '../support/capacity-plans';

function spec(brokers: number, partitions: number, replicationFactor: number) {
  return resolved({
    brokers,
    workload: { ingestMBPerSecond: 1, consumers: 1, partitions },
    topicDefaults: { replicationFactor, minInsyncReplicas: 1 },
  });
}

describe('replicas on the broker that has most', () => {
  it.each([
    [3, 300, 3, 300],
    [3, 300, 2, 200],
    [6, 300, 3, 150],
    [3, 1, 2, 1],
    [3, 100, 2, 67],
  ])('of %d, with %d partitions %d times replicated, are %d', (brokers, partitions, rf, count) => {
    expect(replicasPerBroker(spec(brokers, partitions, rf))).toBe(count);
  });
});

describe('partitions that a broker follows on each other one', () => {
  it.each<[string, Parameters<typeof spec>, number]>([
    ['three brokers hold all of all partitions, and of the 50 for offsets', [3, 300, 3], 117],
    ['with two replicas each, half as many besides those for offsets', [3, 300, 2], 67],
    ['with one replica, those for offsets alone', [3, 300, 1], 17],
    ['six brokers share them, each with five others', [6, 300, 3], 24],
    ['thirty have few of even thousands', [30, 6_000, 3], 14],
    ['two have one replica for offsets each at most', [2, 100, 2], 75],
    ['a single broker has none', [1, 300, 1], 0],
  ])('%s', (_, cluster, expected) => {
    expect(followedPartitions(spec(...cluster))).toBe(expected);
  });

  it.each<[string, NonNullable<KafkaClusterSpec['brokerSettings']>, number]>([
    ['fewer of them', { 'offsets.topic.num.partitions': 3 }, 101],
    ['one replica of each', { 'offsets.topic.replication.factor': 1 }, 100],
  ])(
    'go by what the spec says of the partitions for offsets: %s',
    (_, brokerSettings, expected) => {
      expect(followedPartitions({ ...spec(3, 300, 3), brokerSettings })).toBe(expected);
    },
  );
});
