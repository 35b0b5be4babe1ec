import { changes, deletes, keeps, makes, moves, replaces } from './changes';
import type { Promises } from './promise';
import { ALARM, arn, bucket, dataVolume, hostFile, instance, policy, topic } from './standing';

const ALONE = 'it stands alone';

const DASHBOARD = {
  id: 'kafka',
  dashboard_name: 'kafka',
  dashboard_arn: arn('cloudwatch', 'dashboard/kafka'),
  dashboard_body: '{"widgets":[]}',
};

/** What is made and stands alone, what grows, and what only shows or tells: all of it is safe. */
export const additions: Promises = [
  [
    'makes a pair of keys for SSH',
    'safe',
    ALONE,
    [makes('tls_private_key.ops', { algorithm: 'ED25519', rsa_bits: 2048 })],
  ],
  [
    'makes an instance that joins nothing',
    'safe',
    ALONE,
    [makes('aws_instance.bastion', instance(9, { id: undefined, arn: undefined }))],
  ],
  ['makes a bucket', 'safe', ALONE, [makes('aws_s3_bucket.exports', { bucket: 'acme-exports' })]],
  [
    'makes a table',
    'safe',
    ALONE,
    [
      makes('aws_dynamodb_table.locks', {
        name: 'locks',
        hash_key: 'id',
        billing_mode: 'PAY_PER_REQUEST',
      }),
    ],
  ],
  [
    'makes a database',
    'safe',
    ALONE,
    [
      makes('aws_db_instance.reports', {
        identifier: 'reports',
        engine: 'postgres',
        publicly_accessible: false,
        storage_encrypted: true,
        skip_final_snapshot: false,
      }),
    ],
  ],
  [
    'makes a group of logs',
    'safe',
    ALONE,
    [makes('aws_cloudwatch_log_group.reports', { name: '/reports', retention_in_days: 30 })],
  ],
  [
    'makes an alarm',
    'safe',
    'more is watched than before',
    [makes('aws_cloudwatch_metric_alarm.disk', ALARM)],
  ],
  [
    'makes a dashboard',
    'safe',
    'it only shows',
    [makes('aws_cloudwatch_dashboard.kafka', DASHBOARD)],
  ],
  [
    'draws a dashboard otherwise',
    'safe',
    'it only shows',
    [changes('aws_cloudwatch_dashboard.kafka', DASHBOARD, { dashboard_body: '{"widgets":[{}]}' })],
  ],
  [
    'draws a dashboard of Grafana otherwise',
    'safe',
    'it only shows',
    [
      changes(
        'grafana_dashboard.kafka',
        { id: '1', config_json: '{"panels":[]}', folder: 'kafka', uid: 'k' },
        { config_json: '{"panels":[{}]}' },
      ),
    ],
  ],
  [
    'draws a dashboard of Datadog otherwise',
    'safe',
    'it only shows',
    [
      changes(
        'datadog_dashboard_json.kafka',
        { id: '1', dashboard: '{}' },
        { dashboard: '{"title":"Kafka"}' },
      ),
    ],
  ],
  [
    'deletes a dashboard',
    'safe',
    'it only shows',
    [deletes('aws_cloudwatch_dashboard.old', DASHBOARD)],
  ],
  [
    'makes an alarm on what it costs',
    'safe',
    'it only tells',
    [
      makes('aws_budgets_budget.kafka', {
        name: 'kafka',
        budget_type: 'COST',
        limit_amount: '1000',
        time_unit: 'MONTHLY',
      }),
    ],
  ],
  [
    'bounds the budget otherwise',
    'safe',
    'it only tells',
    [
      changes(
        'aws_budgets_budget.kafka',
        { id: 'b', name: 'kafka', budget_type: 'COST', limit_amount: '1000' },
        { limit_amount: '1500' },
      ),
    ],
  ],
  ['makes a topic for messages', 'safe', ALONE, [makes('aws_sns_topic.ops', { name: 'ops' })]],
  [
    'tells one more person of alarms',
    'safe',
    'more people are told than before',
    [
      makes('aws_sns_topic_subscription.mail', {
        topic_arn: arn('sns', 'ops'),
        protocol: 'email',
        endpoint: 'ops@acme.example',
      }),
    ],
  ],
  [
    'makes a queue',
    'safe',
    ALONE,
    [makes('aws_sqs_queue.jobs', { name: 'jobs', visibility_timeout_seconds: 30 })],
  ],
  [
    'makes a topic of Kafka',
    'safe',
    ALONE,
    [makes('kafka_topic.invoices', topic({ id: undefined, name: 'invoices' }))],
  ],
  [
    'makes a topic of Confluent',
    'safe',
    ALONE,
    [
      makes('confluent_kafka_topic.invoices', {
        topic_name: 'invoices',
        partitions_count: 6,
        config: {},
      }),
    ],
  ],
  [
    'makes a key',
    'safe',
    ALONE,
    [makes('aws_kms_key.reports', { description: 'reports', enable_key_rotation: true })],
  ],
  [
    'makes a role that only EC2 may take',
    'safe',
    ALONE,
    [
      makes('aws_iam_role.reports', {
        name: 'reports',
        assume_role_policy: policy({
          Action: 'sts:AssumeRole',
          Principal: { Service: 'ec2.amazonaws.com' },
        }),
      }),
    ],
  ],
  [
    'makes a security group that lets nobody in',
    'safe',
    ALONE,
    [
      makes('aws_security_group.reports', {
        name: 'reports',
        ingress: [],
        egress: [],
        vpc_id: 'vpc-1',
      }),
    ],
  ],
  [
    'makes a name for a new host',
    'safe',
    'nobody knows it yet',
    [
      makes('aws_route53_record.bastion', {
        name: 'bastion.acme.internal',
        type: 'A',
        ttl: 60,
        records: ['10.0.9.10'],
        zone_id: 'Z1',
      }),
    ],
  ],
  [
    'makes a network of its own',
    'safe',
    ALONE,
    [
      makes('aws_vpc.lab', { cidr_block: '10.9.0.0/16' }),
      makes('aws_subnet.lab', {
        cidr_block: '10.9.1.0/24',
        vpc_id: 'vpc-9',
        map_public_ip_on_launch: false,
      }),
    ],
  ],
  [
    'makes a namespace',
    'safe',
    ALONE,
    [makes('kubernetes_namespace.reports', { metadata: [{ name: 'reports' }] })],
  ],
  [
    'makes a disk of Google Cloud',
    'safe',
    ALONE,
    [makes('google_compute_disk.reports', { name: 'reports', size: 10, type: 'pd-balanced' })],
  ],
  [
    'makes a disk of Azure',
    'safe',
    ALONE,
    [
      makes('azurerm_managed_disk.reports', {
        name: 'reports',
        disk_size_gb: 16,
        storage_account_type: 'Premium_LRS',
      }),
    ],
  ],
  [
    'makes a repository of images',
    'safe',
    ALONE,
    [makes('aws_ecr_repository.reports', { name: 'reports', image_tag_mutability: 'IMMUTABLE' })],
  ],
  [
    'makes a repository of code',
    'safe',
    ALONE,
    [makes('github_repository.docs', { name: 'docs', visibility: 'private' })],
  ],
  [
    'moves a bucket into a module',
    'safe',
    'only its address in the state is another',
    [moves('aws_s3_bucket.tiered', 'module.storage.aws_s3_bucket.tiered', bucket())],
  ],
  [
    'moves a volume from a number to a name',
    'safe',
    'only its address in the state is another',
    [moves('aws_ebs_volume.data[0]', 'aws_ebs_volume.data["kafka-1"]', dataVolume())],
  ],
  [
    'makes a volume larger',
    'safe',
    'it grows while it is in use, and keeps what is on it',
    [changes('aws_ebs_volume.data', dataVolume(), { size: 501 })],
  ],
  [
    'starts to keep the versions of objects',
    'safe',
    'more is kept than before',
    [
      changes(
        'aws_s3_bucket_versioning.tiered',
        { id: 't', bucket: 't', versioning_configuration: [{ status: 'Suspended' }] },
        { versioning_configuration: [{ status: 'Enabled' }] },
      ),
    ],
  ],
  [
    'guards a broker against termination',
    'safe',
    'it is guarded better than before',
    [
      changes('aws_instance.kafka[0]', instance(1, { disable_api_termination: false }), {
        disable_api_termination: true,
      }),
    ],
  ],
  [
    'keeps logs longer',
    'safe',
    'more is kept than before',
    [
      changes(
        'aws_cloudwatch_log_group.broker',
        { id: 'b', name: '/kafka', retention_in_days: 30 },
        { retention_in_days: 90 },
      ),
    ],
  ],
  [
    'turns a switch of the public-access block on',
    'safe',
    'it is guarded better than before',
    [
      changes(
        'aws_s3_bucket_public_access_block.t',
        {
          id: 't',
          bucket: 't',
          block_public_acls: true,
          block_public_policy: false,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
        { block_public_policy: true },
      ),
    ],
  ],
  [
    'changes a page that hosts don’t read',
    'safe',
    'it is for readers',
    [
      changes('aws_s3_object.readme', hostFile('docs/README.md', '# Kafka\n'), {
        content: '# Kafka at ACME\n',
      }),
    ],
  ],
  [
    'writes a local file',
    'safe',
    ALONE,
    [makes('local_file.inventory', { filename: 'inventory.ini', content: '[kafka]\n10.0.1.10\n' })],
  ],
  [
    'writes another date into a local file',
    'safe',
    'no broker reads it',
    [
      replaces(
        'local_file.notes',
        { id: 'a', filename: 'notes.txt', content: '2025-01-01\n' },
        { content: '2025-01-02\n' },
      ),
    ],
  ],
  [
    'learns a computed attribute anew',
    'safe',
    'the provider only tells it',
    [
      changes(
        'aws_ebs_volume.data',
        dataVolume(),
        { arn: undefined },
        { afterUnknown: { arn: true } },
      ),
    ],
  ],
  [
    'leaves everything as it is',
    'safe',
    'there is nothing to do',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      keeps('aws_ebs_volume.data', dataVolume()),
      keeps('aws_s3_bucket.tiered', bucket()),
    ],
  ],
  [
    'sets its own time limits',
    'safe',
    'only terraform waits longer',
    [
      changes('aws_ebs_volume.data', dataVolume(), {
        timeouts: { create: '20m', delete: null, update: null },
      }),
    ],
  ],
];
