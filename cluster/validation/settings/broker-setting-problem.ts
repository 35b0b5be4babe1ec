import { documentationPage, type KafkaVersion } from '../../kafka-releases';
import {
  isInternalBrokerKey,
  knownBrokerSetting,
  nearBrokerSetting,
  releasesThatKnow,
} from '../../settings/known-broker-settings';
import { parsePrefixedKey, type PrefixedKey } from '../../listeners/listener-settings';
import { LISTENERS } from '../../listeners/listeners';
import { reservedBrokerSetting } from '../../settings/reserved-settings';
import type { SettingShape } from '../../settings/setting-type';
import { brokerSettingLimit } from './broker-setting-limits';
import { SECRET_IN_SPEC } from './secret-name';
import { reservedSettingProblem, type SettingProblem } from './setting-problem';
import { valueProblem } from './setting-value';

const SECRET: SettingProblem = {
  ...SECRET_IN_SPEC,
  remedy: 'Leave it out: no setting that this package allows needs a secret',
};

/** What is wrong with one of `brokerSettings` by itself, for this release; undefined where nothing is. */
export function brokerSettingProblem(
  version: KafkaVersion,
  key: string,
  value: unknown,
): SettingProblem | undefined {
  const prefixed = parsePrefixedKey(key);
  if (prefixed) return prefixedKeyProblem(version, prefixed);
  const closed = closedKeyProblem(version, key);
  if (closed) return closed;
  const shape = brokerSettingShape(version, key);
  if (!shape) return unknownBrokerKey(version, key);
  const wrong = valueProblem(value, shape);
  return wrong && { ...wrong, value };
}

/** What is wrong with a key whatever its value. */
function closedKeyProblem(version: KafkaVersion, key: string): SettingProblem | undefined {
  if (knownBrokerSetting(version, key)?.sensitive) return SECRET;
  const reserved = reservedBrokerSetting(key);
  return reserved && reservedSettingProblem(reserved);
}

/** A key for one listener, and perhaps for one SASL mechanism there: `scram-sha-512.sasl.…`. */
function prefixedKeyProblem(version: KafkaVersion, { listener, key }: PrefixedKey): SettingProblem {
  const closed =
    closedKeyProblem(version, key) ?? closedKeyProblem(version, key.replace(/^[^.]+\./, ''));
  if (closed) return closed;
  const fields = LISTENERS.map(({ id }) => `listeners.${id}.settings`);
  return {
    rule: 'stand with the listener that it is for',
    remedy:
      listener === undefined
        ? `Use one of the fields ${fields.join(', ')} of the spec`
        : `Use the field listeners.${listener.id}.settings of the spec, with the key '${key}'`,
  };
}

/** Kafka's own shape of a setting, narrowed to what a broker can work with. */
export function brokerSettingShape(version: KafkaVersion, key: string): SettingShape | undefined {
  const known = knownBrokerSetting(version, key);
  return known && { ...known, validValues: brokerSettingLimit(key) ?? known.validValues };
}

/** Its value stays out of the message too: it may be a secret under a misspelt key. */
function unknownBrokerKey(version: KafkaVersion, key: string): SettingProblem {
  if (isInternalBrokerKey(version, key)) {
    return {
      rule: 'be left out, as Kafka keeps it for itself: no tool shows whether it is in effect, and any release may drop it',
      remedy: 'Leave it out',
    };
  }
  return {
    rule: `be a setting of Kafka ${version}; a broker passes over others without a word`,
    remedy: remedyOfUnknown(version, key),
  };
}

function remedyOfUnknown(version: KafkaVersion, key: string): string {
  const elsewhere = releasesThatKnow(key);
  if (elsewhere.length > 0) return `Leave it out: Kafka ${elsewhere.join(' and ')} has it`;
  const meant = nearBrokerSetting(version, key);
  const field = meant === undefined ? undefined : reservedBrokerSetting(meant)?.governedBy;
  return meant === undefined
    ? `Leave it out, or look for its name in ${documentationPage(version)}#brokerconfigs`
    : `Did you mean '${meant}'${field === undefined ? '' : `, which the field ${field} decides`}`;
}
