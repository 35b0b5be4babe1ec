import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { InventoryHost } from '../../cluster/inventory';
import { parseKnownHosts, type HostKey } from './host-keys';

/** The keys that a server may show, and where they are published. */
export interface KnownKeys {
  readonly keys: readonly HostKey[];
  /** For errors: a file, or the address of an object. */
  readonly source: string;
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
  const keys = files
    .filter((file) => existsSync(file))
    .flatMap((file) => parseKnownHosts(readFileSync(file, 'utf8'), names, port));
  return { keys, source: files.join(', ') };
}
