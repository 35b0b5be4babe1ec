import { historyCut } from '../../../../scripts/plan-review/rules/history-cut';
import { judge, severityOf } from '../../../support/judge-plan';

it.each<[string, object, object | null, 'danger' | 'care' | undefined]>([
  ['aws_cloudwatch_log_group', { retention_in_days: 30 }, { retention_in_days: 7 }, 'danger'],
  ['aws_cloudwatch_log_group', { retention_in_days: 0 }, { retention_in_days: 7 }, 'danger'],
  ['aws_cloudwatch_log_group', { retention_in_days: 7 }, { retention_in_days: 0 }, undefined],
  ['aws_kinesis_stream', { retention_period: 168 }, { retention_period: 24 }, 'danger'],
  ['aws_kinesis_stream', { retention_period: 24 }, { retention_period: 168 }, undefined],
  ['aws_sqs_queue', { message_retention_seconds: 9 }, { message_retention_seconds: 1 }, 'danger'],
  [
    'google_pubsub_topic',
    { message_retention_duration: '604800s' },
    { message_retention_duration: '3600s' },
    'danger',
  ],
  [
    'azurerm_log_analytics_workspace',
    { retention_in_days: 90 },
    { retention_in_days: 30 },
    'danger',
  ],
  ['aws_dynamodb_table', { ttl: [{ enabled: false }] }, { ttl: [{ enabled: true }] }, 'danger'],
  [
    'aws_dynamodb_table',
    { point_in_time_recovery: [{ enabled: true }] },
    { point_in_time_recovery: [{ enabled: false }] },
    'danger',
  ],
  ['aws_db_instance', { backup_retention_period: 30 }, { backup_retention_period: 0 }, 'danger'],
  ['aws_db_instance', { backup_retention_period: 7 }, { backup_retention_period: 30 }, undefined],
  [
    'aws_elasticache_replication_group',
    { snapshot_retention_limit: 7 },
    { snapshot_retention_limit: 0 },
    'danger',
  ],
  [
    'aws_backup_plan',
    { rule: [{ lifecycle: [{ delete_after: 90 }] }] },
    { rule: [{ lifecycle: [{ delete_after: 7 }] }] },
    'danger',
  ],
  ['hcloud_server', { backups: true }, { backups: false }, 'danger'],
  [
    'google_storage_bucket',
    { versioning: [{ enabled: true }] },
    { versioning: [{ enabled: false }] },
    'danger',
  ],
  [
    'google_storage_bucket',
    { lifecycle_rule: [] },
    { lifecycle_rule: [{ action: [{ type: 'Delete' }], condition: [{ age: 1 }] }] },
    'danger',
  ],
  [
    'google_storage_bucket',
    { lifecycle_rule: [] },
    { lifecycle_rule: [{ action: [{ type: 'SetStorageClass' }] }] },
    undefined,
  ],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  const resource = { address: `${type}.a`, before, after };
  expect(severityOf(historyCut, [resource as never])).toBe(expected);
});

const status = (text: string) => ({ bucket: 'b', versioning_configuration: [{ status: text }] });

it.each([
  [status('Enabled'), status('Enabled'), undefined],
  [status('Enabled'), status('Suspended'), 'danger'],
  [status('Enabled'), null, 'danger'],
  [status('Suspended'), status('Enabled'), undefined],
  [null, status('Suspended'), undefined],
])('judges versioning that goes from %j to %j', (before, after, expected) => {
  const resource = { address: 'aws_s3_bucket_versioning.a', before, after };
  expect(severityOf(historyCut, [resource])).toBe(expected);
});

it('says that what is deleted by it can’t be had back', () => {
  const group = {
    address: 'aws_cloudwatch_log_group.logs',
    before: { retention_in_days: null },
    after: { retention_in_days: 7 },
  };
  expect(judge(historyCut, [group])).toMatchObject([
    {
      isFinal: true,
      what: 'Keeps data for less time in aws_cloudwatch_log_group.logs: retention_in_days none → 7.',
    },
  ]);
});
