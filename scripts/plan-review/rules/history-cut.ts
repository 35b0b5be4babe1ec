import { attributeRule } from '../attributes/attribute-rule';
import { changed, gained, lowered, turnedOff, turnedOn } from '../attributes/harms';
import { TOPIC_TYPES } from '../facts/kafka/topic-settings';
import { blocksOf } from '../../terraform-plan/values';

const VERSIONS_OFF = {
  harm: turnedOff,
  isFinal: false,
  what: 'No longer keeps older versions by',
  why: 'A file that is overwritten or deleted can no longer be brought back: a rollback of the hosts’ files is an older version of an object.',
  remedy: 'Keep versioning on, and let a lifecycle rule clear old versions.',
} as const;

/** What stores keep of older data, and no longer do. */
export const historyCut = attributeRule(
  {
    id: 'history-cut',
    title: 'A store keeps data, its versions or its backups for less time, or no longer',
    isAboutData: true,
    severity: 'danger',
    isFinal: true,
    remedy: 'See that nobody needs what goes, or copy it first.',
  },
  [
    {
      attributes: `
        retention_in_days retention_days retention_period retention_period_hours
        retention_period_in_days retention_hours data_retention_in_hours message_retention_seconds
        message_retention_duration message_retention message_retention_in_days retention_duration
        retention_seconds ttl_in_days retention_properties.magnetic_store_retention_period_in_days
        retention_description.retention_time_in_hours data_retention_time_in_days
        retention_properties.memory_store_retention_period_in_hours default_time_to_live default_ttl
        default_ttl_seconds default_table_expiration_ms
      `,
      // Of topics, settings by settings.
      except: TOPIC_TYPES,
      harm: lowered(0, -1, null),
      what: 'Keeps data for less time in',
      why: 'What is older than the new limit is deleted within minutes of the change, and readers that lag behind lose it.',
    },
    {
      attributes: 'ttl.enabled time_to_live_specification.enabled',
      harm: turnedOn,
      what: 'Lets data expire in',
      why: 'Each item whose time lies in the past is deleted by itself, those that stand already among them.',
    },
    {
      attributes: `
        backup_retention_period backup_retention_days automated_snapshot_retention_period
        snapshot_retention_limit automatic_backup_retention_days backup_retention
        settings.backup_configuration.transaction_log_retention_days snapshot_retention_period
        settings.backup_configuration.backup_retention_settings.retained_backups
        backup_retention_count short_term_retention_policy.retention_days
        backup.retention_interval_in_hours continuous_backup_config.recovery_window_days
        automated_backup_policy.time_based_retention.retention_period
        rule.noncurrent_version_expiration.noncurrent_days
        rule.noncurrent_version_expiration.newer_noncurrent_versions
      `,
      harm: lowered(),
      what: 'Keeps backups or older versions for less time of',
      why: 'Those older than that are deleted, with 0 all of them: no way back to those days is left.',
    },
    {
      attributes: `
        point_in_time_recovery.enabled point_in_time_recovery_enabled backup_enabled
        settings.backup_configuration.enabled pit_enabled cloud_backup backups
        settings.backup_configuration.point_in_time_recovery_enabled backups_enabled
        provider_backup_enabled geo_backup_enabled enable_backup automated_backup
        continuous_backup_config.enabled settings.backup_configuration.binary_log_enabled
      `,
      harm: turnedOff,
      what: 'Turns backups off for',
      why: 'The backups that there are go with it: no way back to an earlier day is left.',
    },
    {
      attributes: `
        rule.lifecycle.delete_after policy_details.schedule.retain_rule.count
        policy_details.schedule.retain_rule.interval retention_daily.count retention_weekly.count
        retention_monthly.count retention_yearly.count
        snapshot_schedule_policy.retention_policy.max_retention_days retain_days
        instant_restore_retention_days retention_daily_count max_retention_days
        policy_item_daily.retention_value policy_item_hourly.retention_value
      `,
      harm: lowered(null),
      isFinal: false,
      what: 'Keeps fewer backups by',
      why: 'Those that are made from now on are deleted sooner, and with most schedules those that there are, at the next run.',
    },
    {
      types: '*_ecr_lifecycle_policy *_ecrpublic_lifecycle_policy *_cleanup_policy',
      attributes: 'policy cleanup_policies',
      harm: changed,
      alsoReaching: true,
      what: 'Lets images be deleted by',
      why: 'What the policy matches is deleted without a further plan, images that hosts still start from among it.',
    },
    {
      types: '*_bucket_versioning',
      attributes: 'versioning_configuration.status status',
      alsoGone: true,
      ...VERSIONS_OFF,
    },
    {
      holds: ['data'],
      attributes: `
        versioning.enabled versioning.status versioning_enabled enable_versioning
        blob_properties.versioning_enabled blob_properties.change_feed_enabled
      `,
      ...VERSIONS_OFF,
    },
    {
      types: 'google_storage_bucket *_oss_bucket *_cos_bucket *_spaces_bucket *_object_bucket',
      attributes: 'lifecycle_rule lifecycle_rules',
      harm: gained((rule) => {
        const actions = blocksOf(rule, 'action');
        return actions.length === 0 || actions.some(({ type }) => type === 'Delete');
      }),
      what: 'Lets objects expire in',
      why: 'What a rule matches is deleted without a further plan, objects that stand already among it.',
    },
  ],
);
