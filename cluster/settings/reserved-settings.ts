import { matchesKey, type ReservedSetting, type ReservedSettings } from './reserved-setting';
import { RESERVED_BROKER_SETTINGS } from './reserved-broker-settings';
import { RESERVED_ZOOKEEPER_SETTINGS } from './reserved-zookeeper-settings';

/** Why this key may not stand in `brokerSettings`; undefined where it may. */
export function reservedBrokerSetting(key: string): ReservedSetting | undefined {
  return reasonIn(key, RESERVED_BROKER_SETTINGS);
}

/** Why this key may not stand in `zookeeperSettings`; undefined where it may. */
export function reservedZookeeperSetting(key: string): ReservedSetting | undefined {
  return reasonIn(key, RESERVED_ZOOKEEPER_SETTINGS);
}

function reasonIn(key: string, table: readonly ReservedSettings[]): ReservedSetting | undefined {
  return table.find(({ keys }) => keys.some((pattern) => matchesKey(key, pattern)));
}
