import { ConfigSources, ConfigTypes } from '@platformatic/kafka';
import type { EffectiveSetting } from '../../../../scripts/health/settings/effective-setting';
import { runningBroker } from '../../../../scripts/health/settings/running-broker';

const {
  STATIC_BROKER_CONFIG,
  DYNAMIC_BROKER_CONFIG,
  DYNAMIC_DEFAULT_BROKER_CONFIG,
  DEFAULT_CONFIG,
} = ConfigSources;

type Level = 'file' | 'own' | 'forAll' | 'default';
const SOURCES = {
  file: STATIC_BROKER_CONFIG,
  own: DYNAMIC_BROKER_CONFIG,
  forAll: DYNAMIC_DEFAULT_BROKER_CONFIG,
  default: DEFAULT_CONFIG,
};

/** As DescribeConfigs tells it: the first synonym is what holds. */
function setting(
  name: string,
  levels: readonly (readonly [Level, string | null, string?])[],
  more: Partial<EffectiveSetting> = {},
): EffectiveSetting {
  const synonyms = levels.map(([level, value, key = name]) => ({
    ...{ name: key, value, source: SOURCES[level] },
  }));
  return {
    ...{ name, value: synonyms[0]?.value ?? null, synonyms, isSensitive: false },
    ...{ configType: ConfigTypes.STRING, configSource: synonyms[0]?.source },
    ...more,
  } as EffectiveSetting;
}

const running = (rendered: Readonly<Record<string, string>>, ...settings: EffectiveSetting[]) =>
  runningBroker(new Map(Object.entries(rendered)), settings);

describe('what a broker says that it runs with', () => {
  it('tells its file at its start from what stands above it', () => {
    const broker = running(
      { 'num.io.threads': '8' },
      setting('num.io.threads', [
        ['own', '16'],
        ['forAll', '12'],
        ['file', '4'],
        ['default', '8'],
      ]),
    );
    expect([...broker.atStart]).toEqual([['num.io.threads', '4']]);
    expect(broker.overrides).toEqual([
      { key: 'num.io.threads', value: '16', forAll: false },
      { key: 'num.io.threads', value: '12', forAll: true },
    ]);
    expect(broker.current.get('num.io.threads')).toBe('16');
  });

  it("takes what means the same in the spec's own spelling", () => {
    const long = { configType: ConfigTypes.LONG };
    const broker = running(
      { 'log.retention.ms': '+60000' },
      setting('log.retention.ms', [['file', '60000']], long),
    );
    expect([...broker.atStart]).toEqual([['log.retention.ms', '+60000']]);
    expect(broker.isSame('log.retention.ms', '060000', '60000')).toBe(true);
    expect(broker.isSame('log.retention.ms', undefined, '60000')).toBe(false);
    expect(broker.isSame('not.shown', ' a', 'a ')).toBe(true);
  });

  it('takes a default for nothing that its file said', () =>
    expect([...running({}, setting('num.io.threads', [['default', '8']])).atStart]).toEqual([]));

  it("does not take another key's value for its own", () =>
    expect(
      running({}, setting('log.retention.ms', [['file', '168', 'log.retention.hours']])).atStart
        .size,
    ).toBe(0));

  it('can not tell of a secret whether it is as rendered, and says so', () => {
    const secret = setting('ssl.key.password', [['file', null]], {
      isSensitive: true,
      value: null,
    });
    const broker = running({ 'ssl.key.password': 'x' }, secret);
    expect(broker.hidden).toEqual(['ssl.key.password']);
    expect([...broker.atStart]).toEqual([['ssl.key.password', 'x']]);
    expect(broker.current.size).toBe(0);
  });

  it('leaves out what Kafka adds to its id by itself', () =>
    expect([
      ...running({ 'broker.id': '1' }, setting('node.id', [['file', '1']])).atStart.keys(),
    ]).toEqual(['broker.id']));
});
