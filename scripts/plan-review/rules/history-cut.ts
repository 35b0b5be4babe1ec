import { attributeRule } from '../attributes/attribute-rule';
import { changed, gained, lowered, turnedOff, turnedOn } from '../attributes/harms';
import { TOPIC_TYPES } from '../facts/kafka/topic-settings';
import { blocksOf } from '../../terraform-plan/values';
import { words } from '../lists';

const NO_VERSIONS = {
  severity: 'danger',
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
  },
  [
    {
      attributes: words(`
        retention_in_days retention_days retention_period retention_period_hours
        retention_period_in_days retention_hours data_retention_in_hours message_retention_seconds
        message_retention_duration message_retention message_retention_in_days retention_duration
        retention_seconds ttl_in_days retention_properties.magnetic_store_retention_period_in_days
        retention_description.retention_time_in_hours data_retention_time_in_days
        retention_properties.memory_store_retention_period_in_hours
      `),
      // Of topics, settings by settings.
      except: TOPIC_TYPES,
      harm: lowered(0, -1, null),
      severity: 'danger',
      isFinal: true,
      what: 'Keeps data for less time in',
      why: 'What is older than the new limit is deleted within minutes of the change, and readers that lag behind lose it.',
      remedy: 'See that nobody needs the older data, or copy it first.',
    },
    {
      attributes: [
        'default_time_to_live',
        'default_ttl',
        'default_ttl_seconds',
        'default_table_expiration_ms',
      ],
      harm: lowered(0, -1, null),
      severity: 'danger',
      isFinal: true,
      what: 'Lets data expire sooner in',
      why: 'What is older than that is deleted by itself, that which stands already among it.',
      remedy: 'See that nobody needs the older data, or copy it first.',
    },
    {
      attributes: ['ttl.enabled', 'time_to_live_specification.enabled'],
      harm: turnedOn,
      severity: 'danger',
      isFinal: true,
      what: 'Lets data expire in',
      why: 'Each item whose time lies in the past is deleted by itself, those that stand already among them.',
      remedy: 'See what the attribute of the time says in the items that stand.',
    },
    {
      attributes: words(`
        backup_retention_period backup_retention_days automated_snapshot_retention_period
        snapshot_retention_limit automatic_backup_retention_days backup_retention
        settings.backup_configuration.transaction_log_retention_days snapshot_retention_period
        settings.backup_configuration.backup_retention_settings.retained_backups
        backup_retention_count short_term_retention_policy.retention_days
        backup.retention_interval_in_hours continuous_backup_config.recovery_window_days
        automated_backup_policy.time_based_retention.retention_period
      `),
      harm: lowered(),
      severity: 'danger',
      isFinal: true,
      what: 'Keeps backups for less time of',
      why: 'Backups older than that are deleted, with 0 all of them: no way back to those days is left.',
      remedy: 'Take a copy of the backups that may be needed first.',
    },
    {
      attributes: words(`
        point_in_time_recovery.enabled point_in_time_recovery_enabled backup_enabled
        settings.backup_configuration.enabled pit_enabled cloud_backup backups
        settings.backup_configuration.point_in_time_recovery_enabled backups_enabled
        provider_backup_enabled geo_backup_enabled enable_backup automated_backup
        continuous_backup_config.enabled settings.backup_configuration.binary_log_enabled
      `),
      harm: turnedOff,
      severity: 'danger',
      isFinal: true,
      what: 'Turns backups off for',
      why: 'The backups that there are go with it: no way back to an earlier day is left.',
      remedy: 'Leave them on, or take a copy that stays first.',
    },
    {
      attributes: words(`
        rule.lifecycle.delete_after policy_details.schedule.retain_rule.count
        policy_details.schedule.retain_rule.interval retention_daily.count retention_weekly.count
        retention_monthly.count retention_yearly.count
        snapshot_schedule_policy.retention_policy.max_retention_days retain_days
        instant_restore_retention_days retention_daily_count max_retention_days
        policy_item_daily.retention_value policy_item_hourly.retention_value
      `),
      harm: lowered(null),
      severity: 'danger',
      what: 'Keeps fewer backups by',
      why: 'Those that are made from now on are deleted sooner, and with most schedules those that there are, at the next run.',
      remedy: 'See how far back a way must lead.',
    },
    {
      types: ['aws_s3_bucket_lifecycle_configuration'],
      attributes: [
        'rule.noncurrent_version_expiration.noncurrent_days',
        'rule.noncurrent_version_expiration.newer_noncurrent_versions',
      ],
      harm: lowered(),
      severity: 'danger',
      isFinal: true,
      what: 'Keeps older versions of objects for less time by',
      why: 'They are what a mistake is undone with, and those that are older than the new limit are deleted within a day.',
      remedy: 'Keep them as long as anybody may need to notice a mistake.',
    },
    {
      types: ['*_ecr_lifecycle_policy', '*_ecrpublic_lifecycle_policy', '*_cleanup_policy'],
      attributes: ['policy', 'cleanup_policies'],
      harm: changed,
      alsoReaching: true,
      severity: 'danger',
      isFinal: true,
      what: 'Lets images be deleted by',
      why: 'What the policy matches is deleted without a further plan, images that hosts still start from among it.',
      remedy: 'See which images it matches today, and which are in use.',
    },
    {
      types: ['*_bucket_versioning'],
      attributes: ['versioning_configuration.status', 'status'],
      harm: turnedOff,
      alsoGone: true,
      ...NO_VERSIONS,
    },
    {
      holds: ['data'],
      attributes: words(`
        versioning.enabled versioning.status versioning_enabled enable_versioning
        blob_properties.versioning_enabled blob_properties.change_feed_enabled
      `),
      harm: turnedOff,
      ...NO_VERSIONS,
    },
    {
      types: [
        'google_storage_bucket',
        '*_oss_bucket',
        '*_cos_bucket',
        '*_spaces_bucket',
        '*_object_bucket',
      ],
      attributes: ['lifecycle_rule', 'lifecycle_rules'],
      harm: gained((rule) => {
        const actions = blocksOf(rule, 'action');
        return actions.length === 0 || actions.some(({ type }) => type === 'Delete');
      }),
      severity: 'danger',
      isFinal: true,
      what: 'Lets objects expire in',
      why: 'What a rule matches is deleted without a further plan, objects that stand already among it.',
      remedy: 'See which objects it matches today.',
    },
  ],
);
