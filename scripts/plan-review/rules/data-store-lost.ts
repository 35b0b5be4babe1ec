import { groupBy } from '../group-by';
import { listSome } from '../list-some';
import type { ResourceChange } from '../plan';
import type { Judgement, Rule } from '../rule';
import { isLost } from '../values';

/** Types that hold what can't be made again; volumes, keys and hosts have rules of their own. */
export const DATA_STORES: ReadonlySet<string> = new Set([
  'aws_backup_vault',
  'aws_cloudwatch_log_group',
  'aws_db_cluster_snapshot',
  'aws_db_instance',
  'aws_db_snapshot',
  'aws_docdb_cluster',
  'aws_docdb_cluster_instance',
  'aws_dynamodb_table',
  'aws_ebs_snapshot',
  'aws_ebs_snapshot_copy',
  'aws_ecr_repository',
  'aws_efs_file_system',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticsearch_domain',
  'aws_fsx_lustre_file_system',
  'aws_fsx_ontap_file_system',
  'aws_fsx_openzfs_file_system',
  'aws_fsx_windows_file_system',
  'aws_glacier_vault',
  'aws_keyspaces_table',
  'aws_kinesis_stream',
  'aws_memorydb_cluster',
  'aws_mq_broker',
  'aws_msk_cluster',
  'aws_msk_serverless_cluster',
  'aws_neptune_cluster',
  'aws_opensearch_domain',
  'aws_rds_cluster',
  'aws_rds_global_cluster',
  'aws_redshift_cluster',
  'aws_s3_bucket',
  'aws_s3_directory_bucket',
  'aws_secretsmanager_secret',
  'aws_timestreamwrite_table',
  'azurerm_managed_disk',
  'azurerm_storage_account',
  'google_compute_disk',
  'google_sql_database_instance',
  'google_storage_bucket',
  'kubernetes_persistent_volume',
  'kubernetes_persistent_volume_claim',
]);

/** Stores of data that go. */
export const dataStoreLost: Rule = {
  id: 'data-store-lost',
  title: 'A bucket, a database, a snapshot or another store of data is deleted or replaced',
  judge: ({ resources }) => {
    const lost = [...DATA_STORES].flatMap((type) => (resources.get(type) ?? []).filter(isLost));
    return [...groupBy(lost, ({ type, change }) => `${type} ${change}`).values()].map(judgement);
  },
};

function judgement(lost: readonly ResourceChange[]): Judgement {
  const [{ type, change }] = lost as readonly [ResourceChange];
  const addresses = lost.map(({ address }) => address);
  const verb = change === 'delete' ? 'Deletes' : 'Replaces';
  return {
    severity: 'danger',
    what: `${verb} ${lost.length === 1 ? '' : `${lost.length} × `}${type} (${listSome(addresses)}).`,
    why:
      type === 'aws_s3_bucket'
        ? 'All objects in it go, with their older versions: hosts that start find no files, and no rollback is left.'
        : 'What it holds goes with it, and nothing in the plan brings it back.',
    remedy:
      'See that nobody needs what it holds, or that a copy is elsewhere, and that it can be read.',
    addresses,
  };
}
