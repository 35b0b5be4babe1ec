import type { KnownBrokerSetting } from '../../cluster/settings/known-broker-settings';
import type { SettingType } from '../../cluster/settings/setting-type';

/** What BrokerSettings.java prints. */
export interface BrokerSettingFacts {
  readonly kafkaVersion: string;
  readonly kafkaCommit: string;
  /** Keys that Kafka reads but keeps out of its documentation. */
  readonly internalKeys: readonly string[];
  readonly settings: readonly KnownBrokerSetting[];
}

/** The table as JSON, one setting a line, so that a new Kafka release reads well as a diff. */
export function settingsJson({ internalKeys, settings, ...origin }: BrokerSettingFacts): string {
  const lines = [
    ...Object.entries(origin).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`),
    `"internalKeys": ${jsonRows(internalKeys)}`,
    `"settings": ${jsonRows(settings)}`,
  ];
  return `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`;
}

function jsonRows(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
}

/** The source of `interface BrokerSettingValues`: a property for each key, with Kafka's type. */
export function settingValuesSource({ kafkaVersion, settings }: BrokerSettingFacts): string {
  const documentation = documentationPage(kafkaVersion);
  const properties = settings.map(
    (setting) =>
      `  /** ${summary(setting)} {@link ${documentation}#brokerconfigs_${setting.key}} */\n` +
      `  readonly '${setting.key}'?: ${valueType(setting)};\n`,
  );
  return (
    `// Written from the classes of Kafka ${kafkaVersion} by \`npm run generate:broker-settings\`.\n\n` +
    '/** The broker settings that Kafka knows, by its own keys. */\n' +
    `export interface BrokerSettingValues {\n${properties.join('')}}\n`
  );
}

/** Kafka keeps one page for each minor release, its dot left out: 3.9.2 is on /39/. */
function documentationPage(kafkaVersion: string): string {
  const [major, minor] = kafkaVersion.split('.');
  return `https://kafka.apache.org/${major}${minor}/documentation.html`;
}

function summary(setting: KnownBrokerSetting): string {
  const facts = [defaultText(setting), rangeText(setting), setting.updateMode].filter(Boolean);
  return `${facts.join('; ')}.`;
}

function defaultText({ default: value, type }: KnownBrokerSetting): string {
  if (value === null) return 'No default';
  return type === 'string' || type === 'list' ? `Default '${value}'` : `Default ${value}`;
}

function rangeText({ validValues }: KnownBrokerSetting): string {
  if (validValues === null || !('min' in validValues || 'max' in validValues)) return '';
  const { min = '', max = '', also = [] } = validValues;
  const range = max === '' ? `at least ${min}` : `${min} to ${max}`;
  return [range, ...also].join(' or ');
}

const TYPES: Record<SettingType, string> = {
  boolean: 'boolean',
  int: 'number',
  short: 'number',
  long: 'number',
  double: 'number',
  string: 'string',
  class: 'string',
  password: 'string',
  list: 'string | readonly string[]',
};

function valueType({ type, validValues }: KnownBrokerSetting): string {
  if (validValues === null || !('oneOf' in validValues)) return TYPES[type];
  const union = validValues.oneOf.map((value) => `'${value}'`).join(' | ');
  return type === 'list' ? `string | readonly (${union})[]` : union;
}
