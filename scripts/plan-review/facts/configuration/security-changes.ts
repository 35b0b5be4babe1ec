import { parseProperties } from '../../../../cluster/settings/java-properties';
import type { Sayable } from '../../../masking/say';
import { groupBy } from '../../lists';
import type { ClusterFacts, HostFileObject, PlanFacts } from '../../plan-facts';
import { standingHosts, standsOn } from '../hosts/standing-hosts';

/** Which ports the brokers of a cluster have, by their files. */
export type Ports = 'plaintext' | 'both' | 'tls';

/** A cluster whose brokers stand, and get ports of another kind. */
export interface SecurityChange {
  readonly cluster: ClusterFacts;
  readonly before: Ports;
  readonly after: Ports;
  /** The files that say so. */
  readonly files: readonly HostFileObject[];
}

/** The clusters of this package in the plan of which the kind of ports changes. */
export function securityChanges({ files, clusters }: PlanFacts): readonly SecurityChange[] {
  const hosts = standingHosts(clusters);
  const settings = files.filter(
    (file) => file.nature === 'broker-settings' && standsOn(file, hosts),
  );
  const byCluster = groupBy(settings, ({ cluster }) => cluster);
  return clusters.flatMap((cluster) => {
    const own = byCluster.get(cluster.name ?? '') ?? [];
    const changed = own.filter(({ before, after }) => portsOf(before) !== portsOf(after));
    const [before, after] = [portsOf(changed[0]?.before), portsOf(changed[0]?.after)];
    return before && after ? [{ cluster, before, after, files: changed }] : [];
  });
}

/** Whether brokers get ports of another kind by all of these files. */
export function bringsOtherPorts(
  facts: PlanFacts,
  { addresses }: { readonly addresses: readonly Sayable[] },
): boolean {
  const files = securityChanges(facts).flatMap((change) => change.files);
  const found = new Set(files.map(({ object }) => object.address));
  return addresses.every((address) => found.has(address));
}

/** Undefined where the text doesn't say. */
function portsOf(settings: string | undefined): Ports | undefined {
  const protocols = parseProperties(settings ?? '')
    .get('listener.security.protocol.map')
    ?.split(',')
    .map((each) => each.trim().split(':')[1] ?? '');
  if (!protocols) return undefined;
  const encrypted = protocols.filter((each) => each.endsWith('SSL')).length;
  if (encrypted === protocols.length) return 'tls';
  return encrypted === 0 ? 'plaintext' : 'both';
}
