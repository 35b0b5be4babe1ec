import { ConfigSources, ConfigTypes, type describeConfigsV4 } from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { brokerSettings } from '../../../cluster/settings/broker-settings';
import type { BrokerHost, Topology } from '../../../cluster/topology';

/** One setting as a broker runs with it. */
export type EffectiveSetting = ReturnType<
  typeof describeConfigsV4.parseResponse
>['results'][number]['configs'][number];

/** What the server.properties of a broker says, by key. */
export function renderedSettings(
  topology: Topology,
  host: BrokerHost,
): ReadonlyMap<string, string> {
  const lines = brokerSettings(topology, host).flatMap((section) => section.lines);
  return new Map(lines.map(({ key, value }) => [key, value]));
}

/** The settings of a broker that are not as its server.properties, as rendered, says. */
export interface SettingsVerdict {
  readonly problems: readonly Problem[];
  /** Keys whose value stands in ZooKeeper as well as in the file, and is the same. */
  readonly repeatedInZookeeper: readonly string[];
}

/**
 * A broker runs with every line of its rendered file (by DescribeConfigs, with synonyms). Values set in
 * ZooKeeper win over the file, also for keys that the file leaves to Kafka's default.
 */
export function judgeSettings(
  host: BrokerHost,
  rendered: ReadonlyMap<string, string>,
  effective: readonly EffectiveSetting[],
): SettingsVerdict {
  const byKey = new Map(effective.map((setting) => [setting.name, setting]));
  const stale = [...rendered].flatMap(([key, value]) => {
    const setting = byKey.get(key);
    return setting ? staleFile(host, value, setting) : [unknownKey(host, key)];
  });
  const overrides = effective.filter(isOverride);
  const isRepeated = (setting: EffectiveSetting) => {
    const value = rendered.get(setting.name);
    return value !== undefined && sameSetting(setting, value, setting.value);
  };
  return {
    problems: [
      ...stale,
      ...overrides
        .filter((setting) => !isRepeated(setting))
        .map((setting) => overridden(host, rendered.get(setting.name), setting)),
    ],
    repeatedInZookeeper: overrides.filter(isRepeated).map(({ name }) => name),
  };
}

function isOverride({ configSource }: EffectiveSetting): boolean {
  return (
    configSource === ConfigSources.DYNAMIC_BROKER_CONFIG ||
    configSource === ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG
  );
}

/** The broker was started with another file: what it read then is among the synonyms. */
function staleFile(host: BrokerHost, value: string, setting: EffectiveSetting): readonly Problem[] {
  const file = setting.synonyms.find(
    ({ name, source }) => name === setting.name && source === ConfigSources.STATIC_BROKER_CONFIG,
  );
  if (file && (setting.isSensitive || sameSetting(setting, value, file.value))) return [];
  return [
    {
      path: `${host.name}, ${setting.name}`,
      rule: setting.isSensitive ? 'be set by server.properties' : `be ${value}`,
      value: file?.value ?? (setting.isSensitive ? 'not set' : `${setting.value}, Kafka's default`),
      remedy: `Write ${host.paths.kafka.config}/server.properties as rendered, and restart ${host.name}`,
    },
  ];
}

function unknownKey(host: BrokerHost, key: string): Problem {
  return {
    path: `${host.name}, ${key}`,
    rule: 'be shown by the broker',
    value: 'nothing',
    remedy: `Write ${host.paths.kafka.config}/server.properties as rendered, and restart ${host.name}`,
  };
}

function overridden(
  host: BrokerHost,
  inFile: string | undefined,
  { name, value, isSensitive, configSource, synonyms }: EffectiveSetting,
): Problem {
  const byDefault = synonyms.find(({ source }) => source === ConfigSources.DEFAULT_CONFIG)?.value;
  const wanted = inFile ?? byDefault;
  const forAll = configSource === ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG;
  const entity = forAll ? '--entity-default' : `--entity-name ${host.broker.id}`;
  return {
    path: `${host.name}, ${name}`,
    rule: isSensitive ? 'be as server.properties says' : `be ${wanted ?? 'unset'}`,
    value: `${isSensitive ? 'another value' : value}, set in ZooKeeper for ${forAll ? 'all brokers' : 'this broker'}`,
    remedy:
      `Remove it with java -cp '${host.paths.distribution}/libs/*' kafka.admin.ConfigCommand ` +
      `--bootstrap-server ${host.address}:${host.ports.client} --alter --entity-type brokers ` +
      `${entity} --delete-config ${name}`,
  };
}

/** Kafka shows a value in its own spelling: trimmed, a number without leading zeros. */
export function sameSetting(
  { configType }: EffectiveSetting,
  expected: string,
  found: string | null | undefined,
): boolean {
  if (found == null) return false;
  return normalize(configType, expected) === normalize(configType, found);
}

function normalize(type: EffectiveSetting['configType'], text: string): string {
  const trimmed = text.trim();
  switch (type) {
    case ConfigTypes.INT:
    case ConfigTypes.SHORT:
    case ConfigTypes.LONG:
      return /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace(/^\+/, '')).toString() : trimmed;
    case ConfigTypes.DOUBLE:
      return String(Number(trimmed));
    case ConfigTypes.BOOLEAN:
      return trimmed.toLowerCase();
    case ConfigTypes.LIST:
      return trimmed
        .split(',')
        .map((item) => item.trim())
        .join(',');
    case ConfigTypes.STRING:
    case ConfigTypes.CLASS:
    case ConfigTypes.PASSWORD:
    case ConfigTypes.UNKNOWN:
      return trimmed;
  }
}
