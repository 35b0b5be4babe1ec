import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliRun } from './support/cli';
import { inventoryOf } from './support/inventories';
import { validSpec } from './support/spec-builder';
import { startSshServer, type SshServer } from './support/ssh-server';

/** Nobody else uses these addresses: one for each kind of peer. */
const addressOf = (index: number) => `127.77.9.${index + 1}`;
const PORTS = [9092, 9091, 2181, 22];

type Peer = (socket: Socket) => void;

const quiet: Peer = (socket) => void socket.on('error', () => undefined);
const PEERS: readonly (readonly [string, Peer])[] = [
  ['take a connection and say nothing', quiet],
  ['read nothing and never end their side', (socket) => (quiet(socket), socket.pause())],
  [
    'end their side at once and keep the other open',
    (socket) => (quiet(socket), socket.resume(), socket.end()),
  ],
  [
    'answer a byte now and then, and never to the end',
    (socket) => {
      quiet(socket);
      socket.resume();
      const timer = setInterval(() => socket.write('\x01'), 300);
      socket.on('close', () => clearInterval(timer));
    },
  ],
  [
    'die in the middle of a question',
    (socket) => (quiet(socket), socket.once('data', () => socket.resetAndDestroy())),
  ],
];

/** Which peers the hosts of a cluster are: by their places among all, the first host's first. */
const all = PEERS.map((_, index) => index);
const mixed = (first: number) => all.map((index) => (index + first) % PEERS.length);

/**
 * `status` asks the most, and is tried beside each kind of peer alone. The others ask by the same means, and are
 * tried beside all kinds at once, each with another one first: a process more for each would prove no more.
 */
const RUNS: readonly { readonly argv: readonly string[]; readonly peers: readonly number[] }[] = [
  ...all.map((index) => ({ argv: ['status'], peers: all.map(() => index) })),
  { argv: ['gate', '--stall', '0'], peers: mixed(0) },
  { argv: ['smoke', '--wait', '0'], peers: mixed(1) },
  { argv: ['converge', '--dry-run', '--wait', '0'], peers: mixed(3) },
];

let servers: readonly Server[] = [];
let ssh: SshServer;
let folder: string;
const sockets = new Set<Socket>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answers-end-'));
  ssh = await startSshServer();
  servers = PEERS.flatMap(([, behave], index) => {
    const address = addressOf(index);
    return PORTS.map((port) =>
      createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        behave(socket);
      }).listen(port, address),
    );
  });
  const keys = all.map((index) => `${addressOf(index)} ${ssh.publicKey}\n`);
  writeFileSync(join(folder, 'keys'), keys.join(''));
  await Promise.all(servers.map((server) => once(server, 'listening')));
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  await ssh.stop();
  rmSync(folder, { recursive: true });
});

/** How it ended: by itself, for its peers hold what they hold until all commands have ended. */
async function endOf(argv: readonly string[], peers: readonly number[]) {
  const file = join(folder, peers.join('-'));
  const brokers = peers.map((_, index) => ({ id: index + 1, rack: 'abc'[index % 3]! }));
  const { hosts, ...inventory } = inventoryOf(validSpec({ brokers }), { sshUser: 'root' });
  const reached = hosts.map((host, index) => ({ ...host, address: addressOf(peers[index]!) }));
  writeFileSync(file, JSON.stringify({ ...inventory, hosts: reached }));
  const keys = ['--identity', ssh.identity, '--known-hosts', join(folder, 'keys')];
  const run = new CliRun([...argv, '--inventory', file, ...keys]);
  const code = await run.exitCode();
  return { code, output: run.output };
}

// All at once: each waits for its own time limits, and computes next to nothing.
it.each([
  ['by SSH', []],
  ['by their ports', ['--direct']],
])('every command ends with its answer, whatever peers do, %s', async (_, way) => {
  const runs = RUNS.map(async ({ argv, peers }) => ({
    run: [...argv, 'beside hosts that', ...peers.map((index) => PEERS[index]![0])].join(' '),
    ...(await endOf([...argv, ...way], peers)),
  }));
  const ends = await Promise.all(runs);
  const wrong = ends.filter(
    ({ code, output }) => ![1, 2].includes(code ?? 0) || output === '' || /\n\s+at /.test(output),
  );
  expect(wrong).toEqual([]);
  expect(ends).toHaveLength(RUNS.length);
});
