import type { Host } from '../../cluster/topology';
import { parseSockets, type HostSocket } from './host-sockets';

/** The way to what the kernels of hosts know. */
export interface SocketsWay {
  /** `/proc/net/tcp` and `/proc/net/tcp6` of a host, one after the other. */
  readonly readSockets: (host: Host) => Promise<string>;
}

const EVERY_ADDRESS = ['0.0.0.0', '0:0:0:0:0:0:0:0'];

/** The sockets of one host: a machine that plays all of them has those of the others, too. */
export async function readSocketsOf(
  { readSockets }: SocketsWay,
  host: Host,
): Promise<readonly HostSocket[]> {
  const { bindAddress } = host;
  const all = parseSockets(await readSockets(host));
  return all.filter(
    ({ address }) =>
      EVERY_ADDRESS.includes(bindAddress) ||
      EVERY_ADDRESS.includes(address) ||
      address === bindAddress,
  );
}
