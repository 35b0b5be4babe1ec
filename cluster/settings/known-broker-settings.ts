import table from '../data/broker-settings-3.9.2.json';
import type { SettingShape } from './setting-type';
import { nearWord } from '../checks/near-word';

/** How a setting can change on a running cluster. */
export type BrokerSettingUpdateMode =
  /** Only by a restart of the broker. */
  | 'read-only'
  /** While it runs, for each broker by itself. */
  | 'per-broker'
  /** While it runs, for each broker by itself or for all at once. */
  | 'cluster-wide';

/** What Kafka's own classes say about one broker setting. */
export interface KnownBrokerSetting extends SettingShape {
  readonly key: string;
  /**
   * Kafka's default as server.properties would spell it, exact beyond 2^53 too; null where Kafka
   * has none, which often means that another setting decides.
   */
  readonly default: string | null;
  readonly updateMode: BrokerSettingUpdateMode;
  /** A secret, which Kafka itself never shows. */
  readonly sensitive: boolean;
}

/**
 * Every broker setting of Kafka's documentation, sorted by key. Written from Kafka's classes by
 * `npm run generate:broker-settings`.
 * @see https://kafka.apache.org/39/documentation.html#brokerconfigs
 */
export const KNOWN_BROKER_SETTINGS = table.settings as readonly KnownBrokerSetting[];

/** The Kafka release whose classes the table was read from. */
export const KNOWN_BROKER_SETTINGS_VERSION = table.kafkaVersion;

const byKey = new Map(KNOWN_BROKER_SETTINGS.map((setting) => [setting.key, setting]));
const internalKeys = new Set(table.internalKeys);

/** What Kafka says about this key; undefined for internal keys too. */
export function knownBrokerSetting(key: string): KnownBrokerSetting | undefined {
  return byKey.get(key);
}

/**
 * Whether Kafka has this key for itself: it reads it, but neither documents it nor shows it in
 * DescribeConfigs, so nobody could see whether it is in effect, and any release may drop it.
 */
export function isInternalBrokerKey(key: string): boolean {
  return internalKeys.has(key);
}

/** The known key that was meant by this one; undefined where none is near. */
export function nearBrokerSetting(key: string): string | undefined {
  return nearWord(key, [...byKey.keys()]);
}
