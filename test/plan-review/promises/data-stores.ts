import { changes, deletes, forgets, keeps, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn, bucket, publicAccessBlock, tagged } from './standing';

const DATABASE = {
  ...{ id: 'db-1', identifier: 'registry', engine: 'postgres', engine_version: '15.4' },
  ...{ instance_class: 'db.r6g.large', allocated_storage: 100, storage_encrypted: true },
  ...{ deletion_protection: true, skip_final_snapshot: false, backup_retention_period: 14 },
  ...{ final_snapshot_identifier: 'registry-final', multi_az: true, publicly_accessible: false },
  ...{ apply_immediately: false, storage_type: 'gp3', db_subnet_group_name: 'private' },
};
const TABLE = {
  ...{ id: 'offsets', arn: arn('dynamodb', 'table/offsets'), name: 'offsets', hash_key: 'group' },
  ...{ billing_mode: 'PAY_PER_REQUEST', deletion_protection_enabled: true, range_key: null },
  point_in_time_recovery: [{ enabled: true }],
  ttl: [{ enabled: false, attribute_name: '' }],
  ...tagged('offsets'),
};
const LOG_GROUP = {
  ...{ id: '/kafka/broker', arn: arn('logs', 'log-group:/kafka/broker'), name: '/kafka/broker' },
  ...{ retention_in_days: 365, kms_key_id: '', skip_destroy: false, log_group_class: 'STANDARD' },
};
const FILE_SYSTEM = {
  ...{ id: 'fs-0a1b2c3d', encrypted: true, performance_mode: 'generalPurpose' },
  ...{ throughput_mode: 'elastic', lifecycle_policy: [], creation_token: 'kafka' },
};
const VERSIONING = {
  ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered', expected_bucket_owner: '' },
  versioning_configuration: [{ status: 'Enabled', mfa_delete: '' }],
};
const LIFECYCLE = {
  ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered', expected_bucket_owner: '' },
  rule: [
    {
      ...{ id: 'multipart', status: 'Enabled', filter: [{ prefix: '' }], expiration: [] },
      ...{ abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }], transition: [] },
      noncurrent_version_expiration: [{ noncurrent_days: 90 }],
    },
  ],
};
const GOOGLE_BUCKET = {
  ...{ id: 'acme-kafka', name: 'acme-kafka', location: 'EU', force_destroy: false },
  ...{ storage_class: 'STANDARD', uniform_bucket_level_access: true },
  ...{ versioning: [{ enabled: true }], public_access_prevention: 'enforced' },
  retention_policy: [{ is_locked: false, retention_period: 2592000 }],
  soft_delete_policy: [{ retention_duration_seconds: 604800 }],
};
const SECRET = {
  ...{ id: arn('secretsmanager', 'secret:kafka'), name: 'kafka', recovery_window_in_days: 30 },
  ...{ kms_key_id: '', force_overwrite_replica_secret: false },
};

