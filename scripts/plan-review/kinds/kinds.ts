import { words } from '../lists';
import type { Kind } from './kind';
import type { TypePattern } from './type-patterns';

/** What each type holds, by the types themselves and by the words that types end with. */
export const KINDS: Readonly<Record<Kind, readonly TypePattern[]>> = {
  // What nothing can make again.
  data: [
    // Disks and file systems.
    ...words(`
      *_disk *_volume *_file_system *_filesystem *_file_share *_fileshare *_fileset
      *_storage_share *_storage *_storage_pool *_filestore_instance *_nas aws_fsx_*
      azurerm_netapp_* google_netapp_* aws_storagegateway_* *_volume_claim *_datastore
    `),
    // Copies, which often are the last ones.
    ...words(`
      *_snapshot *_snapshot_copy *_backup *_vault *_archive
    `),
    // Objects and artifacts.
    ...words(`
      *_bucket *_container *_storage_account *_repository *_registry aws_s3tables_table*
    `),
    // Databases, caches and search.
    ...words(`
      *_database *_database_instance *_db *_db_instance *_db_* *_sql_server *_sql_instance *_sql_*
      *_mysql* *_postgres* *_mariadb* *_mongo* *_cassandra* *_redis* *_valkey* *_clickhouse*
      *_cosmosdb_* *_dynamodb_* *_documentdb* *_docdb_* *_rds_* *_rdb_instance *_redshift*
      *_neptune_* *_alloydb_* *_spanner_* *_bigtable_* *_elasticache_* *_memorydb_* *_memcache*
      *_elasticsearch* *_opensearch* *_keyspaces_* *_timestream* *_influxdb* *_table *_tables
      *_dataset *_keyspace *_collection *_schema *_ledger *_flexible_server *_mysql_server
      *_postgresql_server *_mariadb_server *_managed_instance *_cache *_replication_group
      *_redis_instance *_bigtable_instance *_spanner_instance *_alloydb_instance
      *_memcache_instance *_opensearch_domain *_elasticsearch_domain *_autonomous_*
      *_materialized_view *_stage *_index *_data_lake* *_lakehouse*
    `),
    // Streams, queues and logs.
    ...words(`
      *_topic *_kafka *_kafka_instance *_alikafka_* *_ckafka_* *_redpanda* *_eventhub *_pulsar_*
      *_rocketmq_* *_rabbitmq* *_mq_broker *_mq_instance *_stream *_stream_pool *_queue
      *_event_bus *_amqp* *_log_group *_log_analytics_workspace *_log_store *_logstore
      *_prometheus_workspace *_monitor_workspace *_log_project aiven_* upstash_*
    `),
    // Secrets that were written once.
    ...words(`
      *_secret vault_mount vault_*_mount vault_*_secret_backend consul_keys consul_key_prefix
    `),
    // What holds all that stands in it.
    ...words(`
      kubernetes_custom_resource_definition *_cluster *_namespace azurerm_resource_group
      google_project google_folder azurerm_*_namespace confluent_environment mongodbatlas_project
      aiven_project *_service_instance ibm_resource_instance ovh_cloud_project
      ovh_cloud_project_database* aws_organizations_account azurerm_subscription
      aws_directory_service_directory aws_cognito_user_pool aws_cognito_identity_pool
      *_snapshot_import mongodbatlas_serverless_instance azurerm_data_factory snowflake_*
      mongodbatlas_*_cluster *_mssql_server *_cosmosdb_account *_mysql_instance
      *_postgresql_instance *_dbaas* *_alikafka_instance *_ckafka_instance heroku_addon
      clevercloud_addon scalingo_addon azurerm_backup_protected_vm *_kubernetes *_kube
      libvirt_pool neon_project neon_branch *_backup_protected_*
    `),
    // Who makes an image again gets another one.
    ...words(`
      *_image *_ami *_ami_copy *_ami_from_instance
    `),
  ],
  // What data is encrypted with.
  key: words(`
    *_kms_key *_kms_external_key *_kms_replica_key *_kms_replica_external_key *_crypto_key
    *_crypto_key_version *_key_ring *_key_vault *_key_vault_key
    *_key_vault_managed_hardware_security_module* *_disk_encryption_set *_encryption_key
    *_customer_managed_key *_kms_custom_key_store *_cloudhsm* *_kms_vault *_kms
    vault_transit_secret_backend_key oci_kms_* alicloud_kms_* confluent_byok_key *_kms_instance
    aws_cloudhsm_v2_cluster *_encryption_at_rest *_csfle_*
  `),
  // What ties a disk to its host.
  attachment: words(`
    *_volume_attachment *_volume_attach *_disk_attachment *_attached_disk
    *_block_device_attachment *_mount_target *_storage_attachment
  `),
  // Machines and what runs on them.
  hosts: [
    ...words(`
      *_instance *_spot_instance_request *_spot_fleet_request *_server *_vm *_vm_* *_droplet
      *_machine *_bare_metal* *_baremetal* *_vapp *_lxc libvirt_domain equinix_metal_device
      packet_device *_node_pool *_nodepool *_node_group *_node *_nodes *_agent_pool *_fleet
      *_autoscaling_group *_scale_set *_scale_set_* *_instance_group *_instance_pool
      *_instance_group_manager *_instance_from_template *_elastigroup* *_autoscale_group *_host
      *_machine_image
    `),
    // What runs in clusters.
    ...words(`
      *_stateful_set *_statefulset *_deployment *_daemonset *_daemon_set *_replica_set
      *_replication_controller *_pod *_job *_container_group *_app *_function *_cloudfunctions*
      *_cloud_run_* *_service *_connector *_msk_replicator *_application *_worker *_emr_cluster
      *_ecs_cluster *_dataproc_cluster *_warehouse *_flink_* *_workers docker_container
      helm_release kubernetes_manifest kubectl_manifest kubectl_server_version k8s_manifest
      kustomization_resource azapi_resource azapi_update_resource aiven_kafka_connect
      proxmox_virtual_environment_container vsphere_compute_cluster *_k8s_pool *_worker_pool
    `),
  ],
  // Members of groups of hosts, and of clusters whose data lies elsewhere.
  'group-member': words(`
    *_target_group_attachment *_target_group_association *_lb_attachment *_autoscaling_attachment
    *_autoscaling_traffic_source_attachment *_elb_attachment *_instance_group_membership
    *_instance_group_member *_backend_address_pool_association *_backend_address_pool_address
    *_cluster_instance *_lb_member *_pool_member *_lb_target *_per_instance_config
    *_msk_broker_node *_cluster_member
  `),
  // The way to hosts.
  network: words(`
    *_vpc *_vpc_* *_vnet *_network *_vcn *_vlan *_subnet *_subnetwork *_subnet_* *_subnet_group
    *_cidr_block_association *_cidr *_route *_routes *_route_table *_route_table_* *_router
    *_router_* *_gateway *_gateway_* *_nat *_nat_* *_peering *_peering_* *_peer *_transit_gateway*
    *_ec2_transit_gateway* *_vpn_* *_vpn *_interconnect* *_dx_* *_expressroute* *_virtual_hub*
    *_virtual_wan *_tunnel* *_firewall *_firewall_* *_security_group *_security_group_*
    *_security_rule *_secgroup* *_network_acl *_network_acl_* *_nacl* *_networkfirewall_*
    *_security_list *_network_security_* *_network_policy *_prefix_list *_prefix_list_* *_ip_set
    *_ipset* *_ip_group *_eip *_eip_* *_ip *_ip_* *_address *_floating_ip* *_floatingip*
    *_reserved_ip* *_network_interface *_network_interface_* *_nic *_port *_lb *_alb *_elb *_nlb
    *_lb_* *_alb_* *_load_balancer* *_loadbalancer* *_listener *_listener_* *_target_group
    *_target_pool *_forwarding_rule *_url_map *_backend_service *_backend_pool *_health_check
    *_proxy *_probe *_endpoint *_endpoint_* *_private_link* *_privatelink* *_vpc_endpoint*
    *_ingress *_ingress_* *_ingress_class kubernetes_service kubernetes_endpoints *_distribution
    *_cloudfront_* *_cdn* *_frontdoor* *_waf* *_api_gateway_* *_apigateway* *_networkmanager_*
    *_vpclattice_* *_network_firewall* *_dhcp_options *_access_list *_network_link*
    *_network_container *_connection *_accepter *_allowed_ip* *_global_accelerator* *_virtual_ip*
    *_service_attachment *_shared_vpc_* *_hub_* *_network_* *_vpc_security_group_* *_app_mesh_*
    *_appmesh_* aws_globalaccelerator_* aws_api_gateway_stage aws_apigatewayv2_stage
    *_function_url aws_route53_resolver_* aws_ec2_managed_prefix_list* *_security_group_rule
    *_secgroup_rule *_firewall_rule *_firewall_rules *_lb_rule *_security_group_association
    *_security_group_rule_set *_acl_rule *_network_acl_rule *_security_group_ingress_rule
    *_security_group_egress_rule *_route_table_association *_nodebalancer *_intention
    *_firewall_attachment *_network_interface_attachment *_network_interface_sg_attachment
    *_eip_association *_ip_association *_vpc_attachment *_gateway_attachment *_listener_rule
  `),
  // By what hosts are found.
  names: words(`
    *_record *_records *_record_set *_recordset *_rrset *_dns_* *_dns *_alias *_zone *_zone_*
    *_hostname *_domain *_domain_name *_domain_* *_rdns *_route53_* *_service_discovery_*
    *_private_dns_namespace *_public_dns_namespace *_http_namespace consul_service consul_node
    consul_catalog_entry aws_servicecatalog_*
  `),
  // Who may do what.
  identity: words(`
    *_role *_role_* *_iam_* *_policy *_policy_attachment *_policies_exclusive *_user *_users
    *_user_* *_membership *_member *_members *_service_account *_service_account_*
    *_serviceaccount *_service_principal* *_identity *_identity_* *_workload_* *_access_key
    *_api_key *_token *_credential* *_acl *_acls *_acl_* *_grant *_grants *_permission
    *_permissions *_access *_access_* *_privileges *_cluster_role_* *_role_definition *_binding
    *_assignment *_authorization* *_instance_profile *_key_pair *_keypair *_ssh_key *_sshkey
    *_public_key *_private_key *_password *_login_profile *_login *_certificate *_certificate_*
    *_cert *_ca *_cert_request *_acmpca_* *_oidc* *_openid* *_saml* *_auth_backend* *_auth_method
    *_identity_provider* *_policy_document *_org_policy* *_scp *_scram_secret_association *_trust*
    *_public_access_block *_ownership_controls *_access_point *_resource_share
    *_principal_association *_resource_association aws_organizations_* aws_cognito_*
    aws_ssoadmin_* aws_identitystore_* aws_ram_* aws_verifiedpermissions_* azuread_* okta_*
    auth0_* keycloak_* tls_* acme_* random_bytes *_iam_group aws_lakeformation_*
    aws_rolesanywhere_*
  `),
  // How something else behaves, what watches it and what starts it.
  configuration: [
    ...words(`
      *_configuration *_configurations *_config *_configs *_config_* *_settings *_setting
      *_options *_parameters *_parameter *_parameter_store *_preferences *_profile *_attributes
      *_feature *_feature_* *_config_map *_config_map_* *_secret_rotation *_version *_versioning
      *_object *_object_copy *_blob *_item *_file *_upload *_value *_variable *_env *_environment
      *_template *_templates *_lifecycle_policy *_retention_policy *_backup_policy*
      *_backup_selection *_plan *_snapshot_policy* *_snapshot_schedule* *_logging *_scaling_policy
      *_autoscaling_policy *_appautoscaling_policy *_resource_policy *_lifecycle_hook
      *_maintenance* *_window *_encryption_by_default *_encryption* *_replication_* *_alarm
      *_alarms *_alert *_alerts *_alert_* *_alert_policy *_monitor *_monitor_* *_monitoring_*
      *_metric *_metric_* *_slo *_notification *_notifications *_notification_* *_channel
      *_contact* *_downtime* *_detector *_anomaly_* *_synthetics_* *_uptime_* *_sink *_scrape_*
      *_subscription *_subscription_* *_destination *_filter *_event_* *_rule *_rules *_rule_*
      *_target *_trigger *_schedule *_scheduler_* *_webhook *_pipeline *_project *_workflow*
      *_state_machine *_sfn_* *_step* *_automation* *_integration *_integration_* *_source
      *_source_* *_mapping *_association *_attachment *_layer *_layer_* *_definition *_document
      *_runbook *_baseline *_patch_* *_package *_quota *_limit *_quotas *_account *_account_*
      *_delegated_admin* *_organization_* *_feature_flag* *_workspace *_workspace_* *_team
      *_team_* *_group *_group_* *_set *_list *_entry *_resource *_analyzer *_crawler *_catalog*
      *_model *_model_* *_query *_view *_type *_stack *_stack_* *_component *_sns_topic
      *_sns_topic_* *_job_queue *_cloud_tasks_queue *_control *_status *_branch_protection*
      *_branch* *_deploy_key *_repository_* *_actions_* *_ruleset *_protocol *_stage_*
      *_deployment_* *_operation* *_tier* *_mount *_crd* *_redrive_policy *_redrive_allow_policy
      *_stream_consumer *_addon *_workgroup *_exporter *_notification_topic *_pipe *_task *_flow*
      *_receiver* *_route_policy *_rate_limit* *_bucket_* *_queue_* *_log_* *_table_* *_db_proxy*
      *_dynamodb_kinesis_* *_db_user* *_snapshot_create_volume_permission *_fast_snapshot_restore
      *_sql_*_rule *_sql_ssl_cert aws_ssm_* aws_cloudwatch_* aws_guardduty_* aws_securityhub_*
      aws_cloudtrail* aws_inspector* aws_xray_* aws_macie2_* aws_budgets_* aws_ses* aws_pinpoint_*
      aws_iot_* aws_codepipeline* aws_codebuild_* aws_codedeploy_* aws_amplify_* aws_connect_*
      aws_glue_* aws_quicksight_* aws_sagemaker_* aws_bedrock* aws_batch_* aws_dms_*
      aws_datasync_* aws_media* aws_appconfig_* aws_apprunner_* aws_appsync_* aws_imagebuilder_*
      aws_opsworks_* aws_controltower_* aws_shield_* aws_fms_* aws_schemas_*
      aws_elastic_beanstalk_* aws_service_quotas_* aws_servicequotas_* aws_lightsail_* datadog_*
      newrelic_* pagerduty_* grafana_* opsgenie_* tfe_* github_* gitlab_* cloudflare_* fastly_*
      sentry_* honeycombio_* launchdarkly_* azurerm_application_insights* google_logging_*
      google_project_service azurerm_resource_provider_registration terraform_* null_*
      google_compute_project_metadata* kubernetes_annotations kubernetes_labels
      kubernetes_storage_class kubernetes_priority_class kubernetes_limit_range kubernetes_secret
      *_lock *_link libvirt_cloudinit_disk libvirt_ignition *_exchange aiven_connection_pool
      github_actions_secret *_disk_resource_policy_attachment
    `),
    // How many hosts there are, and what the next ones are made from.
    ...words(`
      aws_ec2_instance_state aws_rds_instance_state *_cluster_capacity_providers
      *_capacity_provider *_autoscaler *_scheduled_action *_capacity_reservation
      *_pod_disruption_budget *_servergroup *_autoscaler_policy
    `),
  ],
  // What only helps to write code, or shows what is there.
  nothing: words(`
    null_resource terraform_data random_id random_pet random_integer random_uuid* random_string
    random_shuffle time_* local_file local_sensitive_file template_file template_dir
    cloudinit_config archive_file null_data_source *_dashboard *_dashboards *_dashboard_* *_tag
    *_tags *_label *_labels *_query_definition *_saved_query *_workbook *_budget *_cost_* *_ce_*
    aws_resourcegroups_group aws_resourcegroups_resource digitalocean_project grafana_folder
    google_tags_* datadog_dashboard* newrelic_one_dashboard* docker_image vsphere_folder
    vsphere_tag_category
  `),
};
