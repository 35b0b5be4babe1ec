import { inspect } from 'node:util';
import type { ResolvedClient } from '../../cluster/clients/resolve-clients';
import { formatPropertyValue } from '../../cluster/settings/java-properties';
import { bootstrapServers, type Topology } from '../../cluster/topology';
import { logProfile, type ClientKind, type ClientRole } from './log-profile';
import {
  javaConnection,
  nodeConnection,
  PASSWORD,
  rdkafkaConnection,
  type ConnectionSources,
} from './render-connection';

export interface ClientConfigOptions {
  readonly topology: Topology;
  readonly role: ClientRole;
  /** The zone of a reader. */
  readonly rack: string;
  /** Who connects to a secured cluster; undefined where everybody is let in. */
  readonly client?: ResolvedClient | undefined;
  /** Likewise. */
  readonly sources?: ConnectionSources | undefined;
}

/** Where a program finds the password, which stands in no file. */
const PASSWORD_VARIABLE = 'KAFKA_PASSWORD';

/** What a file of each kind is called, and what is in it. */
const KINDS: Readonly<
  Record<
    ClientKind,
    {
      readonly file: (role: ClientRole) => string;
      readonly render: (options: ClientConfigOptions) => string;
    }
  >
> = {
  java: { file: (role) => `${role}.properties`, render: renderJava },
  librdkafka: { file: (role) => `${role}.conf`, render: renderRdkafka },
  node: { file: (role) => `${role}.mjs`, render: renderNode },
  python: { file: (role) => `${role}.py`, render: renderPython },
};

/** The name that the file of a client is usually given. */
export function clientConfigFile(kind: ClientKind, role: ClientRole): string {
  return KINDS[kind].file(role);
}

/** A file of settings, or a module, with the profile for logs and the way to the cluster. No secret is in it. */
export function renderClientConfig(kind: ClientKind, options: ClientConfigOptions): string {
  return KINDS[kind].render(options);
}

function serversOf({ topology, client }: ClientConfigOptions): string {
  return bootstrapServers(topology, client?.certificate ? 'certificate' : 'client');
}

/** What a reader of the file has to do first. */
function preparations({ client, sources }: ClientConfigOptions): readonly string[] {
  if (!client || !sources) return [];
  return [
    `trusted.pem: ${sources.trusted}`,
    client.certificate
      ? 'client.pem: the key of this client with its certificate behind it, docs/clients.md'
      : `The password of ${client.name}: ${sources.password}`,
  ];
}

function profileOf({ role, rack, client }: ClientConfigOptions) {
  const group = client?.grants.find((each) => each.resource === 'group' && each.match === 'whole');
  return logProfile(role, { rack, group: group?.name });
}

function renderJava(options: ClientConfigOptions): string {
  const { client } = options;
  const connection = client
    ? javaConnection(serversOf(options), client)
    : { 'bootstrap.servers': serversOf(options) };
  const settings = profileOf(options).flatMap(({ why, java }) =>
    java ? [{ why, settings: java }] : [],
  );
  return propertiesText(options, connection, settings);
}

function renderRdkafka(options: ClientConfigOptions): string {
  return propertiesText(options, rdkafkaSettings(options), rdkafkaProfile(options));
}

function rdkafkaSettings(options: ClientConfigOptions): Readonly<Record<string, string>> {
  const { client } = options;
  const servers = serversOf(options);
  return client ? rdkafkaConnection(servers, client) : { 'bootstrap.servers': servers };
}

const rdkafkaProfile = (options: ClientConfigOptions) =>
  profileOf(options).flatMap(({ why, librdkafka }) =>
    librdkafka ? [{ why, settings: librdkafka }] : [],
  );

interface SettingsWithReason {
  readonly why: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

function propertiesText(
  options: ClientConfigOptions,
  connection: Readonly<Record<string, string>>,
  profile: readonly SettingsWithReason[],
): string {
  const line = ([key, value]: readonly [string, unknown]) =>
    `${key}=${formatPropertyValue(String(value))}`;
  return text([
    ...preparations(options).map((each) => `# ${each}`),
    ...Object.entries(connection).map(line),
    ...profile.flatMap(({ why, settings }) => [
      '',
      `# ${why}`,
      ...Object.entries(settings).map(line),
    ]),
  ]);
}

function renderNode(options: ClientConfigOptions): string {
  const { client, role } = options;
  const name = client?.name ?? 'logs';
  const body = nodeConnection(serversOf(options), {
    ...{ name, client, password: `process.env.${PASSWORD_VARIABLE}` },
  });
  const profile = profileOf(options).flatMap(({ why, node }) => (node ? [{ why, node }] : []));
  const hasGroup = profile.some((each) => 'groupId' in each.node);
  return text([
    ...preparations(options).map((each) => `// ${each}`),
    ...(client ? ["import { readFileSync } from 'node:fs';", ''] : []),
    role === 'producer'
      ? '/** For `new Producer(options)` of @platformatic/kafka. */'
      : `/** For \`new Consumer(${hasGroup ? 'options' : '{ ...options, groupId }'})\` of @platformatic/kafka. */`,
    'export const options = {',
    ...body.map((line) => `  ${line}`),
    ...profile.flatMap(({ why, node }) => [
      `  // ${why}`,
      ...Object.entries(node).map(([key, value]) => `  ${key}: ${inspect(value)},`),
    ]),
    '};',
    ...(role === 'producer' ? NODE_STREAM : NODE_STREAM_OF_READER),
  ]);
}

const NODE_STREAM = [
  '',
  '/**',
  ' * For `producer.asStream(stream)`, to which messages are written: lines wait 50 ms for others. With `send`, a',
  ' * batch is what one call has.',
  ' */',
  'export const stream = { batchSize: 1_000, batchTime: 50, highWaterMark: 10_000 };',
];

const NODE_STREAM_OF_READER = [
  '',
  '/** For `consumer.consume({ topics, ...stream })`: a group that is new begins with the oldest line. */',
  "export const stream = { mode: 'committed', fallbackMode: 'earliest' };",
];

function renderPython(options: ClientConfigOptions): string {
  const { role } = options;
  const value = (each: unknown) =>
    each === PASSWORD
      ? `os.environ['${PASSWORD_VARIABLE}']`
      : typeof each === 'boolean'
        ? each
          ? 'True'
          : 'False'
        : JSON.stringify(each);
  const line = ([key, each]: readonly [string, unknown]) =>
    `    ${JSON.stringify(key)}: ${value(each)},`;
  const connection = Object.entries(rdkafkaSettings(options)).map(line);
  const profile = rdkafkaProfile(options);
  const hasGroup = profile.some(({ settings }) => 'group.id' in settings);
  return text([
    ...preparations(options).map((each) => `# ${each}`),
    ...(connection.some((each) => each.includes('os.environ')) ? ['import os', ''] : []),
    role === 'producer'
      ? '# For confluent_kafka.Producer(CONFIG); give produce() an on_delivery: it is told of what was not written.'
      : `# For confluent_kafka.Consumer(${hasGroup ? 'CONFIG' : "{**CONFIG, 'group.id': 'NAME'}"})`,
    'CONFIG = {',
    ...connection,
    ...profile.flatMap(({ why, settings }) => [
      `    # ${why}`,
      ...Object.entries(settings).map(line),
    ]),
    '}',
  ]);
}

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
