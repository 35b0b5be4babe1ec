import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import { settingOfVariable } from './environment-settings';

/**
 * The settings that a script or a cloud-config writes, as text of server.properties or zoo.cfg: lines of
 * files inside of it, of `echo`, and of `sed` that puts them in. Of one key the last counts.
 */
export function settingsInScript(text: string, owner: 'broker' | 'zookeeper'): string {
  const settings = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ASSIGNMENT)) {
    const key = settingOfVariable(name) ?? name;
    if (IS_SETTING[owner](key)) settings.set(key, value);
  }
  return [...settings].map(([key, value]) => `${key}=${value}\n`).join('');
}

/** `key=value` up to a quote, a redirection or the end of the line. */
const ASSIGNMENT = /(?<![\w.$/-])([A-Za-z][\w-]*(?:\.[\w-]+)*)[ \t]*=[ \t]*([^\s"'`|;>\\]*)/g;

const IS_SETTING = {
  broker: (key: string) => knownBrokerSetting(undefined, key) !== undefined,
  zookeeper: (key: string) => /^(server\.\d+|dataDir|dataLogDir|clientPort)$/.test(key),
} as const;
