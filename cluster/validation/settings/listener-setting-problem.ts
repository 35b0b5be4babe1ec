import { closest } from 'fastest-levenshtein';
import type { KafkaVersion } from '../../kafka-releases';
import { knownBrokerSetting } from '../../settings/known-broker-settings';
import {
  LISTENER_SETTINGS,
  listenerSetting,
  parsePrefixedKey,
} from '../../listeners/listener-settings';
import { listenerKind, type ListenerId } from '../../listeners/listeners';
import { reservedBrokerSetting } from '../../settings/reserved-settings';
import { brokerSettingProblem } from './broker-setting-problem';
import type { SettingProblem } from './setting-problem';

const KEYS = LISTENER_SETTINGS.map(({ key }) => key);

/** What is wrong with a setting of one listener by itself; undefined where nothing is. */
export function listenerSettingProblem(
  version: KafkaVersion,
  id: ListenerId,
  [key, value]: readonly [string, unknown],
): SettingProblem | undefined {
  const setting = listenerSetting(key);
  if (setting === undefined) return strangeKey(version, key, value);
  const { notBetweenBrokers } = setting;
  return listenerKind(id).from === 'brokers' && notBetweenBrokers !== undefined
    ? { rule: `be left out, as ${notBetweenBrokers}`, remedy: 'Leave it out' }
    : brokerSettingProblem(version, key, value);
}

function strangeKey(
  version: KafkaVersion,
  key: string,
  value: unknown,
): SettingProblem | undefined {
  const known = knownBrokerSetting(version, key);
  const isOneForAll = known && !known.sensitive && !reservedBrokerSetting(key);
  if (known && !isOneForAll) return brokerSettingProblem(version, key, value);
  return {
    rule: `be a setting that Kafka reads for one listener by itself (${KEYS.join(', ')})`,
    remedy: isOneForAll
      ? `Set brokerSettings['${key}'], which holds for all listeners`
      : `Did you mean '${closest(parsePrefixedKey(key)?.key ?? key, [...KEYS])}'`,
  };
}
