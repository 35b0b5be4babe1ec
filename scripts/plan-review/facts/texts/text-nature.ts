import { parseProperties } from '../../../../cluster/settings/java-properties';
import { knownBrokerSetting } from '../../../../cluster/settings/known-broker-settings';
import { knownZookeeperSetting } from '../../../../cluster/settings/known-zookeeper-settings';
import { RESERVED_ZOOKEEPER_SETTINGS } from '../../../../cluster/settings/reserved-zookeeper-settings';
import type { TextNature } from '../../plan-facts';
import { settingOfVariable } from './environment-settings';

/**
 * Tells what a text is by what it says, and by its name where the text isn't there or says little.
 * Undefined where it is nothing of Kafka's.
 *
 * @param name a path or a key, under which it may lie as well as under any other
 */
export function textNature(name: string, text: string | undefined): TextNature | undefined {
  const plain = PLAIN_NAMES[name.slice(name.lastIndexOf('/') + 1)];
  if (plain !== undefined) return plain;
  const said = text === undefined ? undefined : natureOfText(text, name);
  return said ?? NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** What can be nothing else. */
const PLAIN_NAMES: Readonly<Record<string, TextNature | undefined>> = {
  'server.properties': 'broker-settings',
  'zoo.cfg': 'zookeeper-settings',
  myid: 'zookeeper-id',
};

const NAMES: readonly (readonly [RegExp, TextNature])[] = [
  [/(^|[/_.-])(zoo\.cfg|(zookeeper|zk)\.(properties|conf|cfg))(\.|$)/i, 'zookeeper-settings'],
  [/jaas[\w.-]*$/i, 'logins'],
  [/(key|trust)-?_?store[\w.-]*$|\.(jks|p12|pfx)$/i, 'stores'],
  [/(log4j2?|logback)[\w.-]*\.(properties|xml|ya?ml)(\.|$)/i, 'logging'],
  [/(kafka|broker|zookeeper)[\w@.-]*\.(service|env)$/i, 'unit'],
  [/(kafka|broker|zookeeper)[\w.-]*(jvm|java|heap)[\w.-]*$/i, 'jvm-options'],
  [
    /(^|[/_.-])server\.properties(\.|$)|(^|\/)(kafka|broker(-?\d+)?|controller(-?\d+)?|meta)\.(properties|conf|cfg)(\.|$)/i,
    'broker-settings',
  ],
];

function natureOfText(text: string, name: string): TextNature | undefined {
  if (text.includes('LoginModule') && /\w\s*\{/.test(text)) return 'logins';
  if (/-----BEGIN [A-Z ]*(CERTIFICATE|PRIVATE KEY)-----/.test(text)) {
    return STORE_NAME.test(name) ? 'stores' : undefined;
  }
  if (/^\s*\[Service\]/m.test(text)) {
    return /kafka|zookeeper/i.test(text) ? 'unit' : undefined;
  }
  if (/^\s*(log4j[.\d]|appender\.|rootLogger)/m.test(text)) return 'logging';
  if (/(^|\s)-(Xm[sx]\d|XX:)/.test(text) && /kafka|broker|zoo|jvm/i.test(name + text)) {
    return 'jvm-options';
  }
  return natureOfSettings(text);
}

const STORE_NAME = /kafka|broker|zoo|trust|keystore|\bca\b|ca[-_.]|cert|tls|ssl/i;

/** Java takes `listeners are doors` for a setting as well, which prose is full of. */
const ASSIGNMENT = /^\s*[\w.-]+\s*[=:]/;

/** Most of its keys must be those of the one, but for those that clients have as well. */
function natureOfSettings(text: string): TextNature | undefined {
  if (!text.includes('=') && !text.includes(':')) return undefined;
  const lines = text.split('\n').filter((line) => ASSIGNMENT.test(line));
  const keys = [...parseProperties(lines.join('\n')).keys()].map(
    (key) => settingOfVariable(key) ?? key,
  );
  if (keys.includes('bootstrap.servers')) return undefined;
  const own = keys.filter((key) => !SHARED.test(key));
  const isMost = (isKnown: (key: string) => boolean) => {
    const known = own.filter(isKnown).length;
    return known > 0 && 2 * known >= own.length;
  };
  if (isMost(isBrokerKey)) return 'broker-settings';
  return isMost(isZookeeperKey) ? 'zookeeper-settings' : undefined;
}

/** Keys of brokers that clients have, too. */
const SHARED = /^(ssl|sasl|security|metrics?|metric\.reporters|socket\.connection)\./;

/** Of Kafka's table, of one listener, or those of files that a broker keeps in its folders. */
function isBrokerKey(key: string): boolean {
  return knownBrokerSetting(undefined, key) !== undefined || key.startsWith('listener.name.');
}

const ZOOKEEPER_KEYS = new Set(
  RESERVED_ZOOKEEPER_SETTINGS.flatMap(({ keys }) => keys).filter((key) => !key.endsWith('*')),
);

function isZookeeperKey(key: string): boolean {
  return (
    knownZookeeperSetting(key) !== undefined ||
    ZOOKEEPER_KEYS.has(key) ||
    /^(server|group|weight)\.\d+$/.test(key)
  );
}
