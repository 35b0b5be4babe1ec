import type { MetadataKind } from '../metadata';
import type { BrokerSetting, BrokerSettingSection } from './broker/broker-setting';
import { controller } from './broker/controller';
import { groups } from './broker/groups';
import { identity } from './broker/identity';
import { listeners } from './broker/listeners';
import { replication } from './broker/replication';
import { retention } from './broker/retention';
import { securitySections } from './broker/security';
import { threads } from './broker/threads';
import { topics } from './broker/topics';
import { zookeeperConnection } from './broker/zookeeper-connection';
import { knownBrokerSetting } from './known-broker-settings';
import { prefixedSettings } from '../listeners/listener-settings';
import {
  settingText,
  withSettingsOfSite,
  withSettingsOfSpec,
  type SettingLine,
  type SettingSection,
} from './setting-lines';
import { openPorts } from '../security';
import type { BrokerHost, Topology } from '../topology';

/** How a broker reaches what keeps the metadata. */
const METADATA_CONNECTION = {
  zookeeper: zookeeperConnection,
} as const satisfies Readonly<Record<MetadataKind, BrokerSettingSection>>;

/** The settings that this package writes, in the order in which an operator reads them. */
export const brokerSettingSections = (metadata: MetadataKind) => [
  identity,
  listeners,
  METADATA_CONNECTION[metadata],
  controller,
  replication,
  topics,
  retention,
  threads,
  groups,
];

/**
 * All settings of one broker: this package's own, each replaced where the site or the spec sets it, then
 * the further ones of the site and of the spec, which wins over the site.
 */
export function brokerSettings(topology: Topology, host: BrokerHost): readonly SettingSection[] {
  const { settings: brokerSettings } = host.broker;
  // Some of our values follow from those that the spec sets.
  const ofBroker: Topology = { ...topology, spec: { ...topology.spec, brokerSettings } };
  const { metadata, security, listeners: given } = topology.spec;
  const own = [...brokerSettingSections(metadata.kind), ...securitySections(topology, host)].map(
    ({ title, settings }) => ({
      title,
      lines: settings.map((setting) => ownLine(setting, ofBroker, host)),
    }),
  );
  const ofListeners = prefixedSettings(given, openPorts(security));
  const ofSite = (topology.differences?.brokerSettings ?? [])
    .filter(({ key }) => !(key in brokerSettings))
    .map(({ key, value, why }) => ({ key, value: settingText(value), comment: why }));
  const ofSpec = { ...ofListeners, ...brokerSettings };
  return withSettingsOfSpec(withSettingsOfSite(own, ofSite), ofSpec);
}

function ownLine(
  { key, value, why }: BrokerSetting,
  topology: Topology,
  host: BrokerHost,
): SettingLine {
  const text = settingText(value(topology, host));
  const isDefault = knownBrokerSetting(topology.spec.kafkaVersion, key)?.default === text;
  return { key, value: text, comment: isDefault ? '' : why };
}
