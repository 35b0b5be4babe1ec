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
export const PASSWORD = 'PASSWORD';
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
      ['Java, as a file of settings:', settingLines(javaConnection(servers, client))],
      [
        'kcat and all of librdkafka, as a file of settings (kcat -F FILE):',
        settingLines(rdkafkaConnection(servers, client)),
      ],
      ['@platformatic/kafka:', nodeLines(servers, client)],
    ].flatMap(([title, lines]) => ['', title as string, ...(lines as readonly string[])]),
  ].join('\n');
}

/** What Kafka's own client is told of the way. */
export function javaConnection(servers: string, { name, certificate }: ResolvedClient): Settings {
  return {
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
  };
}

/** What librdkafka is told. */
export function rdkafkaConnection(
  servers: string,
  { name, certificate }: ResolvedClient,
): Settings {
  return {
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
  };
}

/** Who connects, and the code of his password. */
export interface NodeClient {
  readonly name: string;
  /** Undefined where everybody is let in. */
  readonly client: ResolvedClient | undefined;
  readonly password: string;
}

/** The properties of an object of options for @platformatic/kafka. */
export function nodeConnection(
  servers: string,
  { name, client, password }: NodeClient,
): readonly string[] {
  const common = [
    `clientId: '${name}',`,
    `bootstrapBrokers: ${inspect(servers.split(','), { breakLength: Infinity })},`,
  ];
  if (!client) return common;
  if (client.certificate) {
    return [
      ...common,
      `tls: { ca: readFileSync('${TRUSTED}'), key: readFileSync('${IDENTITY}'), cert: readFileSync('${IDENTITY}') },`,
    ];
  }
  return [
    ...common,
    `tls: { ca: readFileSync('${TRUSTED}') },`,
    `sasl: { mechanism: '${CLIENT_MECHANISM}', username: '${name}', password: ${password} },`,
  ];
}

function nodeLines(servers: string, client: ResolvedClient): readonly string[] {
  const properties = nodeConnection(servers, {
    ...{ name: client.name, client },
    password: `'${PASSWORD}'`,
  });
  return ['{', ...properties.map((line) => `  ${line}`), '}'].map((line) => `  ${line}`);
}

type Settings = Readonly<Record<string, string>>;

function settingLines(settings: Settings): readonly string[] {
  return Object.entries(settings).map(([key, value]) => `  ${key}=${formatPropertyValue(value)}`);
}
