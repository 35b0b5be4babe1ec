import {
  isInternalBrokerKey,
  KNOWN_BROKER_SETTINGS_VERSION,
  knownBrokerSetting,
  nearBrokerSetting,
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

/** What is wrong with one of `brokerSettings` by itself; undefined where nothing is. */
export function brokerSettingProblem(key: string, value: unknown): SettingProblem | undefined {
  const prefixed = parsePrefixedKey(key);
  if (prefixed) return prefixedKeyProblem(prefixed);
  const closed = closedKeyProblem(key);
  if (closed) return closed;
  const shape = brokerSettingShape(key);
  if (!shape) return unknownBrokerKey(key);
  const wrong = valueProblem(value, shape);
  return wrong && { ...wrong, value };
}

/** What is wrong with a key whatever its value. */
function closedKeyProblem(key: string): SettingProblem | undefined {
  if (knownBrokerSetting(key)?.sensitive) return SECRET;
  const reserved = reservedBrokerSetting(key);
  return reserved && reservedSettingProblem(reserved);
}

/** A key for one listener, and perhaps for one SASL mechanism there: `scram-sha-512.sasl.…`. */
function prefixedKeyProblem({ listener, key }: PrefixedKey): SettingProblem {
  const closed = closedKeyProblem(key) ?? closedKeyProblem(key.replace(/^[^.]+\./, ''));
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
export function brokerSettingShape(key: string): SettingShape | undefined {
  const known = knownBrokerSetting(key);
  return known && { ...known, validValues: brokerSettingLimit(key) ?? known.validValues };
}

/** Its value stays out of the message too: it may be a secret under a misspelt key. */
function unknownBrokerKey(key: string): SettingProblem {
  if (isInternalBrokerKey(key)) {
    return {
      rule: 'be left out, as Kafka keeps it for itself: no tool shows whether it is in effect, and any release may drop it',
      remedy: 'Leave it out',
    };
  }
  const meant = nearBrokerSetting(key);
  const field = meant === undefined ? undefined : reservedBrokerSetting(meant)?.governedBy;
  return {
    rule: `be a setting of Kafka ${KNOWN_BROKER_SETTINGS_VERSION}; a broker passes over others without a word`,
    remedy:
      meant === undefined
        ? 'Leave it out, or look for its name in https://kafka.apache.org/39/documentation.html#brokerconfigs'
        : `Did you mean '${meant}'${field === undefined ? '' : `, which the field ${field} decides`}`,
  };
}
