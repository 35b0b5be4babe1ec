import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { listenerOf, type BrokerHost } from '../../cluster/topology';

/** Connections that say nothing, from an address to where clients come in; how many of them the broker closed. */
export async function silentConnections(host: BrokerHost, count: number, localAddress: string) {
  const { port } = listenerOf(host, 'client')!;
  const sockets: Socket[] = [];
  let refused = 0;
  // One after the other: what does not fit into the listener's backlog would look connected from here alone.
  for (let index = 0; index < count; index += 1) {
    const socket = connect({ port, host: host.address, localAddress });
    sockets.push(socket);
    // One that nobody reads from never ends.
    socket.resume().on('error', () => undefined);
    socket.on('close', () => (refused += 1));
    await once(socket, 'connect');
  }
  const end = () => sockets.forEach((socket) => socket.destroy());
  return { refused: () => refused, end };
}
