import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import { parseKnownHosts, type HostKey, type KnownHost } from './host-keys';

/** The keys that a server may show, and where they are published. */
export interface KnownKeys extends Omit<KnownHost, 'authorities'> {
  /** For errors: a file, or the address of an object. */
  readonly source: string;
  /** Whether an authority is named that signs certificates of hosts. */
  readonly hasAuthority: boolean;
}

/** A server whose key is asked for. */
export interface KeyedServer {
  readonly names: readonly string[];
  readonly port: number;
}

/** Where the keys of a cluster's hosts are published; asked anew for each connection. */
export type HostKeySource = (host: InventoryHost, server: KeyedServer) => Promise<KnownKeys>;

/** Files that ssh itself looks at. */
export const USUAL_KNOWN_HOSTS: readonly string[] = [
  join(homedir(), '.ssh', 'known_hosts'),
  '/etc/ssh/ssh_known_hosts',
];

/** The keys that these known_hosts files have for a server; a file that is missing has none. */
export function keysFromFiles(files: readonly string[], { names, port }: KeyedServer): KnownKeys {
  const found = files
    .filter((file) => existsSync(file))
    .map((file) => parseKnownHosts(readFileSync(file, 'utf8'), names, port));
  const known = {
    keys: found.flatMap(({ keys }) => keys),
    hasAuthority: found.some(({ authorities }) => authorities.length > 0),
    source: files.join(', '),
  };
  return withoutRevoked(
    known,
    found.flatMap(({ revoked }) => revoked),
  );
}

/** Keys that are published elsewhere, save those that these files revoke. */
export function exceptRevoked(
  source: HostKeySource,
  files: readonly string[] = USUAL_KNOWN_HOSTS,
): HostKeySource {
  return async (host, server) =>
    withoutRevoked(await source(host, server), keysFromFiles(files, server).revoked);
}

function withoutRevoked(known: Omit<KnownKeys, 'revoked'>, revoked: readonly HostKey[]): KnownKeys {
  const isRevoked = ({ blob }: HostKey) => revoked.some((each) => each.blob === blob);
  return { ...known, keys: known.keys.filter((key) => !isRevoked(key)), revoked };
}
