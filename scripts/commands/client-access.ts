import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { addHelpNotes } from '../command-line/help-layout';
import type { ResolvedClient } from '../../cluster/clients/resolve-clients';
import type { Topology } from '../../cluster/topology';
import type { ConnectionSources } from '../clients/render-connection';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { LocalAccess } from '../local/local-access';
import { addInventoryOptions } from './inventory-options';
import { secretsOf } from './secrets-of';
import { nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka clients …`: what owners of clients are handed. Nothing of the cluster changes. */
export function addClientAccessCommands(clients: Command): void {
  add(clients, 'connect', 'Print how a client of the spec connects, without its secret.')
    .argument('<client>', 'its name in the spec')
    .action((client: string, _: object, command: Command) =>
      withSecured(command, async (cluster, options) =>
        print(await describeConnection(cluster, client, options)),
      ),
    );
  add(clients, 'trusted', 'Print the authorities that clients trust, as PEM.').action(
    (_: object, command: Command) =>
      withSecured(command, async (cluster) => print(await trustedBy(cluster))),
  );
  add(
    clients,
    'authority',
    "Print the certificate of the cluster's own authority for clients, as PEM; make it first.",
  ).action((_: object, command: Command) =>
    withSecured(command, async (cluster) => {
      const { clientAuthority } = await import('../clients/client-authority.js');
      const { clusterName } = cluster.topology.spec;
      const authority = await clientAuthority(await secretsOf(cluster), clusterName);
      print(await authority.trusted());
    }),
  );
  addHelpNotes(addCertify(clients), CERTIFY_NOTES);
}

const CERTIFY_NOTES = `
The owner of the client makes the key, which stays with him, and a request:
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=NAME \\
    -keyout client.key -out client.csr
Of the request its key counts; the name is that of the spec. docs/clients.md tells more.`;

interface CertifyOptions {
  readonly request: string;
  readonly days: number;
}

function addCertify(clients: Command): Command {
  return add(
    clients,
    'certify',
    "Have the cluster's own authority sign for a client of the spec; print the certificate.",
  )
    .argument('<client>', 'its name in the spec')
    .addOption(
      new Option(
        '--request <file>',
        'certificate request (PKCS #10), as PEM',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option('--days <days>', 'for how long it holds: 1-397').default(90).argParser(parseDays),
    )
    .action((client: string, { request: file, days }: CertifyOptions, command: Command) =>
      withSecured(command, async (cluster) => {
        const { certifyClient } = await import('../clients/client-authority.js');
        const request = readRequest(file);
        const secrets = await secretsOf(cluster);
        print(await certifyClient(cluster.topology.spec, secrets, { client, request, days }));
      }),
    );
}

function add(clients: Command, name: string, description: string): Command {
  const command = clients.command(name).description(description).addOption(nameOption());
  return addInventoryOptions(command, { required: false });
}

type Cluster = DeployedCluster | LocalAccess;

/** `clients` takes a cluster as well, and so the options that say which: they are read of both. */
async function withSecured(
  command: Command,
  work: (cluster: Cluster, options: EitherClusterOptions) => Promise<void>,
): Promise<void> {
  const options = command.optsWithGlobals<EitherClusterOptions>();
  await withEitherCluster(options, async (cluster) => {
    requireSecured(cluster);
    await work(cluster, options);
  });
}

/** @throws UserError where everybody is let in */
export function requireSecured({ topology }: Cluster): void {
  if (topology.spec.security.kind !== 'plaintext') return;
  throw new UserError(
    'The cluster: must be secured to have clients, and everybody is let in to this one. ' +
      'Ask for Security.tls() in its spec.',
  );
}

async function trustedBy(cluster: Cluster): Promise<string> {
  if ('folder' in cluster) {
    const { trustedFile } = await import('../local/local-secrets.js');
    return readFileSync(trustedFile(cluster.folder), 'utf8');
  }
  const { TRUSTED } = await import('../secrets/secret-names.js');
  const trusted = await (await secretsOf(cluster)).read(TRUSTED);
  if (trusted !== undefined) return trusted;
  throw new UserError(
    "The cluster's secret store: must have the authorities that members trust, and has none yet. Deploy it, or run `converge`.",
  );
}

async function describeConnection(
  cluster: Cluster,
  name: string,
  options: EitherClusterOptions,
): Promise<string> {
  const { renderConnection } = await import('../clients/render-connection.js');
  const client = clientNamed(cluster.topology, 'clients connect', name);
  const sources = await connectionSources(cluster, client, options);
  return renderConnection(cluster.topology, client, sources);
}

/** @throws UserError where the spec has none of this name */
export function clientNamed({ spec }: Topology, path: string, name: string): ResolvedClient {
  const client = spec.clients.find((each) => each.name === name);
  if (client) return client;
  const names = spec.clients.map((each) => each.name).join(', ');
  const remedy = `Name one: ${names || 'the spec has none'}`;
  throw new UserError(
    formatProblem({ path, rule: 'name a client of the spec', value: name, remedy }),
  );
}

/** Where a client gets what is in no text. */
export async function connectionSources(
  cluster: Cluster,
  { name }: ResolvedClient,
  { inventory, name: local }: EitherClusterOptions,
): Promise<ConnectionSources> {
  const [{ clientFile }, { secretsFolder }, { passwordName }] = await Promise.all([
    import('../local/client-files.js'),
    import('../secrets/open-ssm.js'),
    import('../clients/password-name.js'),
  ]);
  const { clusterName } = cluster.topology.spec;
  const where =
    inventory === undefined
      ? local === undefined
        ? []
        : ['--name', local]
      : ['--inventory', inventory];
  return {
    trusted: [RUN_PROGRAM, 'clients', 'trusted', ...where, '>trusted.pem'].join(' '),
    password:
      'folder' in cluster
        ? `stands in ${clientFile(cluster.folder, name)}`
        : `aws ssm get-parameter --with-decryption --query Parameter.Value --output text --name ${secretsFolder(clusterName)}/${passwordName(name)}`,
  };
}

function readRequest(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const value = `${file} (${(cause as NodeJS.ErrnoException).code})`;
    const remedy = 'Name the request that openssl has made';
    throw new UserError(
      formatProblem({ path: '--request', rule: 'be a readable file', value, remedy }),
      { cause },
    );
  }
}

function parseDays(text: string): number {
  const days = Number(text);
  if (/^\d{1,3}$/.test(text) && days >= 1 && days <= 397) return days;
  const remedy = 'Give the days for which the certificate is to hold';
  throw new UserError(
    formatProblem({ path: '--days', rule: 'be a whole number from 1 to 397', value: text, remedy }),
  );
}

function print(text: string): void {
  console.log(text.trimEnd());
}
