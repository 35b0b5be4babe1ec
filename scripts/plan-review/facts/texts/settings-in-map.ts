import { formatPropertyValue } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import type { Values } from '../../../terraform-plan/plan';

/**
 * The broker settings that a map holds, as text of server.properties: Strimzi's `config`, and those of
 * who runs Kafka as a service, which spell them with underscores. Empty where less than half of its
 * entries are such.
 */
export function settingsInMap(values: Values): string {
  const entries = Object.entries(values).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  const settings = entries.flatMap(([name, value]) => {
    const key = [name, name.replaceAll('_', '.')].find(isBrokerKey);
    return key === undefined ? [] : [`${key}=${formatPropertyValue(String(value))}\n`];
  });
  return 2 * settings.length < entries.length ? '' : settings.join('');
}

/** A word without a dot may be anything. */
function isBrokerKey(key: string): boolean {
  return key.includes('.') && knownBrokerSetting(undefined, key) !== undefined;
}
