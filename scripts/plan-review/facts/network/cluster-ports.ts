import { parseAddress, overlaps } from '../../../../cluster/cidr';
import { isCutAt } from './border-changes';
import type { Border } from './borders';
import { rangesOf } from './passes';
import type { Way } from './way';

/** Ports on which brokers and ZooKeeper members talk, to each other and to clients, and SSH. */
const CLUSTER_PORTS = [
  ...[2181, 2182, 2281, 2888, 3888, 9090, 9091, 9092, 9093, 9094, 9095, 9096, 9097, 9098, 9099],
  ...[19_092, 29_092],
];

/**
 * Whether something of a way that no longer passes goes between the cluster’s own hosts.
 *
 * @param members groups and addresses of its hosts
 */
export function cutsCluster(border: Border, way: Way, members: readonly string[]): boolean {
  if (way.protocol !== 'all' && way.protocol !== 'tcp') return false;
  const ranges = rangesOf(way);
  const ends = members.flatMap((member) => {
    if (member === way.peer) return [member];
    const address = parseAddress(member);
    const isWithin = address !== undefined && ranges.some((range) => overlaps(range, address));
    return isWithin ? [`${member}/${address.prefix}`] : [];
  });
  return CLUSTER_PORTS.filter((port) => way.fromPort <= port && port <= way.toPort).some((port) =>
    ends.some((peer) =>
      isCutAt(border, { ...way, peer, protocol: 'tcp', fromPort: port, toPort: port }),
    ),
  );
}
