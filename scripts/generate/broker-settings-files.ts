import { documentationPage, type KafkaVersion } from '../../cluster/kafka-releases';
import type { KnownBrokerSetting } from '../../cluster/settings/known-broker-settings';
import type { KnownTopicSetting } from '../../cluster/settings/known-topic-settings';
import type { SettingShape, SettingType } from '../../cluster/settings/setting-type';

/** What BrokerSettings.java prints. */
export interface BrokerSettingFacts {
  readonly kafkaVersion: KafkaVersion;
  readonly kafkaCommit: string;
  /** Keys that Kafka reads but keeps out of its documentation. */
  readonly internalKeys: readonly string[];
  readonly settings: readonly KnownBrokerSetting[];
  readonly topicSettings: readonly KnownTopicSetting[];
}

/** All of cluster/data that is about settings of Kafka, by name; the newest release comes first. */
export function brokerSettingFiles(
  releases: readonly BrokerSettingFacts[],
): ReadonlyMap<string, string> {
  return new Map([
    ...releases.map((facts) => [tableFile(facts.kafkaVersion), settingsJson(facts)] as const),
    ['broker-setting-tables.ts', settingTablesSource(releases)],
    ['broker-setting-values.ts', settingValuesSource(releases, BROKER)],
    ['topic-setting-values.ts', settingValuesSource(releases, TOPIC)],
  ]);
}

/** The table as JSON, one setting a line, so that a new Kafka release reads well as a diff. */
export function settingsJson(facts: BrokerSettingFacts): string {
  const { internalKeys, settings, topicSettings, ...origin } = facts;
  const lines = [
    ...Object.entries(origin).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`),
    `"internalKeys": ${jsonRows(internalKeys)}`,
    `"settings": ${jsonRows(settings)}`,
    `"topicSettings": ${jsonRows(topicSettings)}`,
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

/** What settings are of, and where to read of them. */
interface SettingsOwner {
  readonly title: string;
  readonly type: string;
  readonly anchor: string;
  readonly rows: (facts: BrokerSettingFacts) => readonly KnownSetting[];
}

type KnownSetting = SettingShape &
  Pick<KnownBrokerSetting, 'key' | 'default'> & { readonly updateMode?: string };

export const BROKER: SettingsOwner = {
  ...{ title: 'broker', type: 'BrokerSettingValues', anchor: 'brokerconfigs' },
  rows: ({ settings }) => settings,
};

export const TOPIC: SettingsOwner = {
  ...{ title: 'topic', type: 'TopicSettingValues', anchor: 'topicconfigs' },
  rows: ({ topicSettings }) => topicSettings,
};

/**
 * The source of an interface: a property for each key that any of these releases has, the newest first,
 * with Kafka's type.
 */
export function settingValuesSource(
  releases: readonly BrokerSettingFacts[],
  owner: SettingsOwner,
): string {
  const keys = new Set(releases.flatMap((facts) => owner.rows(facts).map(({ key }) => key)));
  const properties = [...keys].sort().map((key) => valueProperty(key, releases, owner));
  return (
    `${WRITTEN}The ${owner.title} settings that some release here knows, by Kafka's own keys. */\n` +
    `export interface ${owner.type} {\n${properties.join('')}}\n`
  );
}

const WRITTEN =
  '// Written by `npm run generate:broker-settings` from the classes of each release.\n\n/** ';

function valueProperty(
  key: string,
  releases: readonly BrokerSettingFacts[],
  { anchor, rows }: SettingsOwner,
): string {
  const found = releases.flatMap((facts) => {
    const setting = rows(facts).find((each) => each.key === key);
    return setting ? [{ kafkaVersion: facts.kafkaVersion, setting }] : [];
  });
  const [newest] = found;
  const versions = found.map(({ kafkaVersion }) => kafkaVersion).join(', ');
  const only = found.length < releases.length ? `Kafka ${versions} only. ` : '';
  const types = [...new Set(found.map(({ setting }) => valueType(setting)))];
  const link = `${documentationPage(newest!.kafkaVersion)}#${anchor}_${key}`;
  return (
    `  /** ${only}${summary(newest!.setting)} {@link ${link}} */\n` +
    `  readonly '${key}'?: ${types.join(' | ')};\n`
  );
}

function summary(setting: KnownSetting): string {
  const facts = [defaultText(setting), rangeText(setting), setting.updateMode].filter(Boolean);
  return `${facts.join('; ')}.`;
}

function defaultText({ default: value, type }: KnownSetting): string {
  if (value === null) return 'No default';
  return type === 'string' || type === 'list' ? `Default '${value}'` : `Default ${value}`;
}

function rangeText({ validValues }: SettingShape): string {
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

function valueType({ type, validValues }: SettingShape): string {
  if (validValues === null || !('oneOf' in validValues)) return TYPES[type];
  const union = validValues.oneOf.map((value) => `'${value}'`).join(' | ');
  return type === 'list' ? `string | readonly (${union})[]` : union;
}
