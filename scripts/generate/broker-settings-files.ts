import { documentationPage, type KafkaVersion } from '../../cluster/kafka-releases';
import type { KnownBrokerSetting } from '../../cluster/settings/known-broker-settings';
import type { SettingType } from '../../cluster/settings/setting-type';

/** What BrokerSettings.java prints. */
export interface BrokerSettingFacts {
  readonly kafkaVersion: KafkaVersion;
  readonly kafkaCommit: string;
  /** Keys that Kafka reads but keeps out of its documentation. */
  readonly internalKeys: readonly string[];
  readonly settings: readonly KnownBrokerSetting[];
}

/** All of cluster/data that is about broker settings, by name; the newest release comes first. */
export function brokerSettingFiles(
  releases: readonly BrokerSettingFacts[],
): ReadonlyMap<string, string> {
  return new Map([
    ...releases.map((facts) => [tableFile(facts.kafkaVersion), settingsJson(facts)] as const),
    ['broker-setting-tables.ts', settingTablesSource(releases)],
    ['broker-setting-values.ts', settingValuesSource(releases)],
  ]);
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

/** The module that leads from a release to its table. */
export function settingTablesSource(releases: readonly BrokerSettingFacts[]): string {
  const named = releases.map(({ kafkaVersion }) => ({
    kafkaVersion,
    name: `of${kafkaVersion.replaceAll('.', '_')}`,
  }));
  return (
    named
      .map(({ kafkaVersion, name }) => `import ${name} from './${tableFile(kafkaVersion)}';\n`)
      .join('') +
    "import type { KafkaVersion } from '../kafka-releases';\n\n" +
    `${WRITTEN}What Kafka's classes say of their broker settings, by release. */\n` +
    'export const BROKER_SETTING_TABLES = {\n' +
    named.map(({ kafkaVersion, name }) => `  '${kafkaVersion}': ${name},\n`).join('') +
    '} satisfies Readonly<Record<KafkaVersion, object>>;\n'
  );
}

/** The name of a release's table. */
export const tableFile = (kafkaVersion: KafkaVersion): string =>
  `broker-settings-${kafkaVersion}.json`;

/**
 * The source of `interface BrokerSettingValues`: a property for each key that any of these releases
 * has, the newest first, with Kafka's type.
 */
export function settingValuesSource(releases: readonly BrokerSettingFacts[]): string {
  const keys = new Set(releases.flatMap(({ settings }) => settings.map(({ key }) => key)));
  const properties = [...keys].sort().map((key) => valueProperty(key, releases));
  return (
    `${WRITTEN}The broker settings that some release here knows, by Kafka's own keys. */\n` +
    `export interface BrokerSettingValues {\n${properties.join('')}}\n`
  );
}

const WRITTEN =
  '// Written by `npm run generate:broker-settings` from the classes of each release.\n\n/** ';

function valueProperty(key: string, releases: readonly BrokerSettingFacts[]): string {
  const found = releases.flatMap(({ kafkaVersion, settings }) => {
    const setting = settings.find((each) => each.key === key);
    return setting ? [{ kafkaVersion, setting }] : [];
  });
  const [newest] = found;
  const versions = found.map(({ kafkaVersion }) => kafkaVersion).join(', ');
  const only = found.length < releases.length ? `Kafka ${versions} only. ` : '';
  const types = [...new Set(found.map(({ setting }) => valueType(setting)))];
  const link = `${documentationPage(newest!.kafkaVersion)}#brokerconfigs_${key}`;
  return (
    `  /** ${only}${summary(newest!.setting)} {@link ${link}} */\n` +
    `  readonly '${key}'?: ${types.join(' | ')};\n`
  );
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
