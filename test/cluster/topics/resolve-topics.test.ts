import { resolveSpec } from '../../../cluster/resolve-spec';
import type { TopicSpec } from '../../../cluster/topics/topic-spec';
import { validSpec } from '../../support/spec-builder';
import type { KafkaClusterSpec } from '../../../cluster/index';

const resolved = (topic: Omit<TopicSpec, 'name'>, spec: Partial<KafkaClusterSpec> = {}) =>
  resolveSpec(validSpec({ topics: [{ name: 'a', ...topic }], ...spec })).topics[0]!;

it('takes what a topic leaves open from the cluster, and sets nothing for itself', () => {
  expect(resolved({})).toEqual({
    ...{ name: 'a', partitions: 6, replicationFactor: 3, minInsyncReplicas: 2 },
    ...{ retention: { hours: 72, bytesPerPartition: undefined }, config: {} },
  });
});

it('sets what the topic says, also where it is the default: that may change one day', () => {
  expect(resolved({ minInsyncReplicas: 2, retention: { hours: 72 } }).config).toEqual({
    'min.insync.replicas': '2',
    'retention.ms': '259200000',
  });
});

it.each([
  [1, 1],
  [2, 1],
  [3, 2],
])('of %i replicas, wants %i in sync', (replicationFactor, minimum) => {
  expect(resolved({ replicationFactor }).minInsyncReplicas).toBe(minimum);
});

it('sets a minimum that is not that of the brokers', () => {
  expect(resolved({ replicationFactor: 1 }).config).toEqual({ 'min.insync.replicas': '1' });
});

it.each([
  [6, '21600000'],
  [24, undefined],
  [100, undefined],
])('kept for %i hours, has its segments closed after %s ms', (hours, segmentMs) => {
  expect(resolved({ retention: { hours } }).config['segment.ms']).toBe(segmentMs);
});

it('lets the topic say when its segments are closed', () => {
  const topic = resolved({ retention: { hours: 1 }, config: { 'segment.ms': 600_000 } });
  expect(topic.config['segment.ms']).toBe('600000');
});

it('writes lists and switches as Kafka does, in the order of their keys', () => {
  const { config } = resolved({
    config: { preallocate: true, 'cleanup.policy': ['compact', 'delete'] },
    retention: { bytesPerPartition: 2_000_000 },
  });
  expect(Object.entries(config)).toEqual([
    ['cleanup.policy', 'compact,delete'],
    ['preallocate', 'true'],
    ['retention.bytes', '2000000'],
  ]);
});
