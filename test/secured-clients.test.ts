import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { metadataV12, ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { AddressInfo } from 'node:net';
import { Security } from '../cluster/security';
import { shipperSettings } from '../cluster/shippers/shipper-files';
import type { KafkaClusterSpec } from '../cluster/spec';
import { bootstrapServers, brokerHosts } from '../cluster/topology';
import { MINUTE_MS } from '../scripts/audit/audit';
import { runAudit } from '../scripts/audit/run-audit';
import type { CertificateAuthority } from '../scripts/authority/certificate-authority';
import { OwnAuthority } from '../scripts/authority/own-authority';
import { certifyClient, clientAuthority } from '../scripts/clients/client-authority';
import { convergeClients } from '../scripts/clients/converge-clients';
import { passwordName } from '../scripts/clients/password-name';
import { brokerWithId } from '../scripts/cluster-access/ask-brokers';
import { credentialsFrom, withLogin } from '../scripts/cluster-access/credentials';
import { directReach, reachWith, type Reach } from '../scripts/cluster-access/reach';
import { withBrokers } from '../scripts/cluster-access/with-brokers';
import type { LocalCluster } from '../scripts/local/local-cluster';
import { localSecrets, trustedFile } from '../scripts/local/local-secrets';
import { defaultSpec } from '../scripts/local/local-spec';
import { startLocalCluster } from '../scripts/local/start-local-cluster';
import { FileSecretStore } from '../scripts/secrets/file-secret-store';
import { METADATA } from './support/bytes-answered';
import { answeredDoors, callAs, isAnswered, NO_DOOR } from './support/members-doors';
import { startProducer } from './support/real-clients/acked-producer';
import { CLIENT_CASES, type ClientCase } from './support/real-clients/client-cases';
import { javaClient } from './support/real-clients/java-client';
import { kcatClient, settingsOf } from './support/real-clients/kcat-client';
import { nodeClient } from './support/real-clients/node-client';
import type { ClientSetup, RealClient, Shown } from './support/real-clients/real-client';
import { runProgram } from './support/real-clients/run-program';
import { clientTable, type ClientName } from './support/real-clients/client-table';
import { LogHost, numbered } from './support/shipped-logs';
import { until } from './support/until';
import { serveAsSpecified } from './support/serve-as-specified';

const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'secured-clients-'));
const place = (name: string) => join(folder, name);
const secrets = localSecrets(folder);
let cluster: LocalCluster;
let expired: Server;
let clients: Readonly<Record<ClientName, RealClient>>;
const passwords = new Map<string, string>();
/** All that clients showed. */
const words: string[] = [];

async function specWith(authority: CertificateAuthority): Promise<KafkaClusterSpec> {
  return {
    ...defaultSpec,
    clusterName: 'clients',
    security: Security.tls({ clientAuthorities: [await authority.trusted()], sessionSeconds: 60 }),
    clients: [
      { name: 'shipper', produce: ['app-*'] },
      { name: 'shipper-next', produce: ['app-*'] },
      { name: 'agent', certificate: true, produce: ['app-*'] },
      { name: 'archiver', consume: ['app-*'], group: 'archiver' },
      { name: 'stranger', produce: ['web-logs'], limits: { produceBytesPerSecond: 20_000 } },
      { name: 'leaver', consume: ['app-*'] },
    ],
    topics: [
      { name: 'app-logs', partitions: 1 },
      { name: 'web-logs', partitions: 1 },
      { name: 'app-shipped', partitions: 2 },
    ],
    shippers: [
      { name: 'web', client: 'shipper', files: [{ pattern: '/*.log', topic: 'app-shipped' }] },
    ],
  };
}

