import { words } from '../lists';

/** What nothing can make again. */
export const DATA: readonly string[] = [
  // Disks and file systems.
  ...words(`
    *_disk *_disk_image *_volume *_boot_volume *_block_storage *_block_volume *_file_system
    *_filesystem *_file_share *_fileshare *_fileset *_storage_share *_storage *_storage_pool
    *_filestore_instance *_nas *_virtual_disk aws_fsx_* azurerm_netapp_* google_netapp_*
    aws_storagegateway_* *_persistent_volume *_persistent_volume_claim *_volume_claim *_datastore
  `),
  // Copies, which often are the last ones.
  ...words(`
    *_snapshot *_snapshot_copy *_backup *_vault *_recovery_services_vault *_backup_vault *_archive
  `),
  // Objects and artifacts.
  ...words(`
    *_bucket *_container *_storage_account *_storage_container *_object_storage *_repository
    *_container_registry *_registry *_artifact_registry aws_s3_directory_bucket
    aws_s3tables_table* aws_s3_bucket github_repository
  `),
  // Databases, caches and search.
  ...words(`
    *_database *_database_cluster *_database_instance *_db *_db_instance *_db_cluster *_db_*
    *_sql_server *_sql_instance *_sql_* *_mysql* *_postgres* *_mariadb* *_mongo* *_cassandra*
    *_redis* *_valkey* *_clickhouse* *_cosmosdb_* *_dynamodb_* *_documentdb* *_docdb_* *_rds_*
    *_rdb_instance *_redshift* *_neptune_* *_alloydb_* *_spanner_* *_bigtable_* *_bigquery_dataset
    *_elasticache_* *_memorydb_* *_memcache* *_elasticsearch* *_opensearch* *_keyspaces_*
    *_timestream* *_influxdb* *_table *_tables *_dataset *_keyspace *_collection *_schema *_ledger
    *_global_table *_global_cluster *_flexible_server *_mysql_server *_postgresql_server
    *_mariadb_server *_managed_instance *_cache *_replication_group *_redis_instance
    *_bigtable_instance *_spanner_instance *_alloydb_instance *_memcache_instance
    *_opensearch_domain *_elasticsearch_domain *_redshift_cluster *_autonomous_*
    *_materialized_view *_stage *_index *_data_lake* *_lakehouse*
  `),
  // Streams, queues and logs.
  ...words(`
    *_topic *_kafka_topic *_kafka *_kafka_cluster *_kafka_instance aiven_kafka* *_msk_cluster
    *_msk_serverless_cluster *_alikafka_* *_ckafka_* *_redpanda* *_eventhub *_eventhub_cluster
    *_pulsar_* *_rocketmq_* *_rabbitmq* *_mq_broker *_mq_instance *_stream *_stream_pool *_queue
    *_event_bus *_amqp* *_log_group *_log_stream *_log_bucket *_log_analytics_workspace
    *_log_store *_logstore *_prometheus_workspace *_monitor_workspace *_log_project
    aws_kinesis_stream aws_kinesis_video_stream aiven_* upstash_*
  `),
  // Secrets that were written once.
  ...words(`
    *_secret *_secretsmanager_secret vault_mount vault_*_secret vault_*_mount
    vault_*_secret_backend vault_namespace consul_keys consul_key_prefix
  `),
  // What holds all that stands in it.
  ...words(`
    kubernetes_custom_resource_definition *_cluster *_namespace azurerm_resource_group
    google_project google_folder azurerm_*_namespace confluent_environment mongodbatlas_project
    aiven_project *_service_instance ibm_resource_instance ovh_cloud_project
    ovh_cloud_project_database* aws_organizations_account azurerm_subscription
    aws_directory_service_directory aws_cognito_user_pool aws_cognito_identity_pool
    *_snapshot_import mongodbatlas_serverless_instance azurerm_data_factory
    azurerm_eventhub_namespace snowflake_* mongodbatlas_*_cluster *_mssql_server
    *_cosmosdb_account *_mysql_instance *_postgresql_instance *_dbaas* *_alikafka_instance
    *_ckafka_instance azurerm_backup_protected_vm *_kubernetes *_kube libvirt_pool neon_project
    neon_branch *_backup_protected_*
  `),
  // Who makes an image again gets another one.
  ...words(`*_image *_ami *_ami_copy *_ami_from_instance`),
];
