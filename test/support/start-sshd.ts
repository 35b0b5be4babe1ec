import { spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalSession, startInOwnSession } from '../../scripts/system/own-session';

/** OpenSSH's own server on the loopback, with keys and configuration of its own, below one folder. */
export interface TestSshd {
  readonly folder: string;
  readonly port: number;
  /** Who may log in: whoever runs the test. */
  readonly user: string;
  /** A private key that may log in. */
  readonly identity: string;
  /** A known_hosts file with this server's key, for all loopback addresses. */
  readonly knownHosts: string;
  /** The server's public key, as in its .pub file. */
  readonly publicKey: string;
  readonly process: ChildProcess;
  /** Makes a key pair in the folder and tells its file. */
  newKey(name: string, options?: { readonly type?: string; readonly passphrase?: string }): string;
  stop(): Promise<void>;
}

export interface TestSshdOptions {
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
  /** The types of its host keys. @default ['ed25519'] */
  readonly keyTypes?: readonly string[];
  /** A folder of programs that its sessions find in /usr/local/sbin, and nobody else. */
  readonly programs?: string;
}

const SSHD = '/usr/sbin/sshd';

/** Whether this machine has what it takes. */
export const hasSshd = process.platform === 'linux' && existsSync(SSHD) && process.getuid?.() === 0;

export async function startSshd({
  config = [],
  keyTypes = ['ed25519'],
  programs,
}: TestSshdOptions = {}): Promise<TestSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
  const newKey: TestSshd['newKey'] = (name, { type = 'ed25519', passphrase = '' } = {}) => {
    const file = join(folder, name);
    const { status, stderr } = spawnSync(
      'ssh-keygen',
      ['-q', '-t', type, '-N', passphrase, '-C', name, '-f', file],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return file;
  };
  const hostKeys = keyTypes.map((type) => newKey(`host-key-${type}`, { type }));
  const identity = newKey('identity');
  const publicKey = hostKeys.map((file) => readFileSync(`${file}.pub`, 'utf8')).join('');
  writeFileSync(join(folder, 'authorized_keys'), readFileSync(`${identity}.pub`));
  const port = await freePort();
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(
    knownHosts,
    publicKey
      .trim()
      .split('\n')
      .map((key) => `[127.0.0.*]:${port} ${key}\n`)
      .join(''),
  );
  const configFile = join(folder, 'sshd_config');
  writeFileSync(configFile, sshdConfig({ folder, port, hostKeys, config }));
  // The folder that it gives up its rights in; Debian's unit makes it.
  mkdirSync('/run/sshd', { recursive: true });
  chmodSync(folder, 0o755);
  const log = join(folder, 'log');
  const child = startInOwnSession([...inFolder(programs), SSHD, '-D', '-e', '-f', configFile], {
    stdio: ['ignore', 'ignore', openSync(log, 'w')],
  });
  await untilListening(port, child, log);
  return {
    ...{ folder, port, identity, knownHosts, publicKey, newKey, process: child },
    user: userInfo().username,
    stop: async () => {
      const ended =
        child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      signalSession(child.pid!, 'SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** In a mount namespace of its own, where the folder takes the place of /usr/local/sbin. */
function inFolder(programs: string | undefined): readonly string[] {
  if (programs === undefined) return [];
  const script = 'mount --bind "$1" /usr/local/sbin && shift && exec "$@"';
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', programs];
}

function sshdConfig(options: {
  readonly folder: string;
  readonly port: number;
  readonly hostKeys: readonly string[];
  readonly config: readonly string[];
}): string {
  const { folder, port, hostKeys, config } = options;
  return [
    ...config,
    ...['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((address) => `ListenAddress ${address}:${port}`),
    ...hostKeys.map((file) => `HostKey ${file}`),
    `PidFile ${join(folder, 'pid')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    'AllowTcpForwarding yes',
    // The user's own .bashrc is no part of the test: bash reads it in a first shell only.
    'SetEnv SHLVL=1',
    'MaxStartups 100',
    'MaxSessions 100',
    '',
  ].join('\n');
}

async function untilListening(port: number, child: ChildProcess, log: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${readFileSync(log, 'utf8')}`);
    const socket = connect(port, '127.0.0.1');
    const isUp = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isUp) return;
    await sleep(20);
  }
}
