import { quote, type Problem } from '../../errors';
import type { ListenerId } from '../../listeners/listeners';
import type { ReservedSetting } from '../../settings/reserved-setting';

/** The fields of a spec that hold settings by the keys of Kafka and of ZooKeeper. */
export type SettingsField =
  'brokerSettings' | 'zookeeperSettings' | `listeners.${ListenerId}.settings`;

/** Where a setting stands in a spec; letters that no key has are escaped. */
export function settingPath(field: SettingsField, key: string): string {
  return `${field}[${quote(key)}]`;
}

/** A problem of one setting, without where it stands. */
export type SettingProblem = Omit<Problem, 'path'>;

/** The value is no part of it: it says nothing, and might be a secret. */
export function reservedSettingProblem({ governedBy, reason }: ReservedSetting): SettingProblem {
  return {
    rule: `be left out, as ${reason}`,
    remedy: governedBy === undefined ? 'Leave it out' : `Use the field ${governedBy} of the spec`,
  };
}
