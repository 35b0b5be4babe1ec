import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import {
  settingsJson,
  settingValuesSource,
  type BrokerSettingFacts,
} from '../../../scripts/generate/broker-settings-files';
import { readBrokerSettings } from '../../../scripts/generate/read-broker-settings';

const FACTS: BrokerSettingFacts = {
  kafkaVersion: '4.1.0',
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
};

describe('the table as JSON', () => {
  it('has one setting a line and gives back what went in', () => {
    const text = settingsJson(FACTS);
    expect(JSON.parse(text)).toEqual(FACTS);
    expect(text.split('\n').filter((line) => line.includes('"key"'))).toHaveLength(3);
  });
});

describe('the interface', () => {
  it('has a property for each key, with type, default, range, update mode and page', () => {
    expect(settingValuesSource(FACTS)).toBe(
      [
        '// Written from the classes of Kafka 4.1.0 by `npm run generate:broker-settings`.',
        '',
        '/** The broker settings that Kafka knows, by its own keys. */',
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

describe('the files in cluster/data', () => {
  it("are, byte for byte, what the pinned Kafka's classes say", async () => {
    const facts = readBrokerSettings(await ensureDistribution());
    const inData = (name: string) =>
      readFileSync(join(packageFolder(), 'cluster/data', name), 'utf8');
    expect(inData(`broker-settings-${facts.kafkaVersion}.json`)).toBe(settingsJson(facts));
    expect(inData('broker-setting-values.ts')).toBe(settingValuesSource(facts));
  });
});
