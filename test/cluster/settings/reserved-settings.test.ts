import { KAFKA_VERSIONS } from '../../../cluster/kafka-releases';
import type {
  FreeBrokerSettingValues,
  ReservedBrokerKey,
} from '../../../cluster/settings/reserved-broker-settings';
import { RESERVED_BROKER_SETTINGS } from '../../../cluster/settings/reserved-broker-settings';
import { RESERVED_ZOOKEEPER_SETTINGS } from '../../../cluster/settings/reserved-zookeeper-settings';
import {
  reservedBrokerSetting,
  reservedZookeeperSetting,
} from '../../../cluster/settings/reserved-settings';
import { brokerSettingSections } from '../../../cluster/settings/broker-settings';
import {
  isInternalBrokerKey,
  knownBrokerSettings,
} from '../../../cluster/settings/known-broker-settings';
import { knownZookeeperSetting } from '../../../cluster/settings/known-zookeeper-settings';
import { validateSpec } from '../../../cluster/validate-spec';
import { unsoundSpec } from '../../support/spec-builder';

const EVERY_SETTING = KAFKA_VERSIONS.flatMap(knownBrokerSettings);

it.each([
  ['broker.id', 'brokers[].id'],
  ['broker.rack', 'brokers[].rack'],
  ['zookeeper.connect', 'metadata'],
  ['log.dirs', 'storage'],
  ['advertised.listeners', 'listeners'],
  ['inter.broker.protocol.version', 'kafkaVersion'],
  ['default.replication.factor', 'topicDefaults.replicationFactor'],
  ['min.insync.replicas', 'topicDefaults.minInsyncReplicas'],
  ['num.partitions', 'topicDefaults.partitions'],
  ['log.retention.ms', 'retention.hours'],
  ['log.retention.minutes', 'retention.hours'],
  ['authorizer.class.name', 'security'],
  ['ssl.keystore.location', 'security'],
  ['super.users', 'security'],
  ['process.roles', undefined],
  ['controller.quorum.voters', undefined],
  ['remote.log.storage.system.enable', undefined],
])('%s is decided by %s', (key, governedBy) => {
  expect(reservedBrokerSetting(key)).toBeDefined();
  expect(reservedBrokerSetting(key)?.governedBy).toBe(governedBy);
});

it.each([
  'log.segment.bytes',
  'offsets.topic.replication.factor',
  'zookeeper.session.timeout.ms',
  'controller.socket.timeout.ms',
  'group.max.size',
  'metadata',
  'constructor',
])('%s is left to the spec', (key) => {
  expect(reservedBrokerSetting(key)).toBeUndefined();
});

it('no pattern is idle: each owns a key that Kafka has, or one that only its authorizer reads', () => {
  const keys = EVERY_SETTING.map(({ key }) => key);
  const owns = (pattern: string) =>
    keys.some((key) =>
      pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern,
    );
  const patterns = RESERVED_BROKER_SETTINGS.flatMap((row) => [...row.keys] as string[]);
  expect(patterns.filter((pattern) => !owns(pattern))).toEqual([
    'super.users',
    'allow.everyone.if.no.acl.found',
  ]);
});

it('every field that is said to decide is one that a spec can have', () => {
  const fields = [...RESERVED_BROKER_SETTINGS, ...RESERVED_ZOOKEEPER_SETTINGS].flatMap((row) =>
    'governedBy' in row && row.governedBy !== undefined ? [row.governedBy.split(/[.[]/)[0]!] : [],
  );
  const complaints = fields.flatMap((field) =>
    validateSpec(unsoundSpec({ [field]: undefined })).problems.map(({ rule }) => rule),
  );
  expect(complaints).not.toContain('be a known field');
});

it('every class name that a spec could set is owned, as hosts get no further jars', () => {
  const classes = EVERY_SETTING.filter(({ type }) => type === 'class');
  expect(classes.filter(({ key }) => !reservedBrokerSetting(key))).toEqual([]);
});

it('the keys that this package writes for each broker apart are all owned', () => {
  const apart = ['broker.id', 'broker.rack', 'log.dirs', 'listeners', 'advertised.listeners'];
  const written = brokerSettingSections('zookeeper').flatMap(({ settings }) =>
    settings.map(({ key }) => key),
  );
  expect(written).toEqual(expect.arrayContaining(apart));
  expect(apart.filter((key) => !reservedBrokerSetting(key))).toEqual([]);
});

it('internal keys are not listed here: they are refused as such', () => {
  const patterns = RESERVED_BROKER_SETTINGS.flatMap((row) => [...row.keys] as string[]);
  const isInternal = (key: string) =>
    KAFKA_VERSIONS.every((version) => isInternalBrokerKey(version, key));
  expect(patterns.filter(isInternal)).toEqual([]);
});

it.each([
  ['server.1', 'metadata'],
  ['dataDir', 'metadata.quorum.storage'],
  ['clientPort', undefined],
  ['reconfigEnabled', undefined],
  ['sslQuorum', 'security'],
  ['ssl.quorum.keyStore.password', 'security'],
  ['forceSync', undefined],
  ['jute.maxbuffer', undefined],
  ['admin.serverPort', undefined],
])('in zoo.cfg, %s is decided by %s', (key, governedBy) => {
  expect(reservedZookeeperSetting(key)).toBeDefined();
  expect(reservedZookeeperSetting(key)?.governedBy).toBe(governedBy);
  expect(knownZookeeperSetting(key)).toBeUndefined();
});

it('the type of a spec has the free keys alone', () => {
  const free: FreeBrokerSettingValues = { 'log.segment.bytes': 1 };
  // @ts-expect-error -- owned by its own name
  const owned: FreeBrokerSettingValues = { 'broker.id': 1 };
  // @ts-expect-error -- owned by a pattern
  const ofPattern: FreeBrokerSettingValues = { 'ssl.protocol': 'TLSv1.3' };
  const key: ReservedBrokerKey = 'ssl.anything';
  expect(Object.keys({ ...free, ...owned, ...ofPattern, [key]: 1 })).toHaveLength(4);
});
