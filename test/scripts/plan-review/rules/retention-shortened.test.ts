import { retentionShortened } from '../../../../scripts/plan-review/rules/retention-shortened';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';

it.each([
  ['log.retention.ms=1000', 'log.retention.ms=999', 'danger'],
  ['log.retention.ms=1000', 'log.retention.ms=1001', undefined],
  ['log.retention.ms=-1', 'log.retention.ms=1000', 'danger'],
  ['log.retention.ms=1000', 'log.retention.ms=-1', undefined],
  ['', 'log.retention.hours=167', 'danger'],
  ['', 'log.retention.hours=169', undefined],
  ['log.retention.hours=200', '', 'danger'],
  ['log.retention.minutes=10080', 'log.retention.minutes=60', 'danger'],
  ['log.retention.minutes=60', 'log.retention.minutes=10080', undefined],
  ['', 'log.retention.ms=1000', 'danger'],
  ['', 'log.retention.ms=-1', undefined],
  ['log.retention.ms=-1', '', 'danger'],
  ['', 'log.retention.bytes=1000', 'danger'],
  ['log.cleanup.policy=compact', 'log.cleanup.policy=compact,delete', 'danger'],
  ['log.cleanup.policy=delete', 'log.cleanup.policy=compact', 'danger'],
  ['log.cleanup.policy=compact,delete', 'log.cleanup.policy=delete', undefined],
  ['offsets.retention.minutes=10080', 'offsets.retention.minutes=60', 'danger'],
  ['log.local.retention.ms=1000', 'log.local.retention.ms=999', 'danger'],
  ['log.local.retention.bytes=1000', 'log.local.retention.bytes=999', 'danger'],
])('judges %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({
    settings: () => [`${SETTINGS}${before}\n`, `${SETTINGS}${after}\n`],
  });
  expect(severityOf(retentionShortened, cluster)).toBe(expected);
});

const topic = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  severityOf(retentionShortened, [{ address: 'kafka_topic.orders', before, after }]);
const config = (setting: Record<string, string>) => ({ name: 'orders', config: setting });

it.each([
  [{ 'retention.ms': '604800000' }, { 'retention.ms': '1000' }, 'danger'],
  [{ 'retention.ms': '1000' }, { 'retention.ms': '604800000' }, undefined],
  [{ 'retention.ms': '-1' }, {}, 'danger'],
  [{}, { 'retention.bytes': '1000' }, 'danger'],
  [{ 'cleanup.policy': 'compact' }, { 'cleanup.policy': 'delete' }, 'danger'],
  [{ 'cleanup.policy': 'delete' }, { 'cleanup.policy': 'compact' }, 'danger'],
  [{ 'cleanup.policy': 'compact,delete' }, { 'cleanup.policy': 'delete' }, undefined],
  [{ 'remote.storage.enable': 'true' }, { 'remote.storage.enable': 'false' }, 'danger'],
  [{ 'local.retention.ms': '2000' }, { 'local.retention.ms': '1000' }, 'danger'],
])('judges a topic’s %j → %j', (before, after, expected) => {
  expect(topic(config(before), config(after))).toBe(expected);
});

it.each([
  [
    'confluent_kafka_topic.a',
    { config: { 'retention.ms': '9' } },
    { config: { 'retention.ms': '8' } },
  ],
  ['aiven_kafka_topic.a', { config: [{ retention_ms: '9' }] }, { config: [{ retention_ms: '8' }] }],
  ['ovh_cloud_project_database_kafka_topic.a', { retention_hours: 9 }, { retention_hours: 8 }],
  [
    'redpanda_topic.a',
    { configuration: { 'retention.ms': '9' } },
    { configuration: { 'retention.ms': '8' } },
  ],
  ['upstash_kafka_topic.a', { retention_time: 9 }, { retention_time: 8 }],
  [
    'digitalocean_database_kafka_topic.a',
    { config: [{ retention_ms: '9' }] },
    { config: [{ retention_ms: '8' }] },
  ],
  ['azurerm_eventhub.a', { message_retention: 7 }, { message_retention: 1 }],
  [
    'aws_msk_configuration.a',
    { server_properties: 'log.retention.ms=9\n' },
    { server_properties: 'log.retention.ms=8\n' },
  ],
  [
    'aiven_kafka.a',
    { kafka_user_config: [{ kafka: [{ log_retention_ms: 9 }] }] },
    { kafka_user_config: [{ kafka: [{ log_retention_ms: 8 }] }] },
  ],
  ['kubectl_manifest.a', { yaml_body: strimzi(9) }, { yaml_body: strimzi(8) }],
  [
    'kubernetes_config_map_v1.a',
    { data: { 'server.properties': 'log.retention.ms=9' } },
    { data: { 'server.properties': 'log.retention.ms=8' } },
  ],
  [
    'helm_release.a',
    { values: ['extraConfig: |\n  log.retention.ms=9\n'] },
    { values: ['extraConfig: |\n  log.retention.ms=8\n'] },
  ],
  [
    'docker_container.a',
    { env: ['KAFKA_LOG_RETENTION_MS=9'] },
    { env: ['KAFKA_LOG_RETENTION_MS=8'] },
  ],
])('judges what %s keeps', (address, before, after) => {
  expect(severityOf(retentionShortened, [{ address, before, after }])).toBe('danger');
});

function strimzi(ms: number): string {
  return `kind: KafkaTopic\nmetadata: {name: orders}\nspec:\n  config:\n    retention.ms: ${ms}\n`;
}
