import { spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { signalSession, startInOwnSession } from '../../scripts/system/own-session';
import { until } from './until';

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
const ADDRESSES = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

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
  // The folder that it gives up its rights in; Debian's unit makes it.
  mkdirSync('/run/sshd', { recursive: true });
  chmodSync(folder, 0o755);
  const { port, child } = await serve(folder, programs, (candidate) =>
    sshdConfig({ folder, port: candidate, hostKeys, config }),
  );
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(
    knownHosts,
    publicKey
      .trim()
      .split('\n')
      .map((key) => `[127.0.0.*]:${port} ${key}\n`)
      .join(''),
  );
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

/** Starts sshd on some port: one that was free may be somebody's before sshd comes to it. */
async function serve(
  folder: string,
  programs: string | undefined,
  configFor: (port: number) => string,
): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const [configFile, log] = [join(folder, 'sshd_config'), join(folder, 'log')];
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    writeFileSync(configFile, configFor(port));
    const output = openSync(log, 'w');
    const argv = [...inFolder(programs), SSHD, '-D', '-e', '-f', configFile];
    const child = startInOwnSession(argv, { stdio: ['ignore', 'ignore', output] });
    closeSync(output);
    const said = await untilServing(child, log);
    if (!isInUse(said)) return { port, child };
    signalSession(child.pid!, 'SIGKILL');
    if (tries === 5) throw new Error(`sshd finds no port: ${said}`);
  }
}

const isInUse = (said: string) => said.includes('Address already in use');

async function freePort(): Promise<number> {
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
    ...ADDRESSES.map((address) => `ListenAddress ${address}:${port}`),
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

/** Waits until it listens at every address, or can't; what it said. */
async function untilServing(child: ChildProcess, log: string): Promise<string> {
  let said = '';
  await until('sshd listens', () => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    said = readFileSync(log, 'utf8');
    const isServing = said.match(/^Server listening on /gm)?.length === ADDRESSES.length;
    if (hasEnded && !isInUse(said)) throw new Error(`sshd ended: ${said}`);
    return isServing || isInUse(said);
  });
  return said;
}
