import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliRun } from './support/cli';
import { inventoryOf } from './support/inventories';
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

const COMMANDS: readonly (readonly string[])[] = [
  ['status'],
  ['gate', '--stall', '0'],
  ['smoke', '--wait', '0'],
  ['converge', '--dry-run', '--wait', '0'],
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
    const inventory = inventoryOf(undefined, { address, sshUser: 'root' });
    writeFileSync(join(folder, address), JSON.stringify(inventory));
    writeFileSync(join(folder, `${address}.keys`), `${address} ${ssh.publicKey}\n`);
    return PORTS.map((port) =>
      createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        behave(socket);
      }).listen(port, address),
    );
  });
  await Promise.all(servers.map((server) => once(server, 'listening')));
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  await ssh.stop();
  rmSync(folder, { recursive: true });
});

/** How it ended: by itself, for its peers hold what they hold until all commands have ended. */
async function endOf(argv: readonly string[], address: string) {
  const file = join(folder, address);
  const keys = ['--identity', ssh.identity, '--known-hosts', `${file}.keys`];
  const run = new CliRun([...argv, '--inventory', file, ...keys]);
  const code = await run.exitCode();
  return { code, output: run.output };
}

// All at once: each waits for its own time limits, and computes next to nothing.
it.each([
  ['by SSH', []],
  ['by their ports', ['--direct']],
])('every command ends with its answer, whatever peers do, %s', async (_, way) => {
  const runs = PEERS.flatMap(([peer], index) =>
    COMMANDS.map(async (argv) => ({
      run: `${argv.join(' ')} beside hosts that ${peer}`,
      ...(await endOf([...argv, ...way], addressOf(index))),
    })),
  );
  const ends = await Promise.all(runs);
  const wrong = ends.filter(
    ({ code, output }) => ![1, 2].includes(code ?? 0) || output === '' || /\n\s+at /.test(output),
  );
  expect(wrong).toEqual([]);
  expect(ends).toHaveLength(PEERS.length * COMMANDS.length);
});
