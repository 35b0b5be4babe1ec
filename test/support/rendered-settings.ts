import { brokerSettings } from '../../cluster/settings/broker-settings';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { type SettingSection } from '../../cluster/settings/setting-lines';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { brokerHosts, layOut, zookeeperHosts } from '../../cluster/topology';
import { zookeeperSettings } from '../../cluster/settings/zookeeper-config';
import type { SettingTexts } from './judges/settings-judge';

/** What server.properties of the first broker says under this spec, which need not be valid. */
export function renderedBrokerSettings(spec: KafkaClusterSpec): SettingTexts {
  const topology = topologyOf(spec);
  return asTexts(brokerSettings(topology, brokerHosts(topology)[0]!));
}

/** What zoo.cfg of the first voter says under this spec, which need not be valid. */
export function renderedZookeeperSettings(spec: KafkaClusterSpec): SettingTexts {
  const topology = topologyOf(spec);
  return asTexts(zookeeperSettings(topology, zookeeperHosts(topology)[0]!));
}

function topologyOf(spec: KafkaClusterSpec) {
  const resolved = resolveSpec(spec);
  return layOut(resolved, productionSite(resolved));
}

function asTexts(sections: readonly SettingSection[]): SettingTexts {
  const lines = sections.flatMap((section) => section.lines);
  return Object.fromEntries(lines.map(({ key, value }) => [key, value]));
}
