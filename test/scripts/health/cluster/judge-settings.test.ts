import { ConfigSources, ConfigTypes } from '@platformatic/kafka';
import { brokerHosts } from '../../../../cluster/topology';
import {
  judgeSettings,
  type EffectiveSetting,
} from '../../../../scripts/health/cluster/judge-settings';
import { productionTopology } from '../../../support/production-topology';

const [host] = brokerHosts(productionTopology());
const { STATIC_BROKER_CONFIG, DEFAULT_CONFIG } = ConfigSources;
const { DYNAMIC_BROKER_CONFIG, DYNAMIC_DEFAULT_BROKER_CONFIG } = ConfigSources;

/** A setting as a broker shows it, the value in effect first among those it was chosen from. */
function setting(
  changes: Partial<EffectiveSetting>,
  ...chain: readonly [EffectiveSetting['configSource'], string | null][]
): EffectiveSetting {
  const name = 'key';
  return {
    ...{ name, readOnly: false, isSensitive: false, documentation: null },
    configType: ConfigTypes.STRING,
    value: chain[0]?.[1] ?? null,
    configSource: chain[0]?.[0] ?? DEFAULT_CONFIG,
    synonyms: chain.map(([source, value]) => ({ name, source, value })),
    ...changes,
  };
}
const compare = (file: Readonly<Record<string, string>>, ...shown: readonly EffectiveSetting[]) =>
  judgeSettings(host!, new Map(Object.entries(file)), shown);
const found = (...args: Parameters<typeof compare>) =>
  compare(...args).problems.map(
    ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
  );

describe('a value that Kafka spells in another way is the same', () => {
  test.each([
    ['int', ConfigTypes.INT, '007', '7'],
    ['long', ConfigTypes.LONG, '+9223372036854775807', '9223372036854775807'],
    ['short', ConfigTypes.SHORT, ' 3', '3'],
    ['double', ConfigTypes.DOUBLE, '1', '1.0'],
    ['double', ConfigTypes.DOUBLE, '5e-1', '0.5'],
    ['boolean', ConfigTypes.BOOLEAN, 'FALSE', 'false'],
    ['list', ConfigTypes.LIST, 'a, b', 'a,b'],
    ['string', ConfigTypes.STRING, 'x ', 'x'],
    ['class', ConfigTypes.CLASS, 'a.B', 'a.B'],
  ] as const)('%s', (_, configType, inFile, shown) => {
    const same = setting({ configType }, [STATIC_BROKER_CONFIG, shown]);
    expect(found({ key: inFile }, same)).toEqual([]);
  });
});

describe('another value is another', () => {
  test.each([
    [
      'long, by one, beyond what a double holds',
      ConfigTypes.LONG,
      '9007199254740993',
      '9007199254740992',
    ],
    ['double', ConfigTypes.DOUBLE, '0.5', '0.51'],
    ['boolean', ConfigTypes.BOOLEAN, 'true', 'false'],
    ['list in another order', ConfigTypes.LIST, 'a,b', 'b,a'],
    ['string in another case', ConfigTypes.STRING, 'a', 'A'],
  ] as const)('%s', (_, configType, inFile, shown) => {
    const other = setting({ configType }, [STATIC_BROKER_CONFIG, shown]);
    expect(found({ key: inFile }, other)).toEqual([`broker-1, key: be ${inFile}, got ${shown}`]);
  });
});

test('a key that the running broker did not find in its file is told with what it does instead', () => {
  expect(
    found({ key: '5' }, setting({ configType: ConfigTypes.INT }, [DEFAULT_CONFIG, '3'])),
  ).toEqual(["broker-1, key: be 5, got 3, Kafka's default"]);
  expect(found({ key: '5' })).toEqual(['broker-1, key: be shown by the broker, got nothing']);
});

describe('a value in ZooKeeper', () => {
  test('for one broker wins over the file: told with the way to remove it', () => {
    const shown = setting({}, [DYNAMIC_BROKER_CONFIG, 'b'], [STATIC_BROKER_CONFIG, 'a']);
    expect(compare({ key: 'a' }, shown).problems).toEqual([
      {
        path: 'broker-1, key',
        rule: 'be a',
        value: 'b, set in ZooKeeper for this broker',
        remedy:
          "Remove it with java -cp '/opt/kafka/libs/*' kafka.admin.ConfigCommand " +
          '--bootstrap-server broker-1.logs.internal:9092 --alter --entity-type brokers ' +
          '--entity-name 1 --delete-config key',
      },
    ]);
  });

  test('for all brokers is removed for all', () => {
    const shown = setting({}, [DYNAMIC_DEFAULT_BROKER_CONFIG, 'b'], [STATIC_BROKER_CONFIG, 'a']);
    const [problem] = compare({ key: 'a' }, shown).problems;
    expect(problem?.value).toBe('b, set in ZooKeeper for all brokers');
    expect(problem?.remedy).toMatch(/--entity-default --delete-config key$/);
  });

  test("over Kafka's default is told where the file says nothing", () => {
    const shown = setting({}, [DYNAMIC_BROKER_CONFIG, 'b'], [DEFAULT_CONFIG, 'a']);
    expect(found({}, shown)).toEqual([
      'broker-1, key: be a, got b, set in ZooKeeper for this broker',
    ]);
  });

  test('that is the same as in the file is no problem, but is named', () => {
    const shown = setting(
      { configType: ConfigTypes.INT },
      [DYNAMIC_BROKER_CONFIG, '5'],
      [STATIC_BROKER_CONFIG, '5'],
    );
    expect(compare({ key: '05' }, shown)).toEqual({ problems: [], repeatedInZookeeper: ['key'] });
  });

  test('does not hide that the broker was started with another file', () => {
    const shown = setting({}, [DYNAMIC_BROKER_CONFIG, 'a'], [STATIC_BROKER_CONFIG, 'old']);
    expect(found({ key: 'a' }, shown)).toEqual(['broker-1, key: be a, got old']);
  });
});

test('of a secret, only where it was set can be told, and its value is never shown', () => {
  const secret = { isSensitive: true, configType: ConfigTypes.PASSWORD };
  expect(found({ key: 'hush' }, setting(secret, [STATIC_BROKER_CONFIG, null]))).toEqual([]);
  expect(found({ key: 'hush' }, setting(secret, [DEFAULT_CONFIG, null]))).toEqual([
    'broker-1, key: be set by server.properties, got not set',
  ]);
  const overridden = setting(secret, [DYNAMIC_BROKER_CONFIG, null], [STATIC_BROKER_CONFIG, null]);
  const problems = found({ key: 'hush' }, overridden);
  expect(problems).toEqual([
    'broker-1, key: be as server.properties says, got another value, set in ZooKeeper for this broker',
  ]);
  expect(JSON.stringify(compare({ key: 'hush' }, overridden))).not.toContain('hush');
});
