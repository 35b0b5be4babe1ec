import { createHmac } from 'node:crypto';

/** A public key of an SSH server. */
export interface HostKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** As in a file of public keys: base64. */
  readonly blob: string;
}

const KEY = /^(ssh-\S+|ecdsa-\S+|sk-\S+)\s+([A-Za-z0-9+/]+=*)(?:\s|$)/;

/** Keys as `/etc/ssh/ssh_host_*_key.pub` have them, one a line; other lines are passed over. */
export function parsePublicKeys(text: string): readonly HostKey[] {
  return text.split('\n').flatMap((line) => parseKey(line.trim()));
}

/** What a known_hosts file says of a server. */
export interface KnownHost {
  readonly keys: readonly HostKey[];
  /** Never to be taken, whoever else names them. */
  readonly revoked: readonly HostKey[];
  /** Keys that sign certificates of hosts. Those are not read here, so that they let nobody in. */
  readonly authorities: readonly HostKey[];
}

const MARKERS = new Map<string, keyof KnownHost>([
  ['', 'keys'],
  ['@revoked', 'revoked'],
  ['@cert-authority', 'authorities'],
]);

/**
 * What a known_hosts file says of a server, also where its names are hashed. Lines with a marker that
 * ssh does not know are passed over, as ssh does.
 *
 * @see sshd(8), SSH_KNOWN_HOSTS FILE FORMAT
 */
export function parseKnownHosts(text: string, names: readonly string[], port: number): KnownHost {
  const asWritten = names
    .map((name) => name.toLowerCase())
    .map((name) => (port === 22 ? name : `[${name}]:${port}`));
  const found = { keys: [], revoked: [], authorities: [] } as Record<keyof KnownHost, HostKey[]>;
  for (const line of text.split('\n')) {
    const [, marker = '', patterns = '', key = ''] =
      /^(?:(@\S+)\s+)?([^@#\s]\S*)\s+(.*)$/.exec(line.trim()) ?? [];
    const meaning = MARKERS.get(marker);
    const matches = asWritten.some((name) => matchesAny(patterns.split(','), name));
    if (meaning && matches) found[meaning].push(...parseKey(key));
  }
  return found;
}

function parseKey(text: string): readonly HostKey[] {
  const [, type, blob] = KEY.exec(text) ?? [];
  return type === undefined || blob === undefined ? [] : [{ type, blob }];
}

function matchesAny(patterns: readonly string[], name: string): boolean {
  const refused = patterns.filter((pattern) => pattern.startsWith('!'));
  if (refused.some((pattern) => matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => matches(pattern, name));
}

function matches(pattern: string, name: string): boolean {
  const [, salt, hash] = /^\|1\|([^|]+)\|(.+)$/.exec(pattern) ?? [];
  if (salt !== undefined) {
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(name);
}
