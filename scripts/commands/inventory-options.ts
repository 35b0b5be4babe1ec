import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { parseInventory, type ParseOptions } from '../../cluster/inventory/parse-inventory';
import { DEFAULT_SSH, type BastionSettings } from '../hosts/ssh-settings';
import type { DeployedCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';
import {
  collectFiles,
  parseBastion,
  parsePort,
  parseProxyCommand,
  parseUser,
} from './ssh-option-values';
import { toolsCredentials } from './tools-credentials';
import { gatePatience, type WaitingOptions } from './waiting-options';

/** The options of every command that goes to the hosts of an inventory. */
export interface InventoryOptions extends WaitingOptions {
  readonly inventory: string;
  readonly cluster?: string;
  readonly direct?: boolean;
  readonly identity?: readonly string[];
  readonly knownHosts?: readonly string[];
  readonly bastion?: BastionSettings;
  readonly proxyCommand?: string;
  readonly sshUser?: string;
  readonly sshPort: number;
}

/** Adds the options; each can also be given by the environment, as a deploy's steps need it. */
export function addInventoryOptions(command: Command, { required = true } = {}): Command {
  const inventory = new Option(
    '--inventory <file>',
    `outputs of the stack as JSON, or \`inventory\` alone; \`-\` for standard input${required ? ' (required)' : ''}`,
  );
  const options = [
    required ? inventory.makeOptionMandatory() : inventory,
    new Option('--cluster <name>', 'which cluster is meant, where that file has several'),
    ...wayOptions(),
  ];
  for (const option of options) command.addOption(option.helpGroup('Deployed cluster:'));
  return command;
}

/** How its hosts are reached. */
function wayOptions(): readonly Option[] {
  return [
    new Option(
      '--direct',
      "reach Kafka's and ZooKeeper's ports by themselves, not through SSH",
    ).env('CDKTF_KAFKA_DIRECT'),
    new Option('--identity <file>', 'private key for SSH; several may be given')
      .env('CDKTF_KAFKA_IDENTITY')
      .argParser(collectFiles('--identity')),
    new Option('--known-hosts <file>', "SSH host keys, instead of those in the cluster's bucket")
      .env('CDKTF_KAFKA_KNOWN_HOSTS')
      .argParser(collectFiles('--known-hosts')),
    new Option('--bastion <[user@]host[:port]>', 'the host that the others are reached through')
      .env('CDKTF_KAFKA_BASTION')
      .argParser(parseBastion),
    new Option(
      '--proxy-command <command>',
      'leads to the SSH server: %h address, %i instance, %p port, %r user',
    )
      .env('CDKTF_KAFKA_PROXY_COMMAND')
      .argParser(parseProxyCommand)
      .conflicts('bastion'),
    new Option('--ssh-user <name>', "instead of the inventory's")
      .env('CDKTF_KAFKA_SSH_USER')
      .argParser(parseUser),
    new Option('--ssh-port <port>', 'of the hosts')
      .env('CDKTF_KAFKA_SSH_PORT')
      .default(22)
      .argParser(parsePort),
  ];
}

interface ShownCredentials {
  /** Whether what is shown to a secured cluster is made where it is missing or near its end. @default false */
  readonly makesCredentials?: boolean;
}

/**
 * Reads the inventory and opens the ways to its hosts, for as long as the work lasts.
 *
 * @throws UserError where the inventory is not one
 */
export async function withDeployedCluster<T>(
  options: InventoryOptions & ParseOptions & ShownCredentials,
  work: (cluster: DeployedCluster) => Promise<T>,
  onProgress = print,
): Promise<T> {
  const inventory = await readInventory(options);
  const { openDeployedCluster } = await import('../health/deployed-cluster.js');
  const cluster = openDeployedCluster({
    inventory,
    settings: {
      ...DEFAULT_SSH,
      port: options.sshPort,
      identities: options.identity ?? [],
      agent: process.env.SSH_AUTH_SOCK || undefined,
      bastion: options.bastion,
      proxyCommand: options.proxyCommand,
    },
    knownHosts: options.knownHosts,
    direct: options.direct ?? false,
    credentials: await toolsCredentials(inventory, options.makesCredentials ?? false),
    patience: gatePatience(options),
    onProgress,
  });
  try {
    return await work(cluster);
  } finally {
    await cluster.shells.close();
  }
}

/** @throws UserError that names the hosts, where there is none of this name */
export function hostNamed<Named extends { readonly name: string }>(
  command: string,
  hosts: readonly Named[],
  name: string,
): Named {
  const host = hosts.find((each) => each.name === name);
  if (host) return host;
  const names = hosts.map((each) => each.name).join(', ');
  throw new UserError(
    `${command}: must name a host of the cluster, got '${name}'. There are ${names}.`,
  );
}

async function readInventory(options: InventoryOptions & ParseOptions): Promise<Inventory> {
  const { inventory: file, cluster, sshUser } = options;
  const name = file === '-' ? '--inventory' : file;
  const json = file === '-' ? await text(process.stdin) : readText(file);
  const inventory = parseInventory(json, name, cluster, options);
  if (sshUser === undefined) return inventory;
  return { ...inventory, hosts: inventory.hosts.map((host) => ({ ...host, sshUser })) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UserError(
      `--inventory: must be a readable file, got '${file}' (${code}). Write one with \`terraform output -json inventory >FILE\`.`,
      { cause },
    );
  }
}
