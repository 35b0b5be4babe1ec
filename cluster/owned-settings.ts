import { OWNED_BROKER_SETTINGS } from './owned-broker-settings';
import { OWNED_ZOOKEEPER_SETTINGS } from './owned-zookeeper-settings';

/** Why some keys may not stand in `brokerSettings` or `zookeeperSettings`. */
export interface OwnedSetting {
  /** The field of the spec that decides instead; left out where nothing is left to decide. */
  readonly governedBy?: string;
  /** As the end of "must be left out, as …". */
  readonly reason: string;
}

/** Keys that are owned for one reason; a `*` at the end stands for any further letters. */
export interface OwnedSettings extends OwnedSetting {
  readonly keys: readonly string[];
}

/** Why this key may not stand in `brokerSettings`; undefined where it may. */
export function ownedBrokerSetting(key: string): OwnedSetting | undefined {
  return ownerOf(key, OWNED_BROKER_SETTINGS);
}

/** Why this key may not stand in `zookeeperSettings`; undefined where it may. */
export function ownedZookeeperSetting(key: string): OwnedSetting | undefined {
  return ownerOf(key, OWNED_ZOOKEEPER_SETTINGS);
}

function ownerOf(key: string, table: readonly OwnedSettings[]): OwnedSetting | undefined {
  return table.find(({ keys }) => keys.some((pattern) => matchesKey(key, pattern)));
}

/** Whether a key is the one named, or of a pattern that ends with `*`. */
export function matchesKey(key: string, pattern: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}
