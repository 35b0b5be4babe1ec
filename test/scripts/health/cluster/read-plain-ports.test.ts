import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Security } from '../../../../cluster/index';
import { inventoryTopology } from '../../../../cluster/inventory/parse-inventory';
import type { Reach } from '../../../../scripts/cluster-access/reach';
import { readPlainPorts } from '../../../../scripts/health/cluster/read-plain-ports';
import { inventoryOf } from '../../../support/inventories';
import { validSpec } from '../../../support/spec-builder';

const topologyOf = (security = Security.tls()) =>
  inventoryTopology(inventoryOf(validSpec({ security })));
const topology = topologyOf();
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function serve(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Behind each of these ports of broker-2 is one of ours; behind the others there is nobody. */
function reachTo(ours: ReadonlyMap<number, number>): Reach {
  const { address } = topology.hosts[1]!;
  return (host, port) => {
    const near = host === address ? ours.get(port) : undefined;
    return near === undefined
      ? Promise.reject(new Error('nobody listens'))
      : Promise.resolve({ host: '127.0.0.1', port: near });
  };
}

test('a port is open where somebody answers; not where a tunnel takes the question, and nobody is behind it', async () => {
  const answering = await serve(
    createServer((socket) => socket.on('data', () => socket.write('y'))),
  );
  const tunnel = await serve(createServer((socket) => socket.on('data', () => socket.destroy())));
  const { client, interBroker } = topology.hosts[1]!.ports;
  const reach = reachTo(
    new Map([
      [client, answering],
      [interBroker, tunnel],
    ]),
  );
  const found = { host: 'broker-2', door: 'CLIENT', port: client };
  expect(await readPlainPorts(topology, reach)).toEqual([{ ...found, isOfSpec: false }]);
  const both = topologyOf(Security.tls({ alsoPlaintext: true }));
  expect(await readPlainPorts(both, reach)).toEqual([{ ...found, isOfSpec: true }]);
});

test('of a cluster without TLS nobody asks', async () => {
  const plain = inventoryTopology(inventoryOf(validSpec({ security: Security.plaintext() })));
  expect(await readPlainPorts(plain, reachTo(new Map()))).toBeUndefined();
});
