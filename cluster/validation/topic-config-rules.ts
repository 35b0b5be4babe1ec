import { isRecord } from '../checks/checks';
import { quote, type Problem } from '../errors';
import { documentationPage, kafkaVersionOf, type KafkaVersion } from '../kafka-releases';
import {
  knownTopicSetting,
  nearTopicSetting,
  releasesWithTopicSetting,
} from '../settings/known-topic-settings';
import { numberOfSetting } from '../settings/setting-of-spec';
import type { KafkaClusterSpec } from '../spec';
import { reservedTopicSetting } from '../topics/reserved-topic-settings';
import { reservedSettingProblem, type SettingProblem } from './settings/setting-problem';
import { valueProblem } from './settings/setting-value';

/** The release has every setting that a topic gives by its own key, and takes its value. */
export function topicConfigsSound(spec: KafkaClusterSpec): readonly Problem[] {
  const version = kafkaVersionOf(spec);
  return (spec.topics ?? []).flatMap(({ config }, index) => {
    if (!isRecord(config)) return [];
    const path = (key: string) => `topics[${index}].config[${quote(key)}]`;
    const problems = Object.entries(config).flatMap(([key, value]) => {
      const problem = value === undefined ? undefined : keyProblem(version, key, value);
      return problem ? [{ path: path(key), ...problem }] : [];
    });
    return problems.length > 0 ? problems : lagsInOrder(config, path);
  });
}

function keyProblem(
  version: KafkaVersion,
  key: string,
  value: unknown,
): SettingProblem | undefined {
  const reserved = reservedTopicSetting(key);
  if (reserved) return reservedSettingProblem(reserved);
  const known = knownTopicSetting(version, key);
  if (!known) return unknownKey(version, key);
  const wrong = valueProblem(value, known);
  return wrong && { ...wrong, value };
}

function unknownKey(version: KafkaVersion, key: string): SettingProblem {
  return {
    rule: `be a setting of topics of Kafka ${version}, which refuses others`,
    remedy: remedyOfUnknown(version, key),
  };
}

function remedyOfUnknown(version: KafkaVersion, key: string): string {
  const elsewhere = releasesWithTopicSetting(key);
  if (elsewhere.length > 0) return `Leave it out: Kafka ${elsewhere.join(' and ')} has it`;
  const meant = nearTopicSetting(version, key);
  return meant === undefined
    ? `Leave it out, or look for its name in ${documentationPage(version)}#topicconfigs`
    : `Did you mean '${meant}'`;
}

/** The one rule that Kafka has between two of them. */
function lagsInOrder(config: object, path: (key: string) => string): readonly Problem[] {
  const least = numberOfSetting(config, 'min.compaction.lag.ms', 0);
  const most = numberOfSetting(config, 'max.compaction.lag.ms', Infinity);
  if (least <= most) return [];
  return [
    {
      path: path('min.compaction.lag.ms'),
      rule: `be at most max.compaction.lag.ms (${most})`,
      value: least,
      remedy: 'Lower it, or raise the other',
    },
  ];
}
