import { nearWord } from '../checks/near-word';
import { BROKER_SETTING_TABLES } from '../data/broker-setting-tables';
import { KAFKA_VERSIONS, type KafkaVersion } from '../kafka-releases';
import type { SettingShape } from './setting-type';

/** What Kafka's own classes say about one setting of topics. */
export interface KnownTopicSetting extends SettingShape {
  readonly key: string;
  /** Kafka's default, as text; null where it has none. */
  readonly default: string | null;
  /** The broker setting that a topic takes where it has none of its own; null where there is none. */
  readonly brokerKey: string | null;
}

const known = new Map<KafkaVersion, ReadonlyMap<string, KnownTopicSetting>>(
  KAFKA_VERSIONS.map((version) => {
    const rows = BROKER_SETTING_TABLES[version].topicSettings as readonly KnownTopicSetting[];
    return [version, new Map(rows.map((setting) => [setting.key, setting]))];
  }),
);

/** What Kafka of this release says about a setting of topics; undefined where it knows none of this key. */
export function knownTopicSetting(
  version: KafkaVersion,
  key: string,
): KnownTopicSetting | undefined {
  return known.get(version)!.get(key);
}

/** The releases that know this key, the newest first. */
export function releasesWithTopicSetting(key: string): readonly KafkaVersion[] {
  return KAFKA_VERSIONS.filter((version) => known.get(version)!.has(key));
}

/** The known key that was meant by this one; undefined where none is near. */
export function nearTopicSetting(version: KafkaVersion, key: string): string | undefined {
  return nearWord(key, [...known.get(version)!.keys()]);
}
