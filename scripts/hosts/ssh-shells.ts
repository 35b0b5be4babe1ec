import type { Client } from 'ssh2';
import type { Inventory, InventoryHost } from '../../cluster/inventory/inventory';
import { exceptRevoked, keysFromFiles, type HostKeySource } from './host-key-source';
import { findInstanceId } from './find-instance-id';
import type { FollowedShells } from './host-shell';
import { publishedHostKeys } from './published-host-keys';
import { hangUp } from './hang-up';
import { connectBastion, connectSsh } from './ssh-connect';
import type { SshSettings } from './ssh-settings';
import { SshShell } from './ssh-shell';
import { loginKeys } from './ssh-keys';

export interface SshShellsOptions {
  readonly inventory: Inventory;
  readonly settings: SshSettings;
  /** known_hosts files that alone say which keys the hosts have. @default - the cluster's bucket */
  readonly knownHosts?: readonly string[] | undefined;
  /** Which instance plays a host, for a proxy command. @default - EC2 is asked */
  readonly instanceIdOf?: (hostName: string) => Promise<string>;
}

/** The hosts of an inventory over SSH. */
export function openSshShells(options: SshShellsOptions): FollowedShells {
  const { inventory, settings, knownHosts } = options;
  const { instanceIdOf = (name: string) => findInstanceId(inventory, name) } = options;
  const source = knownHosts ? fromFiles(knownHosts) : exceptRevoked(publishedHostKeys(inventory));
  let bastion: Promise<Client> | undefined;
  const shared = {
    settings,
    bastion: () => {
      bastion ??= connectBastion(settings, inventory.hosts[0]!.sshUser, knownHosts).then(
        (client) => {
          client.once('close', () => (bastion = undefined));
          return client;
        },
      );
      bastion.catch(() => (bastion = undefined));
      return bastion;
    },
  };
  const shells = new Map(
    inventory.hosts.map((host) => [
      host.name,
      new SshShell(host.name, {
        connect: () => {
          const instanceId = () => instanceIdOf(host.name);
          return connectSsh({ ...serverOf(host, settings, source), instanceId }, shared);
        },
        asRoot: host.sshUser === 'root',
      }),
    ]),
  );
  return {
    of: (name) => {
      const shell = shells.get(name);
      if (!shell) throw new Error(`no host '${name}' in the inventory`);
      return shell;
    },
    close: () => {
      for (const shell of shells.values()) shell.close();
      bastion?.then(hangUp).catch(() => undefined);
      return Promise.resolve();
    },
  };
}

function serverOf(host: InventoryHost, { port }: SshSettings, source: HostKeySource) {
  const { name, address, sshUser: user } = host;
  const names = [address, name];
  return { name, address, user, knownKeys: () => source(host, { names, port }) };
}

function fromFiles(files: readonly string[]): HostKeySource {
  return (_, server) => Promise.resolve(keysFromFiles(files, server));
}

/**
 * What can be known of the way to the hosts before there is any of them: that there are keys to show
 * to them, and that the bastion lets in.
 *
 * @throws HostError that says what is missing
 */
export async function checkSshWay({
  inventory,
  settings,
  knownHosts,
}: SshShellsOptions): Promise<void> {
  const [first] = inventory.hosts;
  if (!first) return;
  await loginKeys(first.name, first.sshUser, settings);
  // A proxy command leads past the bastion.
  if (settings.bastion && settings.proxyCommand === undefined)
    hangUp(await connectBastion(settings, first.sshUser, knownHosts));
}
