import { words } from '../lists';

/** How something else behaves, what watches it and what starts it. */
export const CONFIGURATION: readonly string[] = [
  ...words(`
    *_configuration *_configurations *_config *_configs *_config_* *_settings *_setting *_options
    *_option_group *_parameter_group *_parameters *_parameter *_parameter_store *_preferences
    *_profile *_attributes *_feature *_feature_* *_config_map *_config_map_* *_secret_version
    *_secret_rotation *_key_version *_version *_versioning *_object *_object_copy *_bucket_object
    *_blob *_item *_file *_upload *_value *_variable *_env *_environment *_template *_templates
    *_lifecycle_policy *_lifecycle_configuration *_retention_policy *_backup_policy* *_backup_plan
    *_backup_selection *_backup_schedule *_backup_configuration *_plan *_snapshot_policy*
    *_snapshot_schedule* *_dlm_lifecycle_policy *_policy_set *_logging *_scaling_policy
    *_autoscaling_policy *_appautoscaling_policy *_resource_policy
    *_appautoscaling_scheduled_action *_lifecycle_hook *_maintenance* *_window
    *_encryption_configuration *_encryption_by_default *_encryption* *_replication_* *_alarm
    *_alarms *_metric_alarm *_composite_alarm *_alert *_alerts *_alert_* *_alert_policy *_monitor
    *_monitor_* *_monitoring_* *_metric *_metric_* *_slo *_notification *_notifications
    *_notification_* *_channel *_contact* *_downtime* *_action_group *_detector *_anomaly_*
    *_synthetics_* *_uptime_* *_sink *_scrape_* *_subscription *_subscription_* *_destination
    *_filter *_event_* *_rule *_rules *_rule_* *_rule_set *_target *_trigger *_schedule
    *_scheduler_* *_webhook *_pipeline *_project *_workflow* *_state_machine *_sfn_* *_step*
    *_automation* *_integration *_integration_* *_source *_source_* *_mapping *_association
    *_attachment *_layer *_layer_* *_definition *_task_definition *_job_definition *_document
    *_runbook *_baseline *_patch_* *_package *_quota *_limit *_quotas *_account *_account_*
    *_delegated_admin* *_organization_* *_feature_flag* *_notification_channel *_workspace
    *_workspace_* *_team *_team_* *_group *_group_* *_set *_list *_entry *_resource *_analyzer
    *_crawler *_catalog* *_model *_model_* *_query *_view *_type *_stack *_stack_* *_component
    *_sns_topic *_sns_topic_* *_job_queue *_cloud_tasks_queue *_control *_status
    *_branch_protection* *_branch* *_deploy_key *_repository_* *_actions_* *_ruleset *_protocol
    *_stage_* *_deployment_* *_operation* *_tier* *_mount *_crd* *_redrive_policy
    *_redrive_allow_policy *_stream_consumer *_addon *_workgroup *_exporter *_notification_topic
    *_pipe *_task *_flow* *_receiver* *_route_policy *_rate_limit* *_bucket_versioning *_bucket_*
    *_queue_* *_topic_subscription *_log_* *_table_* *_db_parameter_group *_db_option_group
    *_rds_cluster_parameter_group *_db_proxy* *_db_cluster_parameter_group *_db_event_subscription
    *_dynamodb_kinesis_* *_db_user* *_elasticache_parameter_group *_redshift_parameter_group
    *_neptune_*parameter_group *_docdb_cluster_parameter_group *_memorydb_parameter_group
    *_docdb_event_subscription *_msk_configuration *_mq_configuration *_kafka_config
    *_kafka_cluster_config *_snapshot_create_volume_permission *_fast_snapshot_restore
    *_sql_*_rule *_sql_ssl_cert aws_ssm_* aws_cloudwatch_* aws_config_* aws_guardduty_*
    aws_securityhub_* aws_cloudtrail* aws_inspector* aws_xray_* aws_macie2_* aws_budgets_*
    aws_ses* aws_pinpoint_* aws_iot_* aws_codepipeline* aws_codebuild_* aws_codedeploy_*
    aws_amplify_* aws_connect_* aws_glue_* aws_quicksight_* aws_sagemaker_* aws_bedrock*
    aws_batch_* aws_dms_* aws_datasync_* aws_medialive_* aws_media* aws_appconfig_*
    aws_apprunner_* aws_appsync_* aws_imagebuilder_* aws_opsworks_* aws_controltower_*
    aws_shield_* aws_fms_* aws_schemas_* aws_pipes_pipe aws_elastic_beanstalk_*
    aws_service_quotas_* aws_servicequotas_* aws_lightsail_* datadog_* newrelic_* pagerduty_*
    grafana_* opsgenie_* tfe_* github_* gitlab_* cloudflare_* fastly_* sentry_* honeycombio_*
    launchdarkly_* azurerm_monitor_* azurerm_application_insights* google_monitoring_*
    google_logging_* google_project_service azurerm_resource_provider_registration terraform_*
    null_* google_compute_project_metadata* kubernetes_annotations kubernetes_labels
    kubernetes_storage_class kubernetes_priority_class kubernetes_horizontal_pod_autoscaler
    kubernetes_resource_quota kubernetes_limit_range kubernetes_secret kubernetes_config_map
    *_lock *_cluster_link *_link libvirt_cloudinit_disk libvirt_ignition *_exchange
    aiven_connection_pool github_actions_secret *_disk_resource_policy_attachment *_consumer_group
  `),
  // How many hosts there are, and what the next ones are made from.
  ...words(`
    aws_ec2_instance_state aws_rds_instance_state *_placement_group *_cluster_capacity_providers
    *_capacity_provider *_appautoscaling_target *_autoscaling_schedule *_autoscaler
    *_autoscale_setting *_scheduled_action *_capacity_reservation *_pod_disruption_budget
    *_launch_template *_launch_configuration *_instance_template *_servergroup *_server_group
    *_autoscaler_policy
  `),
];
