import fc from '../../../support/fast-check';
import { formatProblem } from '../../../../cluster/errors';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS } from '../../../../cluster/kafka-releases';
import { knownBrokerSettings } from '../../../../cluster/settings/known-broker-settings';
import { reservedBrokerSetting } from '../../../../cluster/settings/reserved-settings';
import type { SettingType } from '../../../../cluster/settings/setting-type';
import {
  validateBrokerSettings,
  validateZookeeperSettings,
} from '../../../../cluster/validation/settings/validate-settings';
import { ZOOKEEPER_SETTINGS } from '../../../../cluster/settings/zookeeper-settings';
import { unsoundSpec, validSpec } from '../../../support/spec-builder';

const ofBroker = (settings: unknown) =>
  validateBrokerSettings(unsoundSpec({ brokerSettings: settings })).map(formatProblem);
const ofZookeeper = (settings: unknown) =>
  validateZookeeperSettings(unsoundSpec({ zookeeperSettings: settings })).map(formatProblem);

describe('settings that are fine', () => {
  it('are none at all', () => {
    expect(validateBrokerSettings(validSpec())).toEqual([]);
    expect(validateZookeeperSettings(validSpec())).toEqual([]);
  });

  it('are of every type, as TypeScript would write them', () => {
    expect(
      ofBroker({
        'auto.create.topics.enable': true,
        'compression.type': 'zstd',
        'log.cleanup.policy': ['compact', 'delete'],
        'log.cleaner.min.cleanable.ratio': 0.3,
        'log.segment.bytes': 268_435_456,
        'log.flush.interval.messages': 10_000,
      }),
    ).toEqual([]);
    expect(ofZookeeper({ tickTime: 3000, 'digest.enabled': false, leaderServes: 'no' })).toEqual(
      [],
    );
  });

  it('may be given as undefined, which is leaving them out', () => {
    expect(ofBroker({ 'log.segment.bytes': undefined, 'broker.id': undefined })).toEqual([]);
  });
});

describe('settings of the brokers', () => {
  it.each([
    [
      { 'log.retention.hour': 72 },
      "brokerSettings['log.retention.hour']: must be a setting of Kafka 3.9.2; a broker passes over " +
        "others without a word. Did you mean 'log.retention.hours', which the field retention.hours decides.",
    ],
    [
      { 'num.io.thread': 8 },
      "brokerSettings['num.io.thread']: must be a setting of Kafka 3.9.2; a broker passes over " +
        "others without a word. Did you mean 'num.io.threads'.",
    ],
    [
      { 'log.segment.bytes': 13 },
      "brokerSettings['log.segment.bytes']: must be a whole number from 14 to 2,147,483,647, got 13. " +
        'Choose such a number, or leave it out.',
    ],
    [
      { 'num.io.threads': NaN },
      "brokerSettings['num.io.threads']: must be a whole number from 1 to 2,147,483,647, got NaN. " +
        'Choose such a number, or leave it out.',
    ],
    [
      { 'broker.id': 7 },
      "brokerSettings['broker.id']: must be left out, as every broker has its own id, which stays " +
        'with its data. Use the field brokers[].id of the spec.',
    ],
    [
      { 'log.retention.hours': 72 },
      "brokerSettings['log.retention.hours']: must be left out, as a broker reads it only at its " +
        'start, while log.retention.ms, which `retention` sets, can be changed as it runs. ' +
        'Use the field retention.hours of the spec.',
    ],
    [
      { 'process.roles': 'broker' },
      "brokerSettings['process.roles']: must be left out, as it is for KRaft, and this cluster keeps " +
        'its metadata in ZooKeeper. Leave it out.',
    ],
    [
      { 'unstable.api.versions.enable': true },
      "brokerSettings['unstable.api.versions.enable']: must be left out, as Kafka keeps it for " +
        'itself: no tool shows whether it is in effect, and any release may drop it. Leave it out.',
    ],
    [
      { 'listener.name.client.max.connections': 5 },
      "brokerSettings['listener.name.client.max.connections']: must stand with the listener that it " +
        'is for. Use the field listeners.client.settings of the spec, with the key ' +
        "'max.connections'.",
    ],
    [[], 'brokerSettings: must be an object, got []. Give an object of keys and values.'],
  ])('%j is told in one sentence and a remedy', (settings, message) => {
    expect(ofBroker(settings)).toEqual([message]);
  });

  it('are all told at once: wrong by themselves, then wrong together', () => {
    const messages = ofBroker({
      'compression.type': 'zst',
      'no.such.key': 1,
      'replica.fetch.wait.max.ms': 40_000,
    });
    expect(messages.map((message) => message.slice(0, message.indexOf(':')))).toEqual([
      "brokerSettings['compression.type']",
      "brokerSettings['no.such.key']",
      "brokerSettings['replica.fetch.wait.max.ms']",
      "brokerSettings['replica.fetch.wait.max.ms']",
    ]);
  });

  it('are not blamed for a partner that is wrong by itself', () => {
    expect(
      ofBroker({ 'message.max.bytes': 2_000_000_000, 'log.segment.bytes': '2 GB' }),
    ).toHaveLength(1);
  });
});

