import type { Client } from 'ssh2';
import { keysFromFiles, USUAL_KNOWN_HOSTS, type KnownKeys } from './host-key-source';
import { login, requireKnownKeys } from './ssh-login';
import { loginKeys } from './ssh-keys';
import type { SshSettings } from './ssh-settings';
import {
  openByCommand,
  openTcp,
  openThrough,
  type Transport,
  type TransportTarget,
} from './transport';

/** A host to log in to. */
export interface SshServer {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  /** Asked for only where a proxy command has `%i`. */
  readonly instanceId: () => Promise<string>;
  readonly knownKeys: () => Promise<KnownKeys>;
}

export interface SshConnectOptions {
  readonly settings: SshSettings;
  /** The connection to the bastion, which all hosts behind it share. */
  readonly bastion: () => Promise<Client>;
}

/** @throws HostError that says at which point it failed */
export async function connectSsh(
  server: SshServer,
  { settings, bastion }: SshConnectOptions,
): Promise<Client> {
  const { address, user, name } = server;
  const { port, connectLimitMs: limitMs } = settings;
  const target = { label: `${name} (${address}:${port})`, address, port, limitMs };
  const keys = await loginKeys(name, user, settings);
  const known = await server.knownKeys();
  requireKnownKeys(target, known);
  const transport = await openTransport(target, server, { settings, bastion });
  return await login(transport, { target, user, known, keys });
}

/** @throws HostError that says at which point it failed */
export async function connectBastion(
  settings: SshSettings,
  defaultUser: string,
  knownHosts: readonly string[] | undefined,
): Promise<Client> {
  const { bastion, connectLimitMs: limitMs } = settings;
  if (!bastion) throw new Error('there is no bastion');
  const { address, port, user = defaultUser } = bastion;
  const target = { label: `the bastion (${address}:${port})`, address, port, limitMs };
  const keys = await loginKeys('the bastion', user, settings);
  const known = keysFromFiles(knownHosts ?? USUAL_KNOWN_HOSTS, { names: [address], port });
  requireKnownKeys(target, known);
  return await login(await openTcp(target), { target, user, known, keys });
}

async function openTransport(
  target: TransportTarget,
  { user, instanceId }: SshServer,
  { settings, bastion }: SshConnectOptions,
): Promise<Transport> {
  if (settings.proxyCommand !== undefined) {
    const { proxyCommand } = settings;
    const i = proxyCommand.includes('%i') ? await instanceId() : '';
    return openByCommand(proxyCommand, target, {
      ...{ h: target.address, p: String(target.port), r: user, i },
    });
  }
  if (settings.bastion) return await openThrough(await bastion(), target);
  return await openTcp(target);
}
