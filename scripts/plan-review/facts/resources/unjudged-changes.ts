import type { ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';
import type { Sayable } from '../../../masking/say';
import { changedAttributes } from '../../../terraform-plan/values';
import { DATA_STORES } from './data-stores';
import { POLICY_ATTRIBUTES } from '../iam/policies-of';

/** A change of which no rule knows what it means. */
export interface UnjudgedChange {
  readonly resource: ResourceChange;
  /** Attributes that change, in the order of the alphabet; all of a new thing's are new. */
  readonly attributes: readonly Sayable[];
  /** Whether hosts, clients or data may hang on it. */
  readonly isWeighty: boolean;
}

/** Attributes that change nothing but what is said of a thing. */
const WORDS: ReadonlySet<string> = new Set([
  ...['comment', 'description', 'id', 'arn', 'tags', 'tags_all', 'timeouts', 'version'],
]);

/**
 * Changes in place, and new things, that no rule judges. What goes is told of by a rule whatever its
 * type.
 */
export function unjudgedChanges({ plan }: PlanFacts): readonly UnjudgedChange[] {
  return plan.changes.flatMap((resource) => {
    const { mode, type, change } = resource;
    if (mode !== 'managed' || (change !== 'create' && change !== 'update')) return [];
    const isWeighty = (change === 'update' ? WEIGHTY_TYPES : REACHING_TYPES).has(type);
    if (JUDGED_TYPES.has(type) && !isWeighty) return [];
    const attributes =
      change === 'update' ? changedAttributes(resource).filter((key) => !WORDS.has(key)) : [];
    return change === 'update' && attributes.length === 0
      ? []
      : [{ resource, attributes, isWeighty }];
  });
}

/** Types on which hosts, clients or data hang, and of whose attributes rules know some at most. */
const WEIGHTY_TYPES: ReadonlySet<string> = new Set([
  // A bucket's own attributes have rules; what else belongs to it are resources of their own.
  ...[...DATA_STORES].filter((type) => !/_bucket$/.test(type)),
  // How many there are, and what they run.
  ...['aws_appautoscaling_target', 'aws_autoscaling_group', 'aws_autoscaling_schedule'],
  ...['aws_ecs_service', 'aws_eks_cluster', 'aws_eks_node_group', 'aws_emr_cluster'],
  ...['aws_msk_configuration', 'aws_msk_replicator', 'aws_msk_scram_secret_association'],
  ...['aws_mskconnect_connector', 'aws_spot_fleet_request', 'aws_ssm_parameter'],
  ...[
    'helm_release',
    'kubernetes_manifest',
    'kubernetes_stateful_set',
    'kubernetes_stateful_set_v1',
  ],
  ...[
    'kafka_acl',
    'kafka_quota',
    'kafka_topic',
    'confluent_kafka_cluster',
    'confluent_kafka_topic',
  ],
  // The way to them.
  ...['aws_customer_gateway', 'aws_default_network_acl', 'aws_default_route_table', 'aws_eip'],
  ...['aws_internet_gateway', 'aws_lb', 'aws_lb_listener', 'aws_lb_target_group'],
  ...['aws_lb_target_group_attachment', 'aws_nat_gateway', 'aws_network_acl'],
  ...['aws_network_acl_rule', 'aws_route', 'aws_route53_record', 'aws_route53_zone'],
  ...['aws_route_table', 'aws_route_table_association', 'aws_service_discovery_instance'],
  ...['aws_subnet', 'aws_vpc', 'aws_vpc_dhcp_options', 'aws_vpc_dhcp_options_association'],
  ...['aws_vpc_endpoint', 'aws_vpc_peering_connection', 'aws_vpn_connection'],
  ...['aws_ec2_managed_prefix_list', 'aws_ec2_transit_gateway', 'aws_ec2_transit_gateway_route'],
  ...['aws_ec2_transit_gateway_vpc_attachment', 'aws_placement_group'],
  // Where data goes or is kept.
  ...['aws_backup_plan', 'aws_backup_selection', 'aws_dlm_lifecycle_policy'],
  ...['aws_s3_bucket_replication_configuration'],
]);

/** Types that reach what stands when they are new, too. */
const REACHING_TYPES: ReadonlySet<string> = new Set([
  ...['aws_msk_replicator', 'aws_s3_bucket_replication_configuration'],
]);

/** Types that rules judge when they come or change, and those that change nothing when they come. */
const JUDGED_TYPES: ReadonlySet<string> = new Set([
  ...WEIGHTY_TYPES,
  ...DATA_STORES,
  ...Object.keys(POLICY_ATTRIBUTES),
  ...[
    'aws_cloudwatch_composite_alarm',
    'aws_cloudwatch_metric_alarm',
    'aws_sns_topic_subscription',
  ],
  ...['aws_default_security_group', 'aws_security_group', 'aws_security_group_rule'],
  ...['aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule'],
  ...['aws_ebs_encryption_by_default', 'aws_ebs_volume', 'aws_volume_attachment'],
  ...['aws_ec2_instance_state', 'aws_ec2_managed_prefix_list_entry', 'aws_eip_association'],
  ...['aws_iam_access_key', 'aws_iam_group_membership', 'aws_iam_group_policy_attachment'],
  ...['aws_iam_instance_profile', 'aws_iam_policy_attachment', 'aws_iam_role_policy_attachment'],
  ...['aws_iam_user', 'aws_iam_user_group_membership', 'aws_iam_user_login_profile'],
  ...['aws_iam_user_policy_attachment', 'aws_instance', 'aws_kms_alias', 'aws_kms_external_key'],
  ...['aws_kms_grant', 'aws_kms_replica_external_key', 'aws_kms_replica_key'],
  ...['aws_lambda_permission', 'aws_launch_configuration', 'aws_launch_template'],
  ...['aws_network_interface', 'aws_network_interface_sg_attachment'],
  ...['aws_s3_account_public_access_block', 'aws_s3_bucket_acl', 'aws_s3_bucket_object'],
  ...['aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_ownership_controls'],
  ...['aws_s3_bucket_public_access_block', 'aws_s3_bucket_server_side_encryption_configuration'],
  ...['aws_s3_bucket_versioning', 'aws_s3_bucket_website_configuration', 'aws_s3_object'],
  ...['aws_spot_instance_request', 'null_resource', 'terraform_data', 'time_sleep'],
  // Names and groups of things, and what makes values.
  ...['aws_cloudwatch_dashboard', 'aws_iam_group', 'aws_key_pair', 'aws_resourcegroups_group'],
  ...['aws_sns_topic', 'local_file', 'random_id', 'random_password', 'random_pet'],
  ...['random_string', 'random_uuid', 'tls_private_key'],
]);
