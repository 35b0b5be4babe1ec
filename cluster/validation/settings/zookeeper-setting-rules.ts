import { brokerSessionMs, LEAST_SESSION_TICKS } from '../../settings/broker/zookeeper-connection';
import { numberOfSetting } from '../../settings/setting-of-spec';
import type { Problem } from '../../errors';
import type { KafkaClusterSpec } from '../../spec';
import { DEFAULT_MAX_SESSION_MS, DEFAULT_TICK_TIME_MS } from '../../settings/zookeeper-config';
import { isRecord } from '../../checks/checks';
import { orderProblems, type EffectiveSettings, type SettingOrder } from './setting-order';
import { settingPath } from './setting-problem';

/** What the smoke checks and the status of a cluster ask. */
const WORDS_NEEDED = ['srvr', 'mntr', 'ruok'];

const ORDERS: readonly SettingOrder[] = [
  {
    low: 'minSessionTimeout',
    high: 'maxSessionTimeout',
    otherwise: 'ZooKeeper does not start',
  },
  {
    low: 'fastleader.minNotificationInterval',
    high: 'fastleader.maxNotificationInterval',
    otherwise: 'votes of an election are not sent at growing intervals',
  },
];

/** What the settings of zoo.cfg, each sound by itself, do to each other and to the brokers. */
export function zookeeperSettingRules(spec: KafkaClusterSpec): readonly Problem[] {
  const settings = effectiveZookeeperSettings(spec.zookeeperSettings ?? {});
  const outOfOrder = orderProblems(settings, ORDERS);
  return [
    ...outOfOrder,
    ...(outOfOrder.length > 0 ? [] : sessionProblems(settings, spec)),
    ...fourLetterWordProblems(spec),
  ];
}

function effectiveZookeeperSettings(zookeeperSettings: object): EffectiveSettings {
  const tick = numberOfSetting(zookeeperSettings, 'tickTime', DEFAULT_TICK_TIME_MS);
  const defaults: Readonly<Record<string, number>> = {
    tickTime: DEFAULT_TICK_TIME_MS,
    minSessionTimeout: LEAST_SESSION_TICKS * tick,
    maxSessionTimeout: DEFAULT_MAX_SESSION_MS,
    'fastleader.minNotificationInterval': 200,
    'fastleader.maxNotificationInterval': 60_000,
  };
  return {
    field: 'zookeeperSettings',
    isSet: (key) => (zookeeperSettings as Readonly<Record<string, unknown>>)[key] !== undefined,
    numberOf: (key) => numberOfSetting(zookeeperSettings, key, defaults[key]!),
  };
}

/** ZooKeeper lengthens or cuts a session to its own limits, and tells only the client. */
function sessionProblems(
  { isSet, numberOf }: EffectiveSettings,
  spec: KafkaClusterSpec,
): readonly Problem[] {
  const { brokerSettings } = spec;
  const key = 'zookeeper.session.timeout.ms';
  const given = isRecord(brokerSettings) ? brokerSettings[key] : undefined;
  const session =
    given === undefined ? brokerSessionMs(spec.zookeeperSettings ?? {}) : soundSession(given);
  const limits = { min: numberOf('minSessionTimeout'), max: numberOf('maxSessionTimeout') };
  if (!(session < limits.min || session > limits.max)) return [];
  const range = `${limits.min.toLocaleString('en')} to ${limits.max.toLocaleString('en')}`;
  if (given !== undefined) {
    return [
      {
        path: settingPath('brokerSettings', key),
        rule: `be from ${range}, between which ZooKeeper would change it without a word`,
        value: given,
        remedy: 'Change it, or zookeeperSettings minSessionTimeout, maxSessionTimeout or tickTime',
      },
    ];
  }
  const culprit = session < limits.min ? 'minSessionTimeout' : 'maxSessionTimeout';
  const own = isSet(culprit) ? culprit : 'tickTime';
  return [
    {
      path: settingPath('zookeeperSettings', own),
      rule: `allow the session of the brokers, ${session.toLocaleString('en')} ms`,
      value: numberOf(own),
      remedy: `Change it, or set ${settingPath('brokerSettings', key)}`,
    },
  ];
}

/** NaN for what is no session at all: that is reported with the broker's settings. */
function soundSession(value: unknown): number {
  return typeof value === 'number' && value >= 1 ? value : NaN;
}

function fourLetterWordProblems({ zookeeperSettings = {} }: KafkaClusterSpec): readonly Problem[] {
  const key = '4lw.commands.whitelist';
  const given = zookeeperSettings[key];
  if (given === undefined) return [];
  const text = typeof given === 'string' ? given : given.join(',');
  const words = text.split(',').map((word) => word.trim());
  const missing = WORDS_NEEDED.filter((word) => !words.includes(word));
  if (missing.length === 0 || words.includes('*')) return [];
  return [
    {
      path: settingPath('zookeeperSettings', key),
      rule: `hold ${WORDS_NEEDED.join(', ')}, which the checks of this package ask`,
      value: given,
      remedy: `Add ${missing.join(', ')}`,
    },
  ];
}
