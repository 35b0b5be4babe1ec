import { byType, type TypePattern } from './type-patterns';
import { words } from '../lists';

/**
 * What changes something else by coming: a policy on a bucket, a route in a table, an attachment. All
 * other things stand alone when they come, and nobody uses them yet.
 */
export const REACHING: readonly TypePattern[] = words(`
  *_attachment *_attach *_attached_disk *_association *_membership *_member *_rule *_rules *_route
  *_routes *_acl *_acls *_ingress_rule *_egress_rule *_bucket_policy *_queue_policy *_topic_policy
  *_key_policy *_secret_policy *_repository_policy *_resource_policy *_role_policy *_user_policy
  *_group_policy *_access_policy *_organization_policy *_project_iam_policy *_iam_policy *_scp
  *_iam_member *_iam_binding *_role_assignment *_role_binding *_binding *_grant *_permission
  *_permissions *_assignment *_policies_exclusive *_lock *_lifecycle_configuration
  *_lifecycle_policy *_retention_policy *_versioning *_bucket_* *_encryption_configuration
  *_object_lock_configuration *_public_access_block *_ownership_controls
  *_replication_configuration *_replicator *_replication* *_scaling_policy *_autoscaling_policy
  *_appautoscaling_* *_autoscaling_schedule *_autoscaler *_autoscale_setting *_scheduled_action
  *_instance_state *_quota *_peering *_peering_connection *_peering_accepter *_accepter *_firewall
  *_firewall_policy *_network_policy *_security_policy *_default_* *_encryption_by_default
  *_settings *_account_* *_ip_access_list *_access_list *_prefix_list_entry
  *_target_group_attachment *_lb_target *_target *_authorization_policy *_override
  *_cluster_config *_kafka_config *_subject_config *_scram_secret_association *_metadata
  *_metadata_item *_annotations *_env *_patch *_update_resource
`);

/** What the words above take for more than it is. */
const ALONE: readonly TypePattern[] = words(`
  aws_iam_policy *_event_rule *_alert_rule *_recording_rule *_config_rule *_bucket_object
  *_bucket_versioning *_bucket_acl_access *_forwarding_rule *_index_rule *_metric_rule
`);

/** Whether something that comes changes what stands, for all that its type says. */
export const reaches: (type: string) => boolean | undefined = byType([
  ...REACHING.map((pattern) => [pattern, true] as const),
  ...ALONE.map((pattern) => [pattern, false] as const),
]);
