import { attributeRule } from '../attributes/attribute-rule';
import { becomes, lowered, turnedOff, turnedOn } from '../attributes/harms';

/** Guards against deletion that are let down. */
export const protectionOff = attributeRule(
  {
    id: 'protection-off',
    title: 'A guard against termination or deletion is turned off',
    severity: 'care',
    what: 'Turns off a guard of',
    why: 'It kept a wrong command, or the next plan, from ending what it guards. Often it goes one deploy before the thing itself.',
    remedy: 'Leave it on until the very change that needs it off.',
  },
  [
    {
      attributes: `
        deletion_protection deletion_protection_enabled enable_deletion_protection
        delete_protection termination_protection termination_protection_enabled disable_api_stop
        disable_api_termination final_snapshot prevent_destroy protect_from_scale_in
        purge_protection_enabled rebuild_protection settings.deletion_protection_enabled
        is_delete_protected prevent_deletion retention_policy.is_locked lock_configuration.enabled
        object_lock_enabled
      `,
      harm: turnedOff,
    },
    {
      attributes: `
        skip_final_snapshot skip_final_backup bypass_policy_lockout_safety_check
        delete_automated_backups delete_contents_on_destroy allow_stopping_for_update
        reset_on_delete
      `,
      harm: turnedOn,
    },
    {
      holds: ['data', 'key'],
      attributes: 'force_destroy force_delete recursive_delete',
      harm: turnedOn,
      what: 'Lets all that is in it go with',
    },
    {
      attributes: 'reclaim_policy deletion_policy',
      harm: becomes('Delete', 'DELETE', 'Recycle', 'FORCE'),
    },
    {
      attributes: `
        deletion_window_in_days recovery_window_in_days soft_delete_retention_days
        soft_delete_retention_in_days destroy_scheduled_duration
        soft_delete_policy.retention_duration_seconds retention_policy.retention_period
        blob_properties.delete_retention_policy.days rule.default_retention.days
        blob_properties.container_delete_retention_policy.days rule.default_retention.years
        object_lock_configuration.rule.default_retention.days min_retention_days
        object_lock_configuration.rule.default_retention.years immutability_period_in_days
      `,
      harm: lowered(),
      what: 'Gives less time to take a deletion back in',
      why: 'What is deleted by mistake is gone for good after that time.',
    },
  ],
);
