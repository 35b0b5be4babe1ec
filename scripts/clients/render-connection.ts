import { inspect } from 'node:util';
import type { ResolvedClient } from '../../cluster/clients/resolve-clients';
import { formatPropertyValue } from '../../cluster/settings/java-properties';
import { CLIENT_MECHANISM } from '../../cluster/security';
import { bootstrapServers, type Topology } from '../../cluster/topology';

/** Where a client gets what is not in the text. */
export interface ConnectionSources {
  /** A command that writes the authorities to trust to trusted.pem. */
  readonly trusted: string;
  /** What gives the password of this client. */
  readonly password: string;
}

/** Stands where the secret goes. */
const PASSWORD = 'PASSWORD';
const TRUSTED = 'trusted.pem';
const IDENTITY = 'client.pem';

/**
 * How a client of the spec connects, for its owner to copy: for Java's clients, for librdkafka and for node.
 * The secret itself is not in it.
 */
export function renderConnection(
  topology: Topology,
  client: ResolvedClient,
  sources: ConnectionSources,
): string {
  const { certificate } = client;
  const servers = bootstrapServers(topology, certificate ? 'certificate' : 'client');
  const external = bootstrapServers(topology, 'external');
  return [
    `${client.name} connects to ${servers}`,
    ...(external === '' || certificate ? [] : [`or, by the names of the spec, to ${external}`]),
    '',
    `${TRUSTED}, the authorities to trust: ${sources.trusted}`,
    certificate
      ? `${IDENTITY}, its key (PKCS #8) with its certificate behind it: docs/clients.md`
      : `${PASSWORD}: ${sources.password}`,
    ...[
      ['Java, as a file of settings:', javaLines(servers, client)],
      [
        'kcat and all of librdkafka, as a file of settings (kcat -F FILE):',
        rdkafkaLines(servers, client),
      ],
      ['@platformatic/kafka:', nodeLines(servers, client)],
    ].flatMap(([title, lines]) => ['', title as string, ...(lines as readonly string[])]),
  ].join('\n');
}

function javaLines(servers: string, { name, certificate }: ResolvedClient): readonly string[] {
  return settingLines({
    'bootstrap.servers': servers,
    'security.protocol': certificate ? 'SSL' : 'SASL_SSL',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': TRUSTED,
    ...(certificate
      ? { 'ssl.keystore.type': 'PEM', 'ssl.keystore.location': IDENTITY }
      : {
          'sasl.mechanism': CLIENT_MECHANISM,
          'sasl.jaas.config':
            'org.apache.kafka.common.security.scram.ScramLoginModule required ' +
            `username="${name}" password="${PASSWORD}";`,
        }),
  });
}

function rdkafkaLines(servers: string, { name, certificate }: ResolvedClient): readonly string[] {
  return settingLines({
    'bootstrap.servers': servers,
    'security.protocol': certificate ? 'ssl' : 'sasl_ssl',
    'ssl.ca.location': TRUSTED,
    // The default since 2.0 only: older ones take any host's certificate for the broker's.
    'ssl.endpoint.identification.algorithm': 'https',
    ...(certificate
      ? { 'ssl.key.location': IDENTITY, 'ssl.certificate.location': IDENTITY }
      : {
          'sasl.mechanisms': CLIENT_MECHANISM,
          'sasl.username': name,
          'sasl.password': PASSWORD,
        }),
  });
}

function nodeLines(servers: string, { name, certificate }: ResolvedClient): readonly string[] {
  const brokers = inspect(servers.split(','), { breakLength: Infinity });
  return [
    `{ clientId: '${name}', bootstrapBrokers: ${brokers},`,
    certificate
      ? `  tls: { ca: readFileSync('${TRUSTED}'), key: readFileSync('${IDENTITY}'), cert: readFileSync('${IDENTITY}') } }`
      : `  tls: { ca: readFileSync('${TRUSTED}') },`,
    ...(certificate
      ? []
      : [
          `  sasl: { mechanism: '${CLIENT_MECHANISM}', username: '${name}', password: '${PASSWORD}' } }`,
        ]),
  ].map((line) => `  ${line}`);
}

function settingLines(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).map(([key, value]) => `  ${key}=${formatPropertyValue(value)}`);
}
