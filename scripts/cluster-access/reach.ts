import type { Endpoint } from '../../cluster/listeners/endpoint';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { Topology } from '../../cluster/topology';
import type { ConnectionPool } from './connection-pool';
import type { Credentials } from './credentials';
import type { HostShells } from '../hosts/host-shell';

/**
 * How a port of a host is reached from where this command runs: straight, or through the near end
 * of a tunnel. All access to a cluster goes through one, so that no check or step opens a socket
 * to an address that it made up itself.
 */
export interface Reach {
  (address: string, port: number): Promise<Endpoint>;
  /** What is shown there. @default - nothing: the cluster is not secured */
  readonly credentials?: Credentials | undefined;
  /** Connections to brokers that are kept for a piece of work. @default - each access has its own */
  readonly kept?: ConnectionPool | undefined;
}

/** The same way, with something to show at its end. */
export function reachWith(reach: Reach, credentials: Credentials | undefined): Reach {
  const way = (address: string, port: number) => reach(address, port);
  return Object.assign(way, { credentials, kept: reach.kept });
}

/** The same way, by these connections: all that goes by it asks each broker on the same few. */
export function reachBy(kept: ConnectionPool | undefined, reach: Reach): Reach {
  return Object.assign(reachWith(reach, reach.credentials), { kept });
}

/** Has the way show something else from now on: to whoever is connected to anew. */
export function showOn(reach: Reach, credentials: Credentials | undefined): void {
  Object.assign(reach, { credentials });
}

/** For hosts that answer at their own addresses: the local cluster, or a runner inside the network. */
export const directReach: Reach = (host, port) => Promise.resolve({ host, port });

/**
 * Ports of the hosts at the addresses of the inventory: their names are known only inside the
 * cluster's network, and the first gate runs before they are given out.
 */
export function addressReach({ hosts }: Inventory, topology: Topology): Reach {
  const addresses = new Map(
    topology.hosts.map((host) => [
      host.address,
      hosts.find(({ name }) => name === host.name)?.address,
    ]),
  );
  return (address, port) => directReach(addresses.get(address) ?? address, port);
}

/**
 * Ports of the hosts through their SSH servers: the security groups let only members reach ZooKeeper
 * and the brokers' own listener.
 */
export function shellReach(topology: Topology, shells: HostShells): Reach {
  return async (address, port) => {
    const host = topology.hosts.find((each) => each.address === address);
    if (!host) throw new Error(`no host of the cluster is at ${address}`);
    const { bindAddress } = host;
    const near = bindAddress === '0.0.0.0' ? '127.0.0.1' : bindAddress;
    return await shells.of(host.name).forward(near, port);
  };
}