beforeAll(async () => {
  const authority = await clientAuthority(secrets, 'clients');
  const spec = await specWith(authority);
  cluster = await startLocalCluster({ spec, folder });
  await serveAsSpecified(cluster, spec, signal);
  for (const { name, certificate } of spec.clients ?? []) {
    if (!certificate) passwords.set(name, (await secrets.read(passwordName(name)))!);
  }
  await makeIdentities(authority);
  clients = {
    java: javaClient(cluster.topology.hosts[0]!.paths, folder),
    kcat: kcatClient(folder),
    node: nodeClient,
  };
});
afterAll(async () => {
  expired?.close();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As a client's owner makes them: key and request on his side, by openssl. */
async function requestOf(name: string): Promise<string> {
  await runProgram('openssl', {
    args: [
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', '/CN=what-it-asks-for', '-keyout', place(`${name}.key`)],
      ...['-out', place(`${name}.csr`)],
    ],
  });
  return readFileSync(place(`${name}.csr`), 'utf8');
}

async function makeIdentities(authority: CertificateAuthority): Promise<void> {
  const elsewhere = await OwnAuthority.open(new FileSecretStore(place('other')), 'clients clients');
  const members = await OwnAuthority.open(secrets, 'clients');
  const write = async (name: string, sign: (request: string) => Promise<string>) => {
    const signed = await sign(await requestOf(name));
    const key = readFileSync(place(`${name}.key`), 'utf8');
    writeFileSync(place(`${name}.pem`), `${key}${signed}`, { mode: 0o600 });
  };
  const signedBy =
    (by: CertificateAuthority, commonName: string, days: number, hosts: readonly string[] = []) =>
    (request: string) =>
      by.sign({ request, names: { commonName, hosts }, days });
  await write('own', (request) =>
    certifyClient(cluster.topology.spec, secrets, { client: 'agent', request, days: 2 }),
  );
  await write('of-another-authority', signedBy(elsewhere, 'agent', 2));
  // Half an hour ago: a certificate begins an hour before it is made.
  await write('over', signedBy(authority, 'agent', -1 / 48));
  await write('of-nobody', signedBy(authority, 'nobody', 2));
  await write('broker-over', signedBy(members, 'clients-members', -1 / 48, ['127.0.0.1']));
  writeFileSync(place('another.pem'), await elsewhere.trusted());
  const over = readFileSync(place('broker-over.pem'), 'utf8');
  // No broker starts with one that is over: what it would show is shown by a port of our own.
  expired = createServer({ key: over, cert: over }).on('tlsClientError', () => undefined);
  expired.listen(0, '127.0.0.1');
  await once(expired, 'listening');
}

function serversOf({ door, reachedBy }: ClientCase): string {
  const { topology } = cluster;
  const [host] = brokerHosts(topology);
  if (reachedBy === 'another-name') {
    const port = host!.ports[door === 'members' ? 'interBrokerTls' : 'clientTls'];
    return `localhost:${port}`;
  }
  switch (door) {
    case 'passwords':
      return bootstrapServers(topology);
    case 'certificates':
      return bootstrapServers(topology, 'certificate');
    case 'members':
      return bootstrapServers(topology, 'interBroker');
    case 'plain':
      return `${host!.address}:${host!.ports.client}`;
    case 'expired':
      return `127.0.0.1:${(expired.address() as AddressInfo).port}`;
  }
}

function setupOf(wanted: ClientCase): ClientSetup {
  const { user, password, certificate, trusts, tls } = wanted;
  return {
    servers: serversOf(wanted),
    tls:
      tls === 'none'
        ? undefined
        : {
            trusted: trusts === 'another' ? place('another.pem') : trustedFile(folder),
            ...(certificate && { identity: place(`${certificate}.pem`) }),
            ...(tls && { version: tls }),
          },
    ...(user && {
      login: { user, password: password ? 'a wrong one' : passwords.get(user)! },
    }),
  };
}

/** Shows what was measured: the table of docs/security.md is made of it. */
const SHOW = process.env.SHOW_CLIENT_WORDS;

describe.each(CLIENT_CASES.map((each) => [each.wrong, each] as const))('%s', (wrong, each) => {
  const row = clientTable().get(wrong)!;
  test.each(['java', 'kcat', 'node'] as const)('by %s', async (client) => {
    const shown = await clients[client](setupOf(each), each.work);
    words.push(shown?.words ?? '');
    if (SHOW)
      writeFileSync(
        join(SHOW, `${wrong.replaceAll(/\W+/g, '-')}.${client}`),
        `${shown?.worked} ${shown?.words}`,
      );
    expectAs(each, row[client], shown);
  });
});

function expectAs({ outcome }: ClientCase, cell: string, shown: Shown | undefined): void {
  if (shown === undefined) {
    expect(cell).toBe('-');
    return;
  }
  const [, words] = /^`(.*)`$/.exec(cell) ?? [];
  if (words !== undefined) {
    expect(shown.words).toContain(words);
    expect(shown.worked).toBe(false);
    return;
  }
  expect([cell, shown]).toMatchObject([outcome === 'in' ? 'in' : 'nothing', { worked: true }]);
  if (outcome === 'nothing') expect(shown.words).not.toContain('app-logs');
}

const setupFor = (user: string): ClientSetup =>
  setupOf({ wrong: '', door: 'passwords', user, work: { kind: 'list' } });

const producerFor = (user: string, prefix: number) =>
  startProducer(cluster.topology.hosts[0]!.paths, folder, setupFor(user), {
    ...{ topic: 'app-logs', prefix },
  });

/** The way in for a client of this package's own kind. */
function loggedIn(name: string): Reach {
  const login = { name, password: passwords.get(name)! };
  return reachWith(directReach, withLogin(cluster.reach.credentials!, login));
}

/** What stands in the topic: `offset value`. */
async function recordsOf(topic: string): Promise<readonly string[]> {
  const file = place('reader.conf');
  writeFileSync(file, settingsOf(setupFor('archiver')), { mode: 0o600 });
  const args = ['-F', file, '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-f', '%o %s\\n'];
  return (await runProgram('kcat', { args })).words.split('\n');
}

describe('shippers, by the settings that are rendered for their hosts', () => {
  let host: LogHost;
  beforeEach(() => (host = new LogHost(bootstrapServers(cluster.topology), 'app-shipped')));
  afterEach(() => host.remove());

  function configure(client: string): void {
    const [shipper] = cluster.topology.spec.shippers;
    const passwordFile = join(host.folder, 'password');
    writeFileSync(passwordFile, `${passwords.get(client)!}\n`, { mode: 0o600 });
    const settings = shipperSettings(cluster.topology, shipper!, {
      ...{ trusted: trustedFile(folder), passwordFile, stateFolder: host.state, root: host.logs },
    });
    host.configure({ ...settings, host: 'web-1', reportSeconds: 1 });
  }

  test('send all lines though they are killed, as an audit finds', async () => {
    const beganMs = Date.now();
    configure('shipper');
    host.write(numbered(0, 1_000));
    expect(await host.ask('check')).toContain('app.log -> app-shipped: 1 file');
    host.start();
    await host.untilSent(1_000);
    await host.end('SIGKILL');
    host.rotate();
    host.write(numbered(1_000, 2_000));
    host.start();
    await host.untilSent(2_000);
    expect(await host.end()).toBe(0);
    const { verdict, files } = await withBrokers({ ...cluster, signal }, (brokers) =>
      runAudit(brokers, {
        fromMs: Math.floor(beganMs / MINUTE_MS) * MINUTE_MS,
        toMs: Date.now() + MINUTE_MS,
        ...{ expected: ['web-1'], group: undefined, onTrouble: () => undefined, signal },
      }),
    );
    expect(verdict).toBe('equal');
    expect(files.reduce((sum, { stored }) => sum + stored, 0)).toBe(2_000);
  });

  test("are told of another client's password before they start", async () => {
    configure('archiver');
    await expect(host.ask('check')).rejects.toMatchObject({
      stderr: expect.stringMatching(/Authentication failed/) as string,
    });
  });
});

describe('another password, under load', () => {
  test('who is logged in goes on, until it has to show its password again; nothing acknowledged is lost', async () => {
    const before = producerFor('shipper', 1);
    await until('the first one writes', () => before.acked.length > 50);
    const old = passwords.get('shipper')!;
    const rotate = { ...cluster, secrets, signal, rotated: ['shipper'], say: () => undefined };
    expect(await convergeClients(rotate)).toEqual({ steps: [], problems: [] });
    const rotatedAt = Date.now();
    passwords.set('shipper', (await secrets.read(passwordName('shipper')))!);
    passwords.set('shipper before', old);
    await until('the first one still writes', () => lastOf(before.acked).at > rotatedAt + 1_000);
    const after = producerFor('shipper', 2);
    await until('the second one writes', () => after.acked.length > 50);
    expect(leaks()).toEqual([]);
    // It tells of the connection that it lost; why it gets no other one stands in its log alone.
    await until('the first one is refused', () => before.refused.length > 0);
    await Promise.all([before.stop(), after.stop()]);
    words.push(...before.refused);
    expect(after.refused).toEqual([]);
    // Records of both, in the order in which they were acknowledged, up to the end of the first one.
    const acked = [...before.acked, ...after.acked].sort((a, b) => a.at - b.at);
    const records = new Set(await recordsOf('app-logs'));
    expect(acked.filter(({ offset, value }) => !records.has(`${offset} ${value}`))).toEqual([]);
    note('password', {
      records: acked.length,
      heldOnMs: lastOf(before.acked).at - rotatedAt,
      longestGapMs: longestGap(acked.map(({ at }) => at)),
    });
  });

  test('two clients in turn leave no gap and no hurry', async () => {
    const before = producerFor('shipper', 3);
    await until('the first one writes', () => before.acked.length > 50);
    const after = producerFor('shipper-next', 4);
    await until('the second one writes', () => after.acked.length > 50);
    await before.stop();
    await after.stop();
    const acked = [...before.acked, ...after.acked].sort((a, b) => a.at - b.at);
    const records = new Set(await recordsOf('app-logs'));
    expect(acked.filter(({ offset, value }) => !records.has(`${offset} ${value}`))).toEqual([]);
    expect([...before.refused, ...after.refused]).toEqual([]);
    note('in-turn', { records: acked.length, longestGapMs: longestGap(acked.map(({ at }) => at)) });
  });
});

const lastOf = <T>(list: readonly T[]): T => list.at(-1)!;

function longestGap(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((time, index) => time - times[index]!));
}

function note(what: string, figures: object): void {
  if (SHOW) writeFileSync(join(SHOW, `figures-${what}.json`), JSON.stringify(figures));
}

test('whoever has left the spec is out when its session ends, though it never hung up', async () => {
  const { topology } = cluster;
  await withBrokers({ topology, reach: loggedIn('leaver'), signal }, async ({ kafka }) => {
    const broker = kafka.broker(brokerHosts(topology)[0]!, 'client');
    const ask = () => broker.ask(metadataV12.api, []);
    await ask();
    const clients = topology.spec.clients.filter(({ name }) => name !== 'leaver');
    const without = { ...topology, spec: { ...topology.spec, clients } };
    await convergeClients({ ...cluster, topology: without, secrets, signal, say: () => undefined });
    await ask();
    await until('it is refused', () =>
      ask().then(
        () => false,
        (error: Error) => /authentication failed/i.test(error.message),
      ),
    );
  });
});

test('what a client may take is held to by making it wait: Kafka counts no connections by user', async () => {
  const { topology } = cluster;
  const value = Buffer.alloc(200_000, 'x');
  const throttled = await withBrokers(
    { topology, reach: loggedIn('stranger'), signal },
    async ({ kafka }) => {
      const any = kafka.broker(brokerHosts(topology)[0]!, 'client');
      const { topics } = await any.ask(metadataV12.api, ['web-logs']);
      const leader = brokerWithId(topology, topics[0]!.partitions[0]!.leaderId);
      const message = { topic: 'web-logs', partition: 0, value, timestamp: BigInt(Date.now()) };
      const write = () =>
        kafka.broker(leader, 'client').ask(produceV11.api, ProduceAcks.ALL, 30_000, [message], {});
      await write();
      return await write();
    },
  );
  expect((throttled as { throttleTimeMs: number }).throttleTimeMs).toBeGreaterThan(0);
});

test('whose key was stolen is revoked: its certificate is worth nothing, and the others go on', async () => {
  const { topology } = cluster;
  const identity = readFileSync(place('own.pem'), 'utf8');
  const trusted = readFileSync(trustedFile(folder), 'utf8');
  const reach = reachWith(directReach, credentialsFrom({ identity, trusted }));
  const asked = (more: object) =>
    convergeClients({ ...cluster, secrets, signal, say: () => undefined, ...more });
  await withBrokers({ topology, reach, signal }, async ({ kafka }) => {
    const broker = kafka.broker(brokerHosts(topology)[0]!, 'certificate');
    const isRefused = () =>
      broker.ask(metadataV12.api, ['app-logs']).then(
        () => false,
        (error: { codes?: readonly string[] }) =>
          error.codes?.includes('TOPIC_AUTHORIZATION_FAILED') ?? false,
      );
    expect(await isRefused()).toBe(false);
    expect(await asked({ revoked: ['agent'] })).toMatchObject({ revoked: ['agent'] });
    await until('it is refused', isRefused);
    const others = producerFor('shipper', 5);
    await until('another one writes', () => others.acked.length > 50);
    await others.stop();
    expect(others.refused).toEqual([]);
    await asked({ reinstated: ['agent'] });
    await until('it is let in', async () => !(await isRefused()));
  });
});

test("no member's port answers a client's certificate", async () => {
  const identity = readFileSync(place('own.pem'), 'utf8');
  const { topology } = cluster;
  expect(await answeredDoors(topology, (port) => callAs({ identity }, port))).toEqual(NO_DOOR);
  for (const { address, ports } of brokerHosts(topology)) {
    const socket = callAs({ identity }, { host: address, port: ports.certificateTls });
    expect(await isAnswered(socket, METADATA)).toBe(true);
    socket.destroy();
  }
});

test('no password and no key is anywhere but in the files of whoever has it', () => {
  expect(passwords.size).toBe(6);
  expect(leaks()).toEqual([]);
});

const OWN_FILES =
  /^(?:secrets|other|clients)\/|\/tls\/identity\.pem$|^(?:java|kcat|verifiable)-\d+\.(?:properties|conf)$|^reader\.conf$|^[a-z-]+\.(?:key|pem)$/;

/** Where a secret stands that should not: a file, a process's words, or what a client showed. */
function leaks(): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const keys = names
    .filter((name) => /\.key$|identity\.pem$|authority$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').split('\n')[1]!);
  const needles = [...passwords.values(), ...keys];
  const has = (text: string) => needles.some((secret) => text.includes(secret));
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [
    ...names.filter((name) => !OWN_FILES.test(name) && has(readIfThere(join(folder, name)))),
    ...processes.filter((pid) => has(readIfThere(`/proc/${pid}/cmdline`))),
    ...words.filter(has),
  ];
}

/** Nothing of a folder, and of what is gone meanwhile. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
