import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Server, utils, type Connection, type ServerChannel, type Session } from 'ssh2';
import type { CommandResult } from '../../scripts/hosts/host-shell';

/** An SSH server in this process, for whoever runs the test on whatever system: commands are the test's. */
export interface SshServer {
  readonly folder: string;
  readonly port: number;
  /** Its public key, as in its .pub file. */
  readonly publicKey: string;
  /** A private key that may log in. */
  readonly identity: string;
  /** A known_hosts file with its key, for 127.0.0.1. */
  readonly knownHosts: string;
  /** What it was asked to run, each with its input. */
  readonly asked: readonly Asked[];
  /** How often somebody logged in. */
  readonly logins: () => number;
  /** The most sessions that a connection had at once. */
  readonly mostSessions: () => number;
  /** Closes the connections of all who are logged in. */
  hangUp(): void;
  stop(): Promise<void>;
}

export interface Asked {
  readonly command: string;
  readonly input: string;
}

export interface SshServerOptions {
  /** How a command ends. @default - at once, and well */
  readonly answer?: (asked: Asked) => Partial<CommandResult> | Promise<Partial<CommandResult>>;
  /** @default 10, OpenSSH's own limit */
  readonly maxSessions?: number;
}

type KeyType = 'ed25519' | 'ecdsa';

/** A key pair that is made here, as texts. */
export function newKeyPair(type: KeyType = 'ed25519'): { private: string; public: string } {
  const pair =
    type === 'ed25519'
      ? utils.generateKeyPairSync('ed25519')
      : utils.generateKeyPairSync('ecdsa', { bits: 256 });
  // ssh2 makes one pair of 200 that it can't read itself.
  return utils.parseKey(pair.private) instanceof Error ? newKeyPair(type) : pair;
}

export async function startSshServer(options: SshServerOptions = {}): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-server-'));
  const [host, user] = [newKeyPair(), newKeyPair()];
  const identity = join(folder, 'identity');
  writeFileSync(identity, user.private, { mode: 0o600 });
  const connections = new Set<Connection>();
  const asked: Asked[] = [];
  const counts = { logins: 0, mostSessions: 0 };
  const server = new Server({ hostKeys: [host.private] }, (connection) => {
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(connection));
    letIn(connection, user.public);
    connection.on('ready', () => (counts.logins += 1));
    serveSessions(connection, { ...options, asked, counts });
    servePorts(connection);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = () => connections.forEach((connection) => connection.end());
  const { port } = server.address() as AddressInfo;
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${host.public}\n`);
  return {
    ...{ folder, port, publicKey: host.public, identity, knownHosts, asked },
    logins: () => counts.logins,
    mostSessions: () => counts.mostSessions,
    hangUp,
    stop: async () => {
      hangUp();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One key alone, and whoever holds it. */
function letIn(connection: Connection, publicKey: string): void {
  const known = utils.parseKey(publicKey);
  if (known instanceof Error) throw known;
  connection.on('authentication', (context) => {
    if (context.method !== 'publickey' || !context.key.data.equals(known.getPublicSSH())) {
      return context.reject(['publickey']);
    }
    const { signature, blob, hashAlgo } = context;
    if (signature && blob && known.verify(blob, signature, hashAlgo) !== true) {
      return context.reject();
    }
    context.accept();
  });
}

function serveSessions(
  connection: Connection,
  {
    answer = () => ({}),
    maxSessions = 10,
    asked,
    counts,
  }: SshServerOptions & { readonly asked: Asked[]; readonly counts: { mostSessions: number } },
): void {
  let open = 0;
  connection.on('session', (accept, reject) => {
    if (open >= maxSessions) return reject();
    open += 1;
    counts.mostSessions = Math.max(counts.mostSessions, open);
    const session: Session = accept();
    session.on('close', () => (open -= 1));
    session.on('exec', (acceptCommand, _reject, { command }) => {
      void run(acceptCommand(), async (input) => {
        asked.push({ command, input });
        return await answer({ command, input });
      });
    });
  });
}

async function run(
  channel: ServerChannel,
  answer: (input: string) => Promise<Partial<CommandResult>>,
): Promise<void> {
  const { code = 0, stdout = '', stderr = '' } = await answer(String(await buffer(channel)));
  channel.stderr.write(stderr);
  channel.write(stdout);
  channel.exit(code);
  channel.end();
}

function servePorts(connection: Connection): void {
  connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const socket = connect(destPort, destIP);
    socket.once('error', () => reject());
    socket.once('connect', () => {
      const channel = accept();
      socket.pipe(channel).pipe(socket);
    });
  });
}
