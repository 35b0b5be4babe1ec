import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Security } from '../../../cluster/security';
import { zookeeperHosts } from '../../../cluster/topology';
import { HostError } from '../../../scripts/hosts/host-error';
import { openZookeeper } from '../../../scripts/cluster-access/zookeeper-access';
import { productionTopology } from '../../support/production-topology';

const [host] = zookeeperHosts(productionTopology());
let server: Server;
let answer: (socket: Socket, word: string) => void;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('data', (data) => answer(socket, data.toString()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

const ask = (options: { timeoutMs?: number; signal?: AbortSignal } = {}) => {
  const { port } = server.address() as AddressInfo;
  return openZookeeper({
    reach: () => Promise.resolve({ host: '127.0.0.1', port }),
    security: Security.plaintext(),
    signal: new AbortController().signal,
    ...options,
  }).command(host!, 'mntr');
};

test('an answer in pieces is put together', async () => {
  answer = (socket, word) => {
    socket.write(`you said `);
    setImmediate(() => socket.end(word));
  };
  await expect(ask()).resolves.toBe('you said mntr');
});

test.each<[string, typeof answer, Parameters<typeof ask>[0], string]>([
  ['that says nothing', () => undefined, { timeoutMs: 200 }, 'no answer within 200 ms'],
  ['that hangs up', (socket) => socket.end(), {}, 'not a word'],
  ['that breaks off', (socket) => socket.resetAndDestroy(), {}, 'ECONNRESET'],
  [
    'that may not answer',
    (socket) => socket.end('mntr is not executed because it is not in the whitelist.\n'),
    {},
    'it is not in 4lw.commands.whitelist',
  ],
])('a member %s is told by its name and address', async (_, behaviour, options, reason) => {
  answer = behaviour;
  await expect(ask(options)).rejects.toThrow(
    'ZooKeeper of broker-1 (broker-1.logs.internal:2181): must answer mntr, ' +
      `got '${reason}'. Look at ZooKeeper's log in /var/log/zookeeper of broker-1.`,
  );
});

test('a host that leads to it and is not reached is told in its own words', async () => {
  const unreached = new HostError('refused', { path: 'broker-1', rule: 'be up', remedy: 'Wait' });
  const signal = new AbortController().signal;
  const zookeeper = openZookeeper({
    reach: () => Promise.reject(unreached),
    security: Security.plaintext(),
    signal,
  });
  await expect(zookeeper.command(host!, 'mntr')).rejects.toBe(unreached);
});

test('an abort raises its reason', async () => {
  answer = () => undefined;
  const reason = new Error('Ctrl-C');
  const controller = new AbortController();
  const asked = ask({ signal: controller.signal });
  controller.abort(reason);
  await expect(asked).rejects.toBe(reason);
});
