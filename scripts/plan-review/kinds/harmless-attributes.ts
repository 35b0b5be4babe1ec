import { matcherFor } from './matcher-for';
import type { TypePattern } from './type-patterns';

/** What is only said of a thing, whatever its type: the first step of an attribute's path. */
const WORDS =
  /^(id|arn|urn|self_link|tags|tags_all|tag|labels|effective_labels|terraform_labels|annotations|effective_annotations|freeform_tags|defined_tags|timeouts|display_name|friendly_name|owner_contact|notes?|(\w+_)?(description|comment|summary))$/;

/** What providers tell of a thing after a change of it: known only later where nobody sets it. */
const TOLD =
  /^(etag|e_tag|fingerprint|\w+_fingerprint|generation|metageneration|revision|version|version_id|latest_version|default_version|latest_revision|status|state|last_\w+|update_time|updated_at|updated_time|modified_at|modified_time|updated_on|modified_on|qualified_arn|qualified_invoke_arn|resource_version|uid)$/;

const KUBERNETES_WORDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.generation',
  'metadata.resource_version',
];

/** Attributes of single types that change nothing else, as paths. */
const HARMLESS: readonly (readonly [TypePattern, readonly string[]])[] = [
  ['kubernetes_*', KUBERNETES_WORDS],
  // It holds nothing, and replaces its pods one after another.
  ['kubernetes_deployment', [...KUBERNETES_WORDS, 'image', 'spec.template.spec.container.image']],
  ['aws_volume_attachment', ['skip_destroy', 'stop_instance_before_detaching']],
  ['aws_ebs_volume', ['final_snapshot', 'snapshot_id', 'create_time']],
  ['aws_iam_role', ['max_session_duration', 'force_detach_policies', 'unique_id', 'name_prefix']],
  ['aws_iam_policy', ['attachment_count', 'policy_id']],
  ['aws_security_group', ['revoke_rules_on_delete']],
  [
    'aws_db_instance',
    ['performance_insights_enabled', 'monitoring_interval', 'copy_tags_to_snapshot'],
  ],
  ['aws_rds_cluster', ['copy_tags_to_snapshot']],
  ['aws_ecr_repository', ['image_scanning_configuration']],
  ['aws_lb', ['access_logs', 'name_prefix']],
  ['aws_cloudwatch_*_alarm', ['ok_actions', 'insufficient_data_actions', 'unit']],
  [
    'aws_s3_object',
    ['content_type', 'content_language', 'content_disposition', 'metadata', 'source_hash'],
  ],
  [
    'aws_s3_bucket_object',
    ['content_type', 'content_language', 'content_disposition', 'metadata', 'source_hash'],
  ],
  ['aws_sns_topic', ['beginning_archive_time']],
  ['aws_vpc', ['enable_network_address_usage_metrics']],
  ['datadog_monitor', ['message', 'name', 'priority']],
  [
    'helm_release',
    ['metadata', 'manifest', 'lint', 'wait', 'timeout', 'max_history', 'cleanup_on_fail'],
  ],
];

const ROWS = HARMLESS.map(([type, paths]) => ({ fits: matcherFor({ types: [type] }), paths }));

/**
 * Whether a changed attribute changes nothing but what is said of the thing.
 *
 * @param path with blocks and maps by dots and without places in lists: `metadata_options.http_tokens`
 */
export function isHarmless(type: string, path: string, isUnknown: boolean): boolean {
  const [first = ''] = path.split('.');
  if (WORDS.test(first) || (isUnknown && TOLD.test(first))) return true;
  return ROWS.some(({ fits, paths }) => fits(type) && paths.some((known) => covers(known, path)));
}

/** Whether what is said of a path is said of another one: of itself and all that is in it. */
export function covers(known: string, path: string): boolean {
  return known === '*' || path === known || path.startsWith(`${known}.`);
}
