import { quote } from '../errors';
import type { ListenerId } from '../listeners/listeners';

/** The fields of a spec that hold settings by the keys of Kafka and of ZooKeeper. */
export type SettingsField =
  'brokerSettings' | 'zookeeperSettings' | `listeners.${ListenerId}.settings`;

/** Where a setting stands in a spec; letters that no key has are escaped. */
export function settingPath(field: SettingsField, key: string): string {
  return `${field}[${quote(key)}]`;
}
