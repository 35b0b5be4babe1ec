import { brokerSettings } from '../../../cluster/settings/broker-settings';
import type { BrokerHost, Topology } from '../../../cluster/topology';

/** What the server.properties of a broker says, by key. */
export function renderedSettings(
  topology: Topology,
  host: BrokerHost,
): ReadonlyMap<string, string> {
  const lines = brokerSettings(topology, host).flatMap((section) => section.lines);
  return new Map(lines.map(({ key, value }) => [key, value]));
}
