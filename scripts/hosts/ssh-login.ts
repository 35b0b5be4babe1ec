import { Client, type ServerHostKeyAlgorithm } from 'ssh2';
import { RUN_PROGRAM } from '../../cluster/program';
import { HostError } from './host-error';
import type { KnownKeys } from './host-key-source';
import type { HostKey } from './host-keys';
import type { LoginKeys } from './ssh-keys';
import { timedOut, type Transport, type TransportTarget } from './transport';

export interface LoginOptions {
  readonly target: TransportTarget;
  readonly user: string;
  readonly known: KnownKeys;
  readonly keys: LoginKeys;
}

/** A host that is gone without a word is noticed after three of these. */
const KEEPALIVE_MS = 5_000;
const KEEPALIVES = 3;

/**
 * Logs in over a transport. The server must show one of the known keys: none is taken unseen.
 *
 * @throws HostError that says at which point it failed
 */
export async function login(transport: Transport, options: LoginOptions): Promise<Client> {
  const { target, known, keys, user } = options;
  const client = new Client();
  let shown: string | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    // For good, since a broken stream gives a second error before anyone has seen the first. Those
    // after the login end the connection; who uses it then sees that.
    client.on('error', reject);
    client.once('close', () => reject(new Error('the connection was closed')));
  });
  client.connect({
    sock: transport.stream,
    username: user,
    authHandler: [...keys.methods],
    algorithms: { serverHostKey: algorithmsOf(known.keys) },
    hostVerifier: (key: Buffer) => {
      shown = key.toString('base64');
      return known.keys.some(({ blob }) => blob === shown);
    },
    readyTimeout: target.limitMs,
    keepaliveInterval: KEEPALIVE_MS,
    keepaliveCountMax: KEEPALIVES,
  });
  try {
    await ready;
    return client;
  } catch (cause) {
    const failure = await transport.failure();
    client.end();
    transport.stream.destroy();
    throw failure ?? loginError(cause as Error & { level?: string }, shown, options);
  }
}

/** Only those of the known keys: a server with several kinds would else show one that we can't judge. */
function algorithmsOf(keys: readonly HostKey[]): ServerHostKeyAlgorithm[] {
  const all = keys.flatMap(({ type }) =>
    type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type],
  );
  return [...new Set(all)] as ServerHostKeyAlgorithm[];
}

function loginError(
  cause: Error & { readonly level?: string },
  shown: string | undefined,
  options: LoginOptions,
): HostError {
  const { target, known, keys, user } = options;
  const path = target.label;
  const isKnown = known.keys.some(({ blob }) => blob === shown);
  if ((shown !== undefined && !isKnown) || /matching host key/.test(cause.message)) {
    return changedKey(options, shown, cause);
  }
  if (cause.level === 'client-authentication') {
    const rule = `let ${user} in`;
    const value = `none of these keys taken: ${keys.described}`;
    const remedy = `Add the public key to ~${user}/.ssh/authorized_keys there, or name another with --identity FILE`;
    return new HostError('authentication', { path, rule, value, remedy }, { cause });
  }
  if (cause.level === 'client-timeout') return timedOut(target, cause);
  const remedy = 'Look at ssh.service on the host; it may be just starting or stopping';
  const rule = 'complete the SSH login';
  return new HostError('connection-lost', { path, rule, value: cause.message, remedy }, { cause });
}

/**
 * To be asked before a connection is opened.
 *
 * @throws HostError where no key of the server is known
 */
export function requireKnownKeys(target: TransportTarget, known: KnownKeys): void {
  if (known.keys.length > 0) return;
  const { revoked, hasAuthority, source } = known;
  const [found, remedy] =
    REASONS[revoked.length > 0 ? 'revoked' : hasAuthority ? 'signed' : 'none'];
  const rule = `have its SSH host key published (${source}), but ${found}`;
  throw new HostError('host-key', { path: target.label, rule, remedy });
}

const REASONS = {
  revoked: [
    'it is revoked (@revoked in known_hosts)',
    `Find out why; a host that is made anew, with \`${RUN_PROGRAM} replace\`, has a new key`,
  ],
  signed: [
    'there is only an authority (@cert-authority)',
    'Certificates of hosts are not read: give the key itself, with --known-hosts FILE',
  ],
  none: [
    'there is none',
    'Wait until its first boot is over; where it is, write the inventory anew (`terraform output -json inventory`), or give the key with --known-hosts FILE',
  ],
} as const;

function describeShown(shown: string | undefined, { revoked }: KnownKeys): string {
  if (shown === undefined) return 'only keys of other kinds';
  return revoked.some(({ blob }) => blob === shown) ? 'a key that is revoked' : 'another key';
}

function changedKey(
  { target, known }: LoginOptions,
  shown: string | undefined,
  cause: unknown,
): HostError {
  return new HostError(
    'host-key',
    {
      path: target.label,
      rule: `show the SSH host key that is published (${known.source})`,
      value: describeShown(shown, known),
      remedy:
        'Find out why before anything else: another machine answers there, or the host was made anew and has not published its key yet',
    },
    { cause },
  );
}
