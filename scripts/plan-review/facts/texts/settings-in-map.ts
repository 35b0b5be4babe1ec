import { formatPropertyValue } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import type { Values } from '../../../terraform-plan/plan';

/** As many of its keys must be a broker's, and at least half of all. */
const FEWEST = 1;

/**
 * The broker settings that a map holds, as text of server.properties: Strimzi's `config`, and those of
 * who runs Kafka as a service, which spell them with underscores. Empty where the map holds others.
 */
export function settingsInMap(values: Values): string {
  const entries = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const settings = entries.flatMap(([name, value]) => {
    const key = [name, name.replaceAll('_', '.')].find((each) => isBrokerKey(each));
    return key === undefined || typeof value === 'object' ? [] : [[key, String(value)] as const];
  });
  if (settings.length < FEWEST || 2 * settings.length < entries.length) return '';
  return settings.map(([key, value]) => `${key}=${formatPropertyValue(value)}\n`).join('');
}

/** A word without a dot may be anything. */
function isBrokerKey(key: string): boolean {
  return key.includes('.') && knownBrokerSetting(undefined, key) !== undefined;
}
