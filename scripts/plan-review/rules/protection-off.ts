import { joinSaid, say } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { groupBy } from '../lists';
import type { Rule } from '../rule';
import { numberOf } from '../../terraform-plan/values';

const GUARDS = [
  'deletion_protection',
  'deletion_protection_enabled',
  'disable_api_stop',
  'disable_api_termination',
  'enable_deletion_protection',
  'final_snapshot',
  'termination_protection',
] as const;
/** What loosens a guard when it is turned on. */
const LOOSENERS = ['skip_final_snapshot', 'bypass_policy_lockout_safety_check'] as const;

/** Days in which a deletion can be taken back. */
const WAITS = ['deletion_window_in_days', 'recovery_window_in_days'] as const;

/** Guards against deletion that are let down. */
export const protectionOff: Rule = {
  id: 'protection-off',
  title: 'A guard against termination or deletion is turned off',
  judge: ({ resources }) => {
    const off = [...resources.values()].flat().flatMap((resource) => {
      const keys = guardsOff(resource);
      return keys.length > 0 ? [{ resource, keys: joinSaid(keys) }] : [];
    });
    return [...groupBy(off, ({ keys, resource }) => `${resource.type} ${keys}`).values()].map(
      (group) => ({
        severity: 'care',
        what: say`Turns off a guard of ${joinSaid(group.map(({ resource }) => resource.address))}: ${group[0]!.keys}.`,
        why: 'It kept a wrong command, or the next plan, from ending what it guards. Often it goes one deploy before the thing itself.',
        remedy: 'Leave it on until the very change that needs it off.',
        addresses: group.map(({ resource }) => resource.address),
      }),
    );
  },
};

function guardsOff({ change, before, after }: ResourceChange) {
  if (change !== 'update' && change !== 'replace') return [];
  return [
    ...GUARDS.filter((key) => before?.[key] === true && after?.[key] !== true),
    ...WAITS.filter((key) => (numberOf(after, key) ?? 0) < (numberOf(before, key) ?? 0)),
    ...LOOSENERS.filter((key) => before?.[key] === false && after?.[key] === true),
  ];
}
