import type { Endpoint } from '../../cluster/listeners/endpoint';

/**
 * How a port of a host is reached from where this command runs: straight, or through the near end
 * of a tunnel. All access to a cluster goes through one, so that no check or step opens a socket
 * to an address that it made up itself.
 */
export type Reach = (address: string, port: number) => Promise<Endpoint>;

/** For hosts that answer at their own addresses: the local cluster, or a runner inside the network. */
export const directReach: Reach = (host, port) => Promise.resolve({ host, port });
