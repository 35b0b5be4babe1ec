import {
  isTopicType,
  topicSettings,
} from '../../../../../scripts/plan-review/facts/kafka/topic-settings';

it.each([
  ...['kafka_topic', 'confluent_kafka_topic', 'aiven_kafka_topic', 'upstash_kafka_topic'],
  ...[
    'ovh_cloud_project_database_kafka_topic',
    'digitalocean_database_kafka_topic',
    'redpanda_topic',
  ],
  ...['google_managed_kafka_topic', 'yandex_mdb_kafka_topic', 'alicloud_alikafka_topic'],
  ...['tencentcloud_ckafka_topic', 'azurerm_eventhub', 'kubernetes_kafka_topic', 'kafka_topic_v2'],
])('knows %s for a topic', (type) => {
  expect(isTopicType(type)).toBe(true);
});

it.each(['aws_sns_topic', 'google_pubsub_topic', 'azurerm_servicebus_topic', 'kafka_acl'])(
  'takes %s for none',
  (type) => {
    expect(isTopicType(type)).toBe(false);
  },
);

it.each([
  [
    { name: 't', partitions: 3, config: { 'retention.ms': '1000' } },
    'partitions=3 retention.ms=1000',
  ],
  [
    { topic_name: 't', config: [{ retention_ms: '1000' }], replication: 2 },
    'retention.ms=1000 replication.factor=2',
  ],
  [
    { name: 't', retention_hours: 2, min_insync_replicas: 1 },
    'retention.ms=7200000 min.insync.replicas=1',
  ],
  [{ name: 't', message_retention: 7 }, 'retention.ms=604800000'],
  [
    { name: 't', retention_time: 1000, cleanup_policy: 'compact' },
    'retention.ms=1000 cleanup.policy=compact',
  ],
  [
    { name: 't', topic_config: [{ cleanup_policy: 'CLEANUP_POLICY_COMPACT_AND_DELETE' }] },
    'cleanup.policy=compact,delete',
  ],
  [{ name: 't', configuration: { 'cleanup.policy': null }, partition_count: 4 }, 'partitions=4'],
])('reads %j in Kafka’s own words', (values, settings) => {
  const read = topicSettings(values);
  expect(read.name).toBe('t');
  expect([...read.settings].map(([key, value]) => `${key}=${value}`).join(' ')).toBe(settings);
});
