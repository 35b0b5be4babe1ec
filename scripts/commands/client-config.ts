import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { ResolvedClient } from '../../cluster/clients/resolve-clients';
import {
  CLIENT_KINDS,
  CLIENT_ROLES,
  type ClientKind,
  type ClientRole,
} from '../clients/log-profile';
import { addHelpNotes } from '../command-line/help-layout';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { clientNamed, connectionSources } from './client-access';
import { addInventoryOptions } from './inventory-options';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka client-config`: settings of clients that write logs or read them. */
export function addClientConfigCommand(program: Command): void {
  const command = program
    .command('client-config')
    .description(
      'Print the settings of clients that write logs or read them, each with its reason.',
    )
    .addOption(nameOption())
    .addOption(
      new Option('--for <client>', 'what the client is made of')
        .choices(CLIENT_KINDS)
        .default('java'),
    )
    .addOption(
      new Option('--role <role>', 'what it does').choices(CLIENT_ROLES).default('producer'),
    )
    .option(
      '--rack <zone>',
      'of a reader: the zone that it runs in (default: that of the first broker)',
    )
    .option('--client <name>', 'its name in the spec; needed where the cluster is secured');
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
What is printed is a file as it is, of settings for java and librdkafka (kcat -F FILE), a module for node and python.
No secret is in it: it says where that is to be found.

Exit code: 0 printed, 2 could not run. docs/client-config.md tells more.`;

interface ClientConfigCommandOptions extends EitherClusterOptions {
  readonly for: ClientKind;
  readonly role: ClientRole;
  readonly rack?: string;
  readonly client?: string;
}

async function run(options: ClientConfigCommandOptions): Promise<void> {
  const { for: kind, role } = options;
  const { renderClientConfig } = await import('../clients/render-client-config.js');
  await withEitherCluster(options, async (cluster) => {
    const { topology } = cluster;
    const client = clientOf(cluster, options);
    const rack = rackOf(cluster, options);
    const sources = client && (await connectionSources(cluster, client, options));
    process.stdout.write(renderClientConfig(kind, { topology, role, rack, client, sources }));
  });
}

type Cluster = DeployedCluster | LocalAccess;

function clientOf(
  { topology }: Cluster,
  { client }: ClientConfigCommandOptions,
): ResolvedClient | undefined {
  const { security, clients } = topology.spec;
  if (security.kind === 'plaintext') {
    if (client === undefined) return undefined;
    throw new UserError(
      `--client: must be left out of a cluster that lets everybody in, got '${client}'. Leave it out.`,
    );
  }
  if (client !== undefined) return clientNamed(topology, '--client', client);
  const remedy = `Name one: ${clients.map(({ name }) => name).join(', ') || 'the spec has none'}`;
  throw new UserError(
    formatProblem({ path: '--client', rule: 'name who connects to a secured cluster', remedy }),
  );
}

function rackOf({ topology }: Cluster, { rack }: ClientConfigCommandOptions): string {
  const racks = [...new Set(topology.spec.brokers.map((broker) => broker.rack))];
  if (rack === undefined) return racks[0]!;
  if (racks.includes(rack)) return rack;
  const rule = 'be a rack of the brokers: elsewhere there is no replica to read from';
  const remedy = `Name one: ${racks.join(', ')}`;
  throw new UserError(formatProblem({ path: '--rack', rule, value: rack, remedy }));
}
