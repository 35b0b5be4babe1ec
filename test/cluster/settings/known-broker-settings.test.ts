import {
  isInternalBrokerKey,
  KNOWN_BROKER_SETTINGS,
  KNOWN_BROKER_SETTINGS_VERSION,
  knownBrokerSetting,
  nearBrokerSetting,
} from '../../../cluster/settings/known-broker-settings';
import { DEFAULT_KAFKA_VERSION } from '../../../cluster/kafka-versions';
import { valueProblem } from '../../../cluster/validation/settings/setting-value';

const countOf = (updateMode: string) =>
  KNOWN_BROKER_SETTINGS.filter((setting) => setting.updateMode === updateMode).length;

it('the table is of the Kafka that clusters run', () => {
  expect(KNOWN_BROKER_SETTINGS_VERSION).toBe(DEFAULT_KAFKA_VERSION);
});

it('Kafka 3.9.2 has 315 settings, of which 89 can change while a broker runs', () => {
  expect(KNOWN_BROKER_SETTINGS).toHaveLength(315);
  expect([countOf('read-only'), countOf('per-broker'), countOf('cluster-wide')]).toEqual([
    226, 37, 52,
  ]);
});

it('passwords, and only they, are sensitive', () => {
  const sensitive = KNOWN_BROKER_SETTINGS.filter((setting) => setting.sensitive);
  expect(sensitive).toEqual(KNOWN_BROKER_SETTINGS.filter(({ type }) => type === 'password'));
  expect(sensitive.map(({ key }) => key)).toContain('ssl.key.password');
});

it.each([
  { key: 'log.retention.hours', type: 'int', default: '168' },
  { key: 'log.retention.ms', type: 'long', updateMode: 'cluster-wide' },
  {
    key: 'log.flush.interval.messages',
    type: 'long',
    default: '9223372036854775807',
    validValues: { min: 1 },
    updateMode: 'cluster-wide',
  },
  {
    key: 'log.cleaner.min.cleanable.ratio',
    type: 'double',
    default: '0.5',
    validValues: { min: 0, max: 1 },
    updateMode: 'cluster-wide',
  },
  {
    key: 'compression.gzip.level',
    type: 'int',
    default: '-1',
    validValues: { min: 1, max: 9, also: [-1] },
    updateMode: 'cluster-wide',
  },
  {
    key: 'log.cleanup.policy',
    type: 'list',
    default: 'delete',
    validValues: { oneOf: ['compact', 'delete'] },
    updateMode: 'cluster-wide',
  },
  { key: 'advertised.listeners', type: 'string', updateMode: 'per-broker' },
])('$key is known as Kafka defines it', (expected) => {
  const plain = { default: null, validValues: null, updateMode: 'read-only', sensitive: false };
  expect(knownBrokerSetting(expected.key)).toEqual({ ...plain, ...expected });
});

it("Kafka's own defaults pass Kafka's own rules, save those of infinite size", () => {
  const typed = (type: string, text: string) =>
    type === 'boolean'
      ? text === 'true'
      : ['int', 'short', 'long', 'double'].includes(type)
        ? Number(text)
        : text;
  const refused = KNOWN_BROKER_SETTINGS.filter(
    (setting) =>
      setting.default !== null &&
      valueProblem(typed(setting.type, setting.default), setting) !== undefined,
  );
  // Long.MAX_VALUE, which a spec can not spell, and an empty process.roles, which is ZooKeeper mode.
  const odd = ['9223372036854775807', ''];
  expect(refused.filter((setting) => !odd.includes(setting.default ?? ''))).toEqual([]);
});

it.each([
  ['log.retention.hour', 'log.retention.hours'],
  ['num.io.thread', 'num.io.threads'],
  ['min.insync.replica', 'min.insync.replicas'],
  ['socket.request.max.byte', 'socket.request.max.bytes'],
])('the setting nearest to %s is %s', (key, nearest) => {
  expect(knownBrokerSetting(key)).toBeUndefined();
  expect(nearBrokerSetting(key)).toBe(nearest);
});

it('internal keys are known as such, and are no settings', () => {
  expect(isInternalBrokerKey('unstable.api.versions.enable')).toBe(true);
  expect(knownBrokerSetting('unstable.api.versions.enable')).toBeUndefined();
  expect(isInternalBrokerKey('log.segment.bytes')).toBe(false);
});

it.each(['constructor', '__proto__', 'toString', ''])('%j is no setting', (key) => {
  expect(knownBrokerSetting(key)).toBeUndefined();
});
