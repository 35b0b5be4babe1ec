import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Reach } from '../../scripts/cluster-access/reach';

/** A way to ports that can be cut, as a network is: what is open ends, and nothing new comes through. */
export class CuttableReach {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  #isCut = false;
  /** The addresses that connections went to, the last one at the end. */
  readonly reached: string[] = [];

  readonly reach: Reach = async (address, port) => {
    const server = createServer((near) => {
      if (this.#isCut) return near.destroy();
      this.reached.push(address);
      const far = connect({ host: address, port });
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => other.destroy());
      }
      near.pipe(far).pipe(near);
    });
    this.#servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  };

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    for (const server of this.#servers) server.close();
  }
}
