import { internalReplicas, transactionMinInsyncReplicas } from '../../settings/broker/groups';
import { numberOfSetting } from '../../settings/setting-of-spec';
import { socketRequestMaxBytes } from '../../settings/broker/listeners';
import type { Problem } from '../../errors';
import { kafkaVersionOf } from '../../kafka-releases';
import { knownBrokerSetting } from '../../settings/known-broker-settings';
import { resolveTopicDefaults } from '../../resolve-spec';
import type { KafkaClusterSpec } from '../../spec';
import { orderProblems, type EffectiveSettings, type SettingOrder } from './setting-order';
import { settingPath } from './setting-problem';

const MIB = 1024 * 1024;

/**
 * Kafka itself refuses the first of these at its start (KafkaConfig.validateValues and LogConfig);
 * with the others it runs, and fails at work. `message.max.bytes` above `replica.fetch.max.bytes` is
 * none of them: a fetch returns its first batch however large it is.
 */
const ORDERS: readonly SettingOrder[] = [
  {
    low: 'replica.fetch.wait.max.ms',
    high: 'replica.lag.time.max.ms',
    otherwise: 'replicas of quiet partitions fall out of sync and come back all the time',
  },
  {
    low: 'replica.fetch.wait.max.ms',
    high: 'replica.socket.timeout.ms',
    otherwise: 'followers give up on fetches that are only waiting for data',
  },
  {
    low: 'log.cleaner.min.compaction.lag.ms',
    high: 'log.cleaner.max.compaction.lag.ms',
    otherwise: 'records must be compacted before they may be',
  },
  {
    low: 'offsets.commit.required.acks',
    high: 'offsets.topic.replication.factor',
    otherwise: 'no offset can be committed',
  },
  {
    low: 'transaction.state.log.min.isr',
    high: 'transaction.state.log.replication.factor',
    gap: 1,
    otherwise: 'transactions stand still while a broker restarts',
  },
  {
    low: 'group.min.session.timeout.ms',
    high: 'group.max.session.timeout.ms',
    otherwise: 'no consumer can join a group',
  },
  {
    low: 'message.max.bytes',
    high: 'log.segment.bytes',
    otherwise: 'a batch of that size fits no segment and is refused',
  },
  {
    low: 'message.max.bytes',
    high: 'socket.request.max.bytes',
    // The head of a request: topic, client and transaction are named in it.
    gap: 1024,
    otherwise: 'the broker closes the connection that brings a batch of that size',
  },
];

/** What the settings of a spec, each sound by itself, do to each other and to the brokers. */
export function brokerSettingRules(spec: KafkaClusterSpec): readonly Problem[] {
  const settings = effectiveBrokerSettings(spec);
  return [
    ...orderProblems(settings, ORDERS),
    ...replicationProblems(settings, spec),
    ...cleanerBufferProblems(settings),
    ...requestQueueProblems(settings),
    ...connectionLimitProblems(settings, spec),
    ...cleanupProblems(spec),
  ];
}

function effectiveBrokerSettings(spec: KafkaClusterSpec): EffectiveSettings {
  const brokerSettings = spec.brokerSettings ?? {};
  const version = kafkaVersionOf(spec);
  const needs = {
    brokers: spec.brokers,
    topicDefaults: resolveTopicDefaults(spec.topicDefaults),
    brokerSettings,
  };
  /** Values of this package that depend on the spec. */
  const derived: Readonly<Record<string, number>> = {
    'offsets.topic.replication.factor': internalReplicas(needs),
    'transaction.state.log.replication.factor': internalReplicas(needs),
    'transaction.state.log.min.isr': transactionMinInsyncReplicas(needs),
    'socket.request.max.bytes': socketRequestMaxBytes(brokerSettings),
  };
  const kafkaDefault = (key: string): number => Number(knownBrokerSetting(version, key)?.default);
  return {
    field: 'brokerSettings',
    isSet: (key) => (brokerSettings as Readonly<Record<string, unknown>>)[key] !== undefined,
    numberOf: (key) => numberOfSetting(brokerSettings, key, derived[key] ?? kafkaDefault(key)),
  };
}

