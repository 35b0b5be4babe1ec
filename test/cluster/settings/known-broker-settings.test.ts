import { BROKER_SETTING_TABLES } from '../../../cluster/data/broker-setting-tables';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../../cluster/kafka-releases';
import {
  isInternalBrokerKey,
  knownBrokerSetting,
  knownBrokerSettings,
  nearBrokerSetting,
  releasesThatKnow,
} from '../../../cluster/settings/known-broker-settings';
import { reservedBrokerSetting } from '../../../cluster/settings/reserved-settings';
import { valueProblem } from '../../../cluster/validation/settings/setting-value';

it.each<[KafkaVersion, number, readonly number[]]>([
  ['3.9.2', 315, [226, 37, 52]],
  ['3.9.1', 314, [225, 37, 52]],
  ['3.8.1', 299, [210, 37, 52]],
])(
  'Kafka %s has %d settings; read at the start, by broker, by cluster: %j',
  (version, all, modes) => {
    expect(BROKER_SETTING_TABLES[version].kafkaVersion).toBe(version);
    const known = knownBrokerSettings(version);
    expect(known).toHaveLength(all);
    expect(
      ['read-only', 'per-broker', 'cluster-wide'].map(
        (mode) => known.filter(({ updateMode }) => updateMode === mode).length,
      ),
    ).toEqual(modes);
  },
);

describe.each(KAFKA_VERSIONS)('of Kafka %s', (version) => {
  const known = knownBrokerSettings(version);

  it('passwords, and only they, are sensitive', () => {
    const sensitive = known.filter((setting) => setting.sensitive);
    expect(sensitive).toEqual(known.filter(({ type }) => type === 'password'));
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
    expect(knownBrokerSetting(version, expected.key)).toEqual({ ...plain, ...expected });
  });

  it("Kafka's own defaults pass Kafka's own rules, save those of infinite size", () => {
    const typed = (type: string, text: string) =>
      type === 'boolean'
        ? text === 'true'
        : ['int', 'short', 'long', 'double'].includes(type)
          ? Number(text)
          : text;
    const refused = known.filter(
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
    expect(knownBrokerSetting(version, key)).toBeUndefined();
    expect(nearBrokerSetting(version, key)).toBe(nearest);
  });

  it('internal keys are known as such, and are no settings', () => {
    expect(isInternalBrokerKey(version, 'unstable.api.versions.enable')).toBe(true);
    expect(knownBrokerSetting(version, 'unstable.api.versions.enable')).toBeUndefined();
    expect(isInternalBrokerKey(version, 'log.segment.bytes')).toBe(false);
  });

  it.each(['constructor', '__proto__', 'toString', ''])('%j is no setting', (key) => {
    expect(knownBrokerSetting(version, key)).toBeUndefined();
  });
});

it('a key that one release has is unknown to the other, and known where no release is asked', () => {
  const [newer, older] = ['group.share.max.size', 'group.consumer.migration.policy'];
  expect(releasesThatKnow(newer)).toEqual(['3.9.2', '3.9.1']);
  expect(releasesThatKnow(older)).toEqual(['3.8.1']);
  expect(knownBrokerSetting('3.8.1', newer)).toBeUndefined();
  expect(knownBrokerSetting('3.9.2', older)).toBeUndefined();
  expect(knownBrokerSetting(undefined, newer)?.default).toBe('200');
  expect(knownBrokerSetting(undefined, older)?.default).toBe('disabled');
  expect(releasesThatKnow('log.segment.bytes')).toEqual(KAFKA_VERSIONS);
});

it('what a change of a setting needs is the same in every release that has it, so any may be asked', () => {
  const free = KAFKA_VERSIONS.flatMap(knownBrokerSettings).filter(
    ({ key }) => !reservedBrokerSetting(key),
  );
  const different = free.filter(({ key, updateMode, default: value }) => {
    const asked = knownBrokerSetting(undefined, key)!;
    return asked.updateMode !== updateMode || asked.default !== value;
  });
  expect(different).toEqual([]);
});
