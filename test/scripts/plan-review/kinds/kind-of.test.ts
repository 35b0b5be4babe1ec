import { kindOf } from '../../../../scripts/plan-review/kinds/kind-of';
import { KINDS } from '../../../../scripts/plan-review/kinds/kinds';
import type { Kind } from '../../../../scripts/plan-review/kinds/kind';
import { matcherOf, weightOf } from '../../../../scripts/plan-review/kinds/type-patterns';

const EXPECTED: Readonly<Record<Kind, string>> = {
  data: `aws_ebs_volume aws_s3_bucket aws_dynamodb_table aws_cloudwatch_log_group aws_kinesis_stream
    aws_sqs_queue aws_msk_cluster aws_db_instance aws_rds_cluster aws_ebs_snapshot aws_efs_file_system
    aws_secretsmanager_secret aws_ecr_repository aws_eks_cluster aws_backup_vault aws_opensearch_domain
    aws_elasticache_replication_group aws_fsx_windows_file_system aws_mq_broker aws_ami
    google_compute_disk google_storage_bucket google_sql_database_instance google_pubsub_topic
    google_bigquery_table google_container_cluster google_managed_kafka_topic google_project
    azurerm_managed_disk azurerm_storage_account azurerm_eventhub azurerm_resource_group
    azurerm_mssql_server azurerm_cosmosdb_account azurerm_hdinsight_kafka_cluster
    kubernetes_persistent_volume_claim_v1 kubernetes_persistent_volume kubernetes_namespace
    kafka_topic confluent_kafka_topic confluent_kafka_cluster confluent_environment aiven_kafka
    aiven_kafka_topic ovh_cloud_project_database_kafka_topic redpanda_topic upstash_kafka_topic
    digitalocean_volume digitalocean_database_cluster digitalocean_database_kafka_topic hcloud_volume
    openstack_blockstorage_volume_v3 openstack_objectstorage_container_v1 vsphere_virtual_disk
    libvirt_volume oci_core_volume oci_streaming_stream alicloud_alikafka_topic
    alicloud_alikafka_instance tencentcloud_ckafka_instance scaleway_block_volume linode_volume
    vultr_block_storage ibm_event_streams_topic cloudflare_r2_bucket vault_mount
    mongodbatlas_advanced_cluster snowflake_database github_repository awscc_ec2_volume
    made_up_disk made_up_bucket made_up_kafka_topic made_up_database_v2`,
  key: `aws_kms_key aws_kms_replica_key google_kms_crypto_key azurerm_key_vault azurerm_key_vault_key
    azurerm_disk_encryption_set oci_kms_key vault_transit_secret_backend_key awscc_kms_key`,
  attachment: `aws_volume_attachment google_compute_attached_disk hcloud_volume_attachment
    azurerm_virtual_machine_data_disk_attachment openstack_compute_volume_attach_v2
    alicloud_ecs_disk_attachment tencentcloud_cbs_storage_attachment`,
  hosts: `aws_instance aws_autoscaling_group aws_eks_node_group aws_ecs_service
    google_compute_instance google_compute_instance_group_manager google_container_node_pool
    azurerm_linux_virtual_machine azurerm_virtual_machine_scale_set kubernetes_stateful_set_v1
    kubernetes_deployment helm_release kubectl_manifest digitalocean_droplet hcloud_server
    openstack_compute_instance_v2 vsphere_virtual_machine libvirt_domain proxmox_vm_qemu
    oci_core_instance alicloud_instance nomad_job confluent_connector aws_ecs_cluster`,
  'group-member': `aws_lb_target_group_attachment aws_autoscaling_attachment aws_rds_cluster_instance`,
  network: `aws_vpc aws_subnet aws_route aws_route_table aws_security_group aws_security_group_rule
    aws_vpc_security_group_ingress_rule aws_network_acl_rule aws_eip aws_lb aws_lb_listener
    aws_nat_gateway aws_vpc_endpoint aws_db_subnet_group google_compute_firewall
    google_compute_forwarding_rule azurerm_network_security_rule azurerm_public_ip
    kubernetes_network_policy hcloud_firewall openstack_networking_secgroup_rule_v2
    digitalocean_firewall aws_ec2_transit_gateway_vpc_attachment`,
  names: `aws_route53_record aws_route53_zone google_dns_record_set azurerm_dns_a_record
    cloudflare_record aws_kms_alias aws_service_discovery_private_dns_namespace`,
  identity: `aws_iam_role aws_iam_policy aws_iam_role_policy_attachment aws_s3_bucket_policy kafka_acl
    google_project_iam_binding google_service_account azurerm_role_assignment kubernetes_role_binding
    random_password tls_private_key aws_key_pair confluent_api_key vault_policy
    aws_s3_bucket_public_access_block`,
  configuration: `aws_cloudwatch_metric_alarm aws_s3_bucket_lifecycle_configuration
    aws_s3_bucket_versioning aws_db_parameter_group aws_msk_configuration aws_sns_topic
    aws_ssm_parameter aws_s3_object aws_backup_plan aws_dlm_lifecycle_policy kafka_quota
    kubernetes_config_map_v1 kubernetes_secret datadog_monitor aws_cloudwatch_event_rule
    azurerm_management_lock aws_launch_template aws_placement_group aws_autoscaling_schedule`,
  nothing: `random_id random_pet null_resource terraform_data time_sleep local_file
    aws_cloudwatch_dashboard grafana_dashboard aws_resourcegroups_group aws_ec2_tag`,
};

const CASES = Object.entries(EXPECTED).flatMap(([kind, types]) =>
  types.split(/\s+/).map((type) => [type, kind] as const),
);

it.each(CASES)('%s holds %s', (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});

it('knows nothing of what no row names', () => {
  expect(kindOf('nobodys_made_up_thing')).toBeUndefined();
});

it('has each row once, and none that says another thing of a type than one that says as much of it', () => {
  const rows = Object.entries(KINDS).flatMap(([kind, patterns]) =>
    patterns.map((pattern) => ({ kind, pattern, fits: matcherOf(pattern) })),
  );
  const patterns = rows.map(({ pattern }) => pattern);
  expect(patterns.filter((pattern, place) => patterns.indexOf(pattern) !== place)).toEqual([]);
  const torn = CASES.filter(([type]) => {
    const fitting = rows.filter(({ fits }) => fits(type.replace(/_v\d+$/, '')));
    const most = Math.max(...fitting.map(({ pattern }) => weightOf(pattern)));
    const best = fitting.filter(({ pattern }) => weightOf(pattern) === most);
    return new Set(best.map(({ kind }) => kind)).size !== 1;
  });
  expect(torn).toEqual([]);
});
