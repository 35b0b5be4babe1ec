import type { ShipperLoad } from '../../cluster/capacity';

/** How many hosts ship, and what of it no bar shows. */
export function shipperLine({
  hosts,
  withoutHosts,
  produceRequestsPerSecond,
}: ShipperLoad): string {
  const others = withoutHosts.length === 0 ? '' : ` (without ${withoutHosts.join(', ')})`;
  const connected =
    hosts === 1
      ? 'host with a connection to each broker'
      : 'hosts, each with a connection to each broker';
  return (
    `Shippers      ${hosts.toLocaleString('en')} ${connected}${others}; with one growing file each, at most ` +
    `${produceRequestsPerSecond.toLocaleString('en')} produce requests a second`
  );
}
