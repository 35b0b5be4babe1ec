import type { Problem } from '../../errors';
import { kafkaVersionOf, type KafkaVersion } from '../../kafka-releases';
import { knownZookeeperSetting } from '../../settings/known-zookeeper-settings';
import type { SettingShape } from '../../settings/setting-type';
import type { KafkaClusterSpec } from '../../spec';
import { brokerSettingProblem, brokerSettingShape } from './broker-setting-problem';
import { brokerSettingRules } from './broker-setting-rules';
import { isRecord } from '../../checks/checks';
import { settingPath, type SettingProblem, type SettingsField } from './setting-problem';
import { isNumeric } from './setting-value';
import { zookeeperSettingProblem } from './zookeeper-setting-problem';
import { zookeeperSettingRules } from './zookeeper-setting-rules';

/**
 * All that is wrong with `brokerSettings`: keys that Kafka doesn't know or that the spec decides
 * elsewhere, secrets, values that Kafka can't take, and settings that can't work together. Expects
 * `brokers` and `topicDefaults` to be sound, and anything at all in `brokerSettings`.
 */
export function validateBrokerSettings(spec: KafkaClusterSpec): Problem[] {
  const { problems, sound } = checkEach(
    'brokerSettings',
    spec.brokerSettings,
    brokerOf(kafkaVersionOf(spec)),
  );
  return [...problems, ...brokerSettingRules({ ...spec, brokerSettings: sound })];
}

/** The same of `zookeeperSettings`, and of the brokers' session, whose bounds ZooKeeper sets. */
export function validateZookeeperSettings(spec: KafkaClusterSpec): Problem[] {
  const { problems, sound } = checkEach('zookeeperSettings', spec.zookeeperSettings, ZOOKEEPER);
  return [...problems, ...zookeeperSettingRules({ ...spec, zookeeperSettings: sound })];
}

/** How the settings of one of the two programs are looked at by themselves. */
interface Program {
  readonly problemOf: (key: string, value: unknown) => SettingProblem | undefined;
  readonly shapeOf: (key: string) => SettingShape | undefined;
}

const brokerOf = (version: KafkaVersion): Program => ({
  problemOf: (key, value) => brokerSettingProblem(version, key, value),
  shapeOf: (key) => brokerSettingShape(version, key),
});
const ZOOKEEPER: Program = { problemOf: zookeeperSettingProblem, shapeOf: knownZookeeperSetting };

/**
 * The problems of each setting by itself, and the settings for the rules between them: without the
 * unsound ones, save that an unsound number stands as NaN, lest its default be blamed.
 */
function checkEach(field: SettingsField, settings: unknown, { problemOf, shapeOf }: Program) {
  if (settings !== undefined && !isRecord(settings)) {
    const remedy = 'Give an object of keys and values';
    return {
      problems: [{ path: field, rule: 'be an object', value: settings, remedy }],
      sound: {},
    };
  }
  const problems: Problem[] = [];
  const sound = new Map<string, unknown>();
  for (const [key, value] of Object.entries(settings ?? {})) {
    const problem = value === undefined ? undefined : problemOf(key, value);
    const shape = shapeOf(key);
    if (problem) problems.push({ path: settingPath(field, key), ...problem });
    if (!problem) sound.set(key, value);
    else if (shape && isNumeric(shape)) sound.set(key, NaN);
  }
  return { problems, sound: Object.fromEntries(sound) };
}