/** An internal topic can be made at all, and still be written while a broker restarts. */
function replicationProblems(
  { isSet, numberOf }: EffectiveSettings,
  { brokers, topicDefaults }: KafkaClusterSpec,
): readonly Problem[] {
  const { minInsyncReplicas } = resolveTopicDefaults(topicDefaults);
  const least = {
    'offsets.topic.replication.factor': minInsyncReplicas + 1,
    'transaction.state.log.replication.factor': 2,
  };
  return Object.entries(least)
    .filter(([key]) => isSet(key))
    .filter(([key, min]) => numberOf(key) < min || numberOf(key) > brokers.length)
    .map(([key, min]) => ({
      path: settingPath('brokerSettings', key),
      rule: `be from ${min}, so that a broker can restart, to ${brokers.length}, the number of brokers`,
      value: numberOf(key),
      remedy: 'Leave it out to have three where there are as many brokers',
    }));
}

/** A topic that is compacted alone keeps the newest record of each key for ever: no disk is planned for that. */
function cleanupProblems({ brokerSettings }: KafkaClusterSpec): readonly Problem[] {
  const key = 'log.cleanup.policy';
  const given = brokerSettings?.[key];
  if (given === undefined) return [];
  const policies = String(given)
    .split(',')
    .map((policy) => policy.trim());
  if (policies.includes('delete')) return [];
  return [
    {
      path: settingPath('brokerSettings', key),
      rule: "hold 'delete', or nothing would ever go and `retention` would not be kept",
      value: given,
      remedy: "Take 'compact,delete', or compact the topics that need it, each by itself",
    },
  ];
}

function cleanerBufferProblems({ isSet, numberOf }: EffectiveSettings): readonly Problem[] {
  const keys = ['log.cleaner.dedupe.buffer.size', 'log.cleaner.threads'] as const;
  const [size, threads] = keys.map(numberOf) as [number, number];
  const own = keys.find(isSet);
  // Kafka divides whole numbers.
  const isTight = Math.trunc(size / threads) <= MIB;
  if (own === undefined || !isTight) return [];
  return [
    {
      path: settingPath('brokerSettings', own),
      rule: `leave each of ${threads} cleaner threads more than 1 MiB of log.cleaner.dedupe.buffer.size (${size})`,
      value: numberOf(own),
      remedy: 'Raise the buffer, or lower log.cleaner.threads',
    },
  ];
}

function requestQueueProblems({ isSet, numberOf }: EffectiveSettings): readonly Problem[] {
  const key = 'queued.max.request.bytes';
  const largest = numberOf('socket.request.max.bytes');
  const isTight = numberOf(key) !== -1 && numberOf(key) < largest;
  if (!isSet(key) || !isTight) return [];
  return [
    {
      path: settingPath('brokerSettings', key),
      rule: `be at least socket.request.max.bytes (${largest.toLocaleString('en')}), or the largest request never fits`,
      value: numberOf(key),
      remedy: 'Raise it, or leave it out for no limit',
    },
  ];
}

const OVERRIDE = /^[\w%.:-]+:\s*(\d{1,10})$/;

function connectionLimitProblems(
  { isSet, numberOf }: EffectiveSettings,
  { brokerSettings = {} }: KafkaClusterSpec,
): readonly Problem[] {
  const [limit, exceptions] = [
    'max.connections.per.ip',
    'max.connections.per.ip.overrides',
  ] as const;
  const overrides = brokerSettings[exceptions] ?? '';
  const items = overrides.split(',').map((item) => item.trim());
  const problems: Problem[] = [];
  if (overrides !== '' && !items.every(isOverride)) {
    problems.push({
      path: settingPath('brokerSettings', exceptions),
      rule: 'name an address and a number of connections, address:number, with commas between',
      value: overrides,
      remedy: "Write it such as '10.0.0.1:100,10.0.0.2:200'",
    });
  }
  if (isSet(limit) && numberOf(limit) === 0 && overrides === '') {
    problems.push({
      path: settingPath('brokerSettings', limit),
      rule: `be above 0 where ${exceptions} names no exception, or nobody can connect`,
      value: 0,
      remedy: 'Raise it, or name exceptions',
    });
  }
  return problems;
}

function isOverride(item: string): boolean {
  const count = OVERRIDE.exec(item)?.[1];
  return count !== undefined && Number(count) <= 2 ** 31 - 1;
}