/** Databases, buckets and whatever else keeps data, with the guards in front of it. */
export const dataStores: Promises = [
  [
    'deletes a database without a last snapshot',
    'lost',
    'nothing of it is kept',
    [
      deletes('aws_db_instance.registry', {
        ...DATABASE,
        ...{ deletion_protection: false, skip_final_snapshot: true },
      }),
    ],
  ],
  [
    'replaces a database for another subnet group',
    'danger',
    'the new one is empty',
    [replaces('aws_db_instance.registry', DATABASE, { db_subnet_group_name: 'data' })],
  ],
  [
    'turns the guard against deletion of a database off',
    'care',
    'nothing goes now; nothing stops the next one any more',
    [changes('aws_db_instance.registry', DATABASE, { deletion_protection: false })],
  ],
  [
    'says that a database needs no last snapshot',
    'care',
    'nothing goes now; the next deletion is for good',
    [changes('aws_db_instance.registry', DATABASE, { skip_final_snapshot: true })],
  ],
  [
    'turns the backups of a database off',
    'danger',
    'at 0 days RDS deletes all automated backups at once',
    [changes('aws_db_instance.registry', DATABASE, { backup_retention_period: 0 })],
  ],
  [
    'keeps the backups of a database 1 day in place of 14',
    'danger',
    'the older ones are deleted',
    [changes('aws_db_instance.registry', DATABASE, { backup_retention_period: 1 })],
  ],
  [
    'keeps the backups of a database longer',
    'safe',
    'more is kept than before',
    [changes('aws_db_instance.registry', DATABASE, { backup_retention_period: 35 })],
  ],
  [
    'takes a database to the next major version',
    'care',
    'there is no way back but a restore',
    [changes('aws_db_instance.registry', DATABASE, { engine_version: '16.1' })],
  ],
  [
    'makes a database reachable from the internet',
    'danger',
    'a public address and one wide group are enough',
    [changes('aws_db_instance.registry', DATABASE, { publicly_accessible: true })],
  ],
  [
    'gives a database more storage',
    'safe',
    'RDS grows it while it runs',
    [changes('aws_db_instance.registry', DATABASE, { allocated_storage: 200 })],
  ],
  [
    'deletes an Aurora cluster',
    'lost',
    'its volume goes with it',
    [
      deletes('aws_rds_cluster.registry', {
        ...{ id: 'registry', cluster_identifier: 'registry', engine: 'aurora-postgresql' },
        ...{ skip_final_snapshot: true, deletion_protection: false, backup_retention_period: 7 },
      }),
    ],
  ],
  [
    'replaces a table of DynamoDB for another key',
    'lost',
    'the new one is empty',
    [replaces('aws_dynamodb_table.offsets', TABLE, { hash_key: 'id' })],
  ],
  [
    'turns point-in-time recovery of a table off',
    'danger',
    'the whole history that it could be restored from is deleted',
    [
      changes('aws_dynamodb_table.offsets', TABLE, {
        point_in_time_recovery: [{ enabled: false }],
      }),
    ],
  ],
  [
    'lets rows of a table expire',
    'danger',
    'rows whose time has passed are deleted',
    [
      changes('aws_dynamodb_table.offsets', TABLE, {
        ttl: [{ enabled: true, attribute_name: 'updated' }],
      }),
    ],
  ],
  [
    'keeps the logs of brokers 7 days in place of 365',
    'danger',
    'CloudWatch deletes what is older',
    [changes('aws_cloudwatch_log_group.broker', LOG_GROUP, { retention_in_days: 7 })],
  ],
  [
    'keeps logs that were kept for ever 30 days',
    'danger',
    '0 stands for ever: whatever is older than 30 days is deleted',
    [
      changes(
        'aws_cloudwatch_log_group.broker',
        { ...LOG_GROUP, retention_in_days: 0 },
        { retention_in_days: 30 },
      ),
    ],
  ],
  [
    'keeps logs for ever that were kept for a year',
    'safe',
    '0 stands for ever: more is kept than before',
    [changes('aws_cloudwatch_log_group.broker', LOG_GROUP, { retention_in_days: 0 })],
  ],
  [
    'deletes a file system',
    'lost',
    'nothing of it is kept',
    [deletes('aws_efs_file_system.shared', FILE_SYSTEM)],
  ],
  [
    'deletes a bucket with all that is in it',
    'lost',
    'force_destroy empties it first',
    [deletes('aws_s3_bucket.tiered', bucket({ force_destroy: true }))],
  ],
  [
    'renames a bucket',
    'danger',
    'the new one is empty, and the old one goes',
    [replaces('aws_s3_bucket.tiered', bucket(), { bucket: 'acme-kafka-tiered-2' })],
  ],
  [
    'lets a bucket be deleted with all that is in it',
    'care',
    'nothing goes now; nothing stops the next deletion any more',
    [changes('aws_s3_bucket.tiered', bucket(), { force_destroy: true })],
  ],
  [
    'stops keeping the versions of objects',
    'danger',
    'what is overwritten or deleted from now on is gone, and nobody notices until it is needed',
    [
      changes('aws_s3_bucket_versioning.tiered', VERSIONING, {
        versioning_configuration: [{ status: 'Suspended', mfa_delete: '' }],
      }),
    ],
  ],
  [
    'lets all objects of a bucket expire after 7 days',
    'danger',
    'S3 deletes what is older, within a day',
    [
      changes('aws_s3_bucket_lifecycle_configuration.tiered', LIFECYCLE, {
        rule: [{ ...LIFECYCLE.rule[0], expiration: [{ days: 7 }] }],
      }),
    ],
  ],
  [
    'deletes older versions after one day in place of 90',
    'danger',
    'the history by which a mistake is undone is deleted',
    [
      changes('aws_s3_bucket_lifecycle_configuration.tiered', LIFECYCLE, {
        rule: [{ ...LIFECYCLE.rule[0], noncurrent_version_expiration: [{ noncurrent_days: 1 }] }],
      }),
    ],
  ],
  [
    'takes the object lock of a bucket away',
    'care',
    'objects of tomorrow can be deleted by whoever may write',
    [
      deletes('aws_s3_bucket_object_lock_configuration.tiered', {
        ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered', object_lock_enabled: 'Enabled' },
        rule: [{ default_retention: [{ mode: 'COMPLIANCE', days: 30, years: 0 }] }],
      }),
    ],
  ],
  [
    'stops the copying of a bucket to another region',
    'care',
    'nothing is lost, but the second copy ends here',
    [
      deletes('aws_s3_bucket_replication_configuration.tiered', {
        ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered', role: 'arn:aws:iam::1:role/r' },
        rule: [{ id: 'all', status: 'Enabled' }],
      }),
    ],
  ],
  [
    'takes the public-access block of a bucket away',
    'danger',
    'one policy or ACL is then enough to show all to everyone',
    [
      keeps('aws_s3_bucket.tiered', bucket()),
      deletes('aws_s3_bucket_public_access_block.tiered', publicAccessBlock()),
    ],
  ],
  [
    'turns one switch of the public-access block off',
    'danger',
    'a public policy is let through',
    [
      changes('aws_s3_bucket_public_access_block.tiered', publicAccessBlock(), {
        block_public_policy: false,
      }),
    ],
  ],
  [
    'makes a bucket public by its ACL',
    'danger',
    'everyone can read what is in it',
    [
      changes(
        'aws_s3_bucket_acl.tiered',
        { id: 'acme-kafka-tiered,private', bucket: 'acme-kafka-tiered', acl: 'private' },
        { acl: 'public-read' },
      ),
    ],
  ],
  [
    'deletes a secret without a time to recover it',
    'lost',
    'with 0 days it is gone at once',
    [deletes('aws_secretsmanager_secret.kafka', { ...SECRET, recovery_window_in_days: 0 })],
  ],
  [
    'deletes a vault of backups',
    'lost',
    'backups are what is left when all else is gone',
    [
      deletes('aws_backup_vault.kafka', {
        ...{ id: 'kafka', name: 'kafka', force_destroy: true, recovery_points: 42 },
      }),
    ],
  ],
  [
    'keeps the recovery points of a backup plan 3 days in place of 35',
    'danger',
    'points of tomorrow go sooner than anyone looks for them',
    [
      changes(
        'aws_backup_plan.kafka',
        {
          ...{ id: 'bp', name: 'kafka' },
          rule: [
            {
              ...{ rule_name: 'daily', schedule: 'cron(0 3 * * ? *)', target_vault_name: 'kafka' },
              lifecycle: [{ delete_after: 35, cold_storage_after: 0 }],
            },
          ],
        },
        {
          rule: [
            {
              ...{ rule_name: 'daily', schedule: 'cron(0 3 * * ? *)', target_vault_name: 'kafka' },
              lifecycle: [{ delete_after: 3, cold_storage_after: 0 }],
            },
          ],
        },
      ),
    ],
  ],
  [
    'stops the snapshots that a policy takes each night',
    'care',
    'from now on nothing new is backed up',
    [
      changes(
        'aws_dlm_lifecycle_policy.kafka',
        { id: 'policy-0a', description: 'kafka data', state: 'ENABLED', policy_details: [] },
        { state: 'DISABLED' },
      ),
    ],
  ],
  [
    'cuts the retention of a stream of Kinesis',
    'danger',
    'records older than that are deleted',
    [
      changes(
        'aws_kinesis_stream.audit',
        { id: 's', name: 'audit', retention_period: 168, shard_count: 4, encryption_type: 'KMS' },
        { retention_period: 24 },
      ),
    ],
  ],
  [
    'deletes a domain of OpenSearch',
    'lost',
    'its indexes go with it',
    [
      deletes('aws_opensearch_domain.logs', {
        ...{ id: 'd', domain_name: 'logs', engine_version: 'OpenSearch_2.11' },
        cluster_config: [{ instance_count: 3, instance_type: 'r6g.large.search' }],
      }),
    ],
  ],
  [
    'forgets a bucket',
    'danger',
    'it stays, but nothing here guards it any longer, and an apply elsewhere may take it',
    [forgets('aws_s3_bucket.tiered', bucket())],
  ],
  [
    'deletes a bucket of Google Cloud',
    'lost',
    'with force_destroy its objects go first',
    [deletes('google_storage_bucket.kafka', { ...GOOGLE_BUCKET, force_destroy: true })],
  ],
  [
    'stops keeping versions in a bucket of Google Cloud',
    'danger',
    'what is overwritten from now on is gone',
    [changes('google_storage_bucket.kafka', GOOGLE_BUCKET, { versioning: [{ enabled: false }] })],
  ],
  [
    'takes the retention policy from a bucket of Google Cloud',
    'care',
    'objects can be deleted before their time',
    [changes('google_storage_bucket.kafka', GOOGLE_BUCKET, { retention_policy: [] })],
  ],
  [
    'deletes a database of Google Cloud',
    'lost',
    'its backups go with it',
    [
      deletes('google_sql_database_instance.registry', {
        ...{ id: 'registry', name: 'registry', database_version: 'POSTGRES_15' },
        ...{ deletion_protection: false, region: 'europe-west3', settings: [] },
      }),
    ],
  ],
  [
    'deletes a storage account of Azure',
    'lost',
    'all containers in it go',
    [
      deletes('azurerm_storage_account.kafka', {
        ...{ id: 'x', name: 'acmekafka', account_tier: 'Standard', location: 'westeurope' },
        ...{ account_replication_type: 'ZRS', resource_group_name: 'k' },
      }),
    ],
  ],
  [
    'copies a storage account of Azure to one place only',
    'care',
    'one building is then enough to lose it',
    [
      changes(
        'azurerm_storage_account.kafka',
        { id: 'x', name: 'acmekafka', account_tier: 'Standard', account_replication_type: 'GRS' },
        { account_replication_type: 'LRS' },
      ),
    ],
  ],
  [
    'deletes a resource group of Azure',
    'danger',
    'whatever is in it goes, also what terraform doesn’t know',
    [deletes('azurerm_resource_group.kafka', { id: 'k', name: 'kafka', location: 'westeurope' })],
  ],
  [
    'deletes a cluster of MongoDB Atlas',
    'lost',
    'its data goes with it',
    [
      deletes('mongodbatlas_advanced_cluster.audit', {
        ...{ id: 'c', name: 'audit', cluster_type: 'REPLICASET', backup_enabled: true },
      }),
    ],
  ],
  [
    'makes a new bucket',
    'safe',
    'it stands alone, and is private unless said otherwise',
    [makes('aws_s3_bucket.exports', { bucket: 'acme-exports', force_destroy: false })],
  ],
  [
    'starts to keep the versions of objects',
    'safe',
    'more is kept than before',
    [makes('aws_s3_bucket_versioning.tiered', VERSIONING)],
  ],
  [
    'turns the guard against deletion of a database on',
    'safe',
    'it is guarded better than before',
    [
      changes(
        'aws_db_instance.registry',
        { ...DATABASE, deletion_protection: false },
        { deletion_protection: true },
      ),
    ],
  ],
];