describe('secrets', () => {
  const sensitive = KAFKA_VERSIONS.flatMap(knownBrokerSettings).filter((each) => each.sensitive);

  it.each([...new Set(sensitive.map(({ key }) => key))])(
    '%s is refused without its value',
    (key) => {
      const [message, ...others] = ofBroker({ [key]: 'hunter2' });
      expect(message).toContain('must stay out of the spec');
      expect(message).not.toContain('hunter2');
      expect(others).toEqual([]);
    },
  );

  it.each(['ssl.key.pasword', 'sasl.jaas.confg', 'my.password', 'ssl.keystore.location'])(
    'what stands under %s is not shown either',
    (key) => {
      expect(ofBroker({ [key]: 'hunter2' }).join()).not.toContain('hunter2');
      expect(ofZookeeper({ [key]: 'hunter2' }).join()).not.toContain('hunter2');
    },
  );
});

describe('settings of ZooKeeper', () => {
  it.each([
    [
      { tickTim: 1 },
      "zookeeperSettings['tickTim']: must be a key of zoo.cfg that ZooKeeper reads; it passes over " +
        "others without a word. Did you mean 'tickTime'.",
    ],
    [
      { 'server.1': 'elsewhere:2888:3888' },
      "zookeeperSettings['server.1']: must be left out, as the quorum is made of the voters named " +
        'there, each with one vote and one address. Use the field metadata of the spec.',
    ],
    [
      { 'autopurge.purgeInterval': 0 },
      "zookeeperSettings['autopurge.purgeInterval']: must be a whole number from 1 to 2,147,483,647, " +
        'got 0. Choose such a number, or leave it out.',
    ],
    [
      { '4lw.commands.whitelist': ['srvr', 'mntr', 'ruok', 'stats'] },
      "zookeeperSettings['4lw.commands.whitelist']: must hold only 'conf', 'cons', 'crst', 'dirs', " +
        "'dump', 'envi', 'gtmk', 'hash', 'isro', 'mntr', 'ruok', 'srst', 'srvr', 'stat', 'stmk', " +
        "'wchc', 'wchp', 'wchs' and '*', and one at least, got [ 'srvr', 'mntr', 'ruok', 'stats' ]. " +
        "Did you mean 'stat'.",
    ],
    [
      'tickTime=1',
      "zookeeperSettings: must be an object, got 'tickTime=1'. Give an object of keys and values.",
    ],
  ])('%j is told in one sentence and a remedy', (settings, message) => {
    expect(ofZookeeper(settings)).toEqual([message]);
  });
});

describe('whatever a spec holds', () => {
  /** A value of the type that the key wants, so that the rules between settings are reached too. */
  const plausible = (type: SettingType): fc.Arbitrary<unknown> =>
    ({
      boolean: fc.boolean(),
      list: fc.array(fc.string()),
      int: fc.integer(),
      short: fc.integer({ min: -5, max: 5 }),
      long: fc.maxSafeInteger(),
      double: fc.double(),
      string: fc.string(),
      class: fc.string(),
      password: fc.string(),
    })[type];
  const entry = (rows: readonly (readonly [key: string, type: SettingType])[]) =>
    fc
      .constantFrom(...rows)
      .chain(([key, type]) => fc.tuple(fc.constant(key), fc.oneof(plausible(type), fc.anything())));
  const settings = (rows: readonly (readonly [key: string, type: SettingType])[]) =>
    fc.oneof(
      fc.array(entry(rows)).map((entries) => Object.fromEntries(entries)),
      fc.dictionary(fc.string(), fc.anything()),
      fc.anything(),
    );
  const broker = knownBrokerSettings(DEFAULT_KAFKA_VERSION)
    .filter(({ key }) => !reservedBrokerSetting(key))
    .map(({ key, type }) => [key, type] as const);
  const zookeeper = Object.entries(ZOOKEEPER_SETTINGS).map(
    ([key, { type }]) => [key, type] as const,
  );

  it('validation never throws, and every problem can be shown', () => {
    fc.assert(
      fc.property(settings(broker), settings(zookeeper), (brokerSettings, zookeeperSettings) => {
        const spec = unsoundSpec({ brokerSettings, zookeeperSettings });
        const problems = [...validateBrokerSettings(spec), ...validateZookeeperSettings(spec)];
        for (const problem of problems) {
          expect(formatProblem(problem)).toMatch(/^(broker|zookeeper)Settings.*: must /s);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
