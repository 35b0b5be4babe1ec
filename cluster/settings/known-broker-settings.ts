import { BROKER_SETTING_TABLES } from '../data/broker-setting-tables';
import { KAFKA_VERSIONS, type KafkaVersion } from '../kafka-releases';
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

interface Known {
  readonly byKey: ReadonlyMap<string, KnownBrokerSetting>;
  readonly internalKeys: ReadonlySet<string>;
}

const known = new Map<KafkaVersion, Known>(
  KAFKA_VERSIONS.map((version) => {
    const { settings, internalKeys } = BROKER_SETTING_TABLES[version];
    const rows = settings as readonly KnownBrokerSetting[];
    const byKey = new Map(rows.map((setting) => [setting.key, setting]));
    return [version, { byKey, internalKeys: new Set(internalKeys) }];
  }),
);

const of = (version: KafkaVersion): Known => known.get(version)!;

/**
 * Every broker setting of a release's documentation, sorted by key. Written from Kafka's classes by
 * `npm run generate:broker-settings`.
 */
export function knownBrokerSettings(version: KafkaVersion): readonly KnownBrokerSetting[] {
  return [...of(version).byKey.values()];
}

/**
 * What Kafka says about this key; undefined for internal keys too.
 *
 * @param version undefined where nobody knows it: then the newest release that has the key
 */
export function knownBrokerSetting(
  version: KafkaVersion | undefined,
  key: string,
): KnownBrokerSetting | undefined {
  const asked = version ?? releasesThatKnow(key)[0];
  return asked && of(asked).byKey.get(key);
}

/** The releases that know this key, the newest first. */
export function releasesThatKnow(key: string): readonly KafkaVersion[] {
  return KAFKA_VERSIONS.filter((version) => of(version).byKey.has(key));
}

/**
 * Whether Kafka has this key for itself: it reads it, but neither documents it nor shows it in
 * DescribeConfigs, so nobody could see whether it is in effect, and any release may drop it.
 */
export function isInternalBrokerKey(version: KafkaVersion, key: string): boolean {
  return of(version).internalKeys.has(key);
}

/** The known key that was meant by this one; undefined where none is near. */
export function nearBrokerSetting(version: KafkaVersion, key: string): string | undefined {
  return nearWord(key, [...of(version).byKey.keys()]);
}
