import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../../cluster/kafka-releases';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import {
  BROKER,
  brokerSettingFiles,
  settingsJson,
  settingTablesSource,
  settingValuesSource,
  TOPIC,
  type BrokerSettingFacts,
} from '../../../scripts/generate/broker-settings-files';
import { readBrokerSettings } from '../../../scripts/generate/read-broker-settings';

const FACTS: BrokerSettingFacts = {
  // Of one that is not carried yet.
  kafkaVersion: '4.1.0' as KafkaVersion,
  kafkaCommit: 'abc',
  internalKeys: ['hidden.key'],
  settings: [
    {
      key: 'some.bytes',
      type: 'long',
      default: '9223372036854775807',
      validValues: { min: 1, also: [-1] },
      updateMode: 'cluster-wide',
      sensitive: false,
    },
    {
      key: 'some.names',
      type: 'list',
      default: '',
      validValues: { oneOf: ['a', 'b'] },
      updateMode: 'read-only',
      sensitive: false,
    },
    {
      key: 'some.secret',
      type: 'password',
      default: null,
      validValues: null,
      updateMode: 'per-broker',
      sensitive: true,
    },
  ],
  topicSettings: [
    {
      key: 'kept.ms',
      type: 'long',
      default: '5',
      validValues: { min: -1 },
      brokerKey: 'log.kept.ms',
    },
  ],
};

describe('the table as JSON', () => {
  it('has one setting a line and gives back what went in', () => {
    const text = settingsJson(FACTS);
    expect(JSON.parse(text)).toEqual(FACTS);
    expect(text.split('\n').filter((line) => line.includes('"key"'))).toHaveLength(4);
  });
});

describe('the interface', () => {
  it('has a property for each key, with type, default, range, update mode and page', () => {
    expect(settingValuesSource([FACTS], BROKER)).toBe(
      [
        '// Written by `npm run generate:broker-settings` from the classes of each release.',
        '',
        "/** The broker settings that some release here knows, by Kafka's own keys. */",
        'export interface BrokerSettingValues {',
        '  /** Default 9223372036854775807; at least 1 or -1; cluster-wide. {@link https://kafka.apache.org/41/documentation.html#brokerconfigs_some.bytes} */',
        "  readonly 'some.bytes'?: number;",
        "  /** Default ''; read-only. {@link https://kafka.apache.org/41/documentation.html#brokerconfigs_some.names} */",
        "  readonly 'some.names'?: string | readonly ('a' | 'b')[];",
        '  /** No default; per-broker. {@link https://kafka.apache.org/41/documentation.html#brokerconfigs_some.secret} */',
        "  readonly 'some.secret'?: string;",
        '}',
        '',
      ].join('\n'),
    );
  });
});

describe('the interface of topics', () => {
  it('has their keys, and links to their part of the page', () => {
    const source = settingValuesSource([FACTS], TOPIC);
    expect(source).toContain('export interface TopicSettingValues {');
    expect(source).toContain(
      "  /** Default 5; at least -1. {@link https://kafka.apache.org/41/documentation.html#topicconfigs_kept.ms} */\n  readonly 'kept.ms'?: number;",
    );
  });
});

describe('of several releases', () => {
  const [bytes, names, secret] = FACTS.settings;
  const older: BrokerSettingFacts = {
    ...FACTS,
    kafkaVersion: '4.0.1' as KafkaVersion,
    settings: [
      { ...bytes!, default: '5' },
      { ...names!, validValues: { oneOf: ['a'] } },
      { ...secret!, key: 'gone.secret' },
    ],
  };
  const propertiesOf = (source: string) =>
    source.split('\n').filter((line) => /^  (readonly|\/\*\*)/.test(line));

  it('the interface has the keys of all, told by the newest one that has them', () => {
    const page = (line: number) =>
      `https://kafka.apache.org/${line}/documentation.html#brokerconfigs`;
    expect(propertiesOf(settingValuesSource([FACTS, older], BROKER))).toEqual([
      `  /** Kafka 4.0.1 only. No default; per-broker. {@link ${page(40)}_gone.secret} */`,
      "  readonly 'gone.secret'?: string;",
      `  /** Default 9223372036854775807; at least 1 or -1; cluster-wide. {@link ${page(41)}_some.bytes} */`,
      "  readonly 'some.bytes'?: number;",
      `  /** Default ''; read-only. {@link ${page(41)}_some.names} */`,
      "  readonly 'some.names'?: string | readonly ('a' | 'b')[] | string | readonly ('a')[];",
      `  /** Kafka 4.1.0 only. No default; per-broker. {@link ${page(41)}_some.secret} */`,
      "  readonly 'some.secret'?: string;",
    ]);
  });

  it('a table of tables leads from a release to its own', () => {
    expect(settingTablesSource([FACTS, older])).toContain(
      "export const BROKER_SETTING_TABLES = {\n  '4.1.0': of4_1_0,\n  '4.0.1': of4_0_1,\n}",
    );
  });
});

describe('the files in cluster/data', () => {
  it("are, byte for byte, what the classes of the releases' own jars say", async () => {
    const releases = await Promise.all(
      KAFKA_VERSIONS.map(async (kafkaVersion) =>
        readBrokerSettings(await ensureDistribution({ kafkaVersion })),
      ),
    );
    expect(releases.map(({ kafkaVersion }) => kafkaVersion)).toEqual(KAFKA_VERSIONS);
    for (const [name, content] of brokerSettingFiles(releases)) {
      expect(readFileSync(join(packageFolder(), 'cluster/data', name), 'utf8')).toBe(content);
    }
    const tables = readdirSync(join(packageFolder(), 'cluster/data')).filter((name) =>
      /^(broker|topic)-setting/.test(name),
    );
    expect(tables.sort()).toEqual([...brokerSettingFiles(releases).keys()].sort());
  });
});
