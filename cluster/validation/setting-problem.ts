import type { Problem } from '../errors';
import type { ReservedSetting } from '../settings/reserved-setting';

/** A problem of one setting, without where it stands. */
export type SettingProblem = Omit<Problem, 'path'>;

/** The value is no part of it: it says nothing, and might be a secret. */
export function reservedSettingProblem({ governedBy, reason }: ReservedSetting): SettingProblem {
  return {
    rule: `be left out, as ${reason}`,
    remedy: governedBy === undefined ? 'Leave it out' : `Use the field ${governedBy} of the spec`,
  };
}
