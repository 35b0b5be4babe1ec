import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12 } from '@platformatic/kafka';
import type { AuthoritySpec } from '../cluster/identities/authority-spec';
import { doorsOf, quorumDoor } from '../cluster/identities/doors-of';
import { readCertificates } from '../cluster/identities/found-certificate';
import {
  memberIdentities,
  memberName,
  type MemberIdentity,
} from '../cluster/identities/member-identities';
import { packageFolder } from '../cluster/package-folder';
import { PROGRAM } from '../cluster/program';
import { Security } from '../cluster/security';
import type { KafkaClusterSpec } from '../cluster/spec';
import { brokerHosts, zookeeperHosts } from '../cluster/topology';
import { newIdentity } from '../scripts/authority/new-identity';
import { OwnAuthority } from '../scripts/authority/own-authority';
import { takeIn } from '../scripts/certificates/take-in';
import { readHistory } from '../scripts/changing/change-history';
import { withCoordination } from '../scripts/changing/with-coordination';
import { passwordName } from '../scripts/clients/password-name';
import {
  credentialsFrom,
  withLogin,
  type Credentials,
} from '../scripts/cluster-access/credentials';
import { directReach, reachWith, type Reach } from '../scripts/cluster-access/reach';
import { servedCertificate } from '../scripts/cluster-access/served-certificate';
import { withBrokers } from '../scripts/cluster-access/with-brokers';
import { convergeLocal } from '../scripts/commands/converge-local';
import { openZookeeper } from '../scripts/cluster-access/zookeeper-access';
import type { LocalCluster } from '../scripts/local/local-cluster';
import { handOver, localPlaces } from '../scripts/local/local-places';
import { localReach, localSecrets, toolsFile, trustedFile } from '../scripts/local/local-secrets';
import { defaultSpec } from '../scripts/local/local-spec';
import { startLocalCluster } from '../scripts/local/start-local-cluster';
import { NEXT_AUTHORITY } from '../scripts/secrets/secret-names';
import { METADATA } from './support/bytes-answered';
import { startClientLoad, type ClientLoad } from './support/client-load';
import {
  ALL_DOORS,
  answeredDoors,
  callAs,
  DOORS_FROM_ELSEWHERE,
  isAnswered,
  NO_DOOR,
} from './support/members-doors';
import { metricsDoor } from './support/metrics-door';
import { opensslAuthority } from './support/openssl-authority';
import { serveAsSpecified } from './support/serve-as-specified';
import { until } from './support/until';

// What becomes of a cluster whose certificates, and whose authority, are replaced under load. Each test goes on
// where the one before has ended.
const LIMIT_MS = 1_200_000;
const spec: KafkaClusterSpec = {
  ...defaultSpec,
  clusterName: 'rotation',
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['app-*'] }],
  topics: [{ name: 'app-logs', partitions: 3 }],
};

const { signal } = new AbortController();
const state = mkdtempSync(join(tmpdir(), 'rotation-'));
/** Where commands look for a local cluster of this name. */
const folder = join(state, PROGRAM, 'local', 'rotation');
const secrets = localSecrets(folder);
let cluster: LocalCluster;
let load: ClientLoad;
/** The way of commands, with what lies in the cluster's folder by then. */
let tools: Reach;

const showing = (credentials: () => Credentials): Reach =>
  Object.defineProperty(reachWith(directReach, undefined), 'credentials', { get: credentials });

beforeAll(async () => {
  process.env.XDG_STATE_HOME = state;
  cluster = await startLocalCluster({ spec, folder });
  await serveAsSpecified(cluster, spec, signal);
  await readPassword();
  const { topology } = cluster;
  const client = showing(() => credentialsOfClient());
  tools = showing(() => localReach(folder, topology).credentials!);
  load = await startClientLoad({ topology, client, tools, topic: 'app-logs' });
  steal();
}, LIMIT_MS);
afterAll(async () => {
  await load?.stop();
  await cluster?.stop();
  rmSync(state, { recursive: true, force: true });
}, LIMIT_MS);

/** What the client that writes all along has been given by its operator. */
const given = { password: '', trusted: '' };
async function readPassword(): Promise<void> {
  given.password = (await secrets.read(passwordName('shipper')))!;
  given.trusted ||= readFileSync(trustedFile(folder), 'utf8');
}
/** `cdktf-kafka trust`, brought to the client. */
async function giveTrust(): Promise<void> {
  const { code, said } = await command('trust');
  expect(code).toBe(0);
  given.trusted = said;
}
function credentialsOfClient(trusted = given.trusted): Credentials {
  const identity = readFileSync(toolsFile(folder), 'utf8');
  const { password } = given;
  return withLogin(credentialsFrom({ identity, trusted }), { name: 'shipper', password });
}

/** A command of the program. @param killedAt the line of its output at which it is killed */
async function command(name: string, words: readonly string[] = [], killedAt = Infinity) {
  const program = join(packageFolder(), 'dist', 'scripts', 'cli.js');
  const argv = [program, name, '--name', 'rotation', ...words];
  const env = { ...process.env, XDG_STATE_HOME: state };
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    if (lines.length === killedAt) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: lines.map((line) => `${line}\n`).join('') };
}

/** The same cluster, with this authority in its spec. */
const withAuthority = (authority: AuthoritySpec): KafkaClusterSpec => ({
  ...spec,
  security: Security.tls({ authority }),
});

/** `cdktf-kafka converge --yes`. */
async function converge(
  options: { readonly newAuthority?: 'begin' | 'use'; readonly dryRun?: true } = {},
  wanted = spec,
): Promise<number> {
  const asked = { name: 'rotation', yes: true, waitForLock: 30, ...options } as const;
  return await convergeLocal(asked, { spec: wanted }, signal);
}

const members = () => memberIdentities(cluster.topology);
const processesOf = (name: string) =>
  cluster.processes().flatMap(({ process, id }) => (process === name && id ? [id.pid] : []));

/** All that every port shows, the quorum's as well. */
async function shown() {
  const asked = members().flatMap(({ host, process: { name } }) =>
    [
      ...doorsOf(cluster.topology, host, name),
      ...(name === 'zookeeper' ? [quorumDoor(host)] : []),
    ].map(({ port }) => servedCertificate(tools, host.address, port)),
  );
  return await Promise.all(asked);
}
const issuers = async () => [...new Set((await shown()).map(({ issuer }) => issuer))];
const trustedNow = () =>
  readCertificates(readFileSync(trustedFile(folder), 'utf8')).map(({ subject }) => subject);
const trustedByMembers = () => [
  ...new Set(
    members().map(({ files }) =>
      readCertificates(readFileSync(files.trusted, 'utf8'))
        .map(({ subject }) => subject)
        .join(),
    ),
  ),
];

/** A client that trusts these alone, and asks every broker where clients come in. */
async function clientIsServed(trusted: string): Promise<void> {
  await everyBroker(reachWith(directReach, credentialsOfClient(trusted)), 'client');
}

const everyBroker = (reach: Reach, listener?: 'client') =>
  withBrokers({ topology: cluster.topology, reach, signal }, ({ kafka }) =>
    Promise.all(
      brokerHosts(cluster.topology).map((host) =>
        kafka.broker(host, listener).ask(metadataV12.api, []),
      ),
    ),
  );

/** Has members use certificates of another life than the spec's, or for other names. */
async function give(member: MemberIdentity, days: number, hosts = member.hosts): Promise<boolean> {
  const authority = await OwnAuthority.open(secrets, 'rotation');
  const { commonName } = member;
  const signed = await newIdentity(authority, { commonName, hosts }, days);
  handOver(member, '', { signed, trusted: await authority.trusted() });
  const { topology } = cluster;
  const places = localPlaces(folder, topology);
  return await takeIn({ topology, reach: tools, places, signal }, { member, trusts: true });
}

function ownListener(name: string) {
  const { address, ports } = brokerHosts(cluster.topology).find((host) => host.name === name)!;
  return { host: address, port: ports.interBrokerTls };
}

/** What a reader gets at the door of the first host's metrics. */
async function readMetrics(identity: string): Promise<string> {
  const { files, host } = ofFirstHost().find(({ process }) => process.name === 'kafka')!;
  const door = metricsDoor({
    ...{ identity: files.identity, trusted: [files.trusted], exporter: host.ports.metrics },
    readers: [memberName('rotation')],
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const { port } = door.address() as AddressInfo;
  const socket = callAs({ identity }, { host: '127.0.0.1', port });
  socket.write('GET /metrics HTTP/1.1\r\nHost: metrics\r\nConnection: close\r\n\r\n');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  door.close();
  return Buffer.concat(chunks).toString();
}

const DAY_MS = 86_400_000;

/** What lay on the disk of the first host at the beginning: its key of each process, and those of the tools. */
const stolen = { kafka: '', zookeeper: '', tools: '' };

const ofFirstHost = () => members().filter(({ host }) => host.name === 'broker-1');

function steal(): void {
  for (const { process, files } of ofFirstHost())
    stolen[process.name] = readFileSync(files.identity, 'utf8');
  stolen.tools = readFileSync(toolsFile(folder), 'utf8');
}

/** How many ports answer, by what kind of port it is. */
const byKeysOfHost = (localAddress?: string) =>
  answeredDoors(cluster.topology, (port, of) =>
    callAs({ identity: stolen[of], localAddress }, port),
  );
const byKeyOfTools = () =>
  answeredDoors(cluster.topology, (port) => callAs({ identity: stolen.tools }, port));

/** An address of no host. */
const ELSEWHERE = '127.0.0.77';

test(
  'pulsar-helm-chart #285, #359, #524, strimzi #12628: an expired certificate kept in memory',
  async () => {
    const before = cluster.processes().map(({ id }) => id?.pid);
    const giveAll = async (days: number) => {
      for (const member of members()) expect(await give(member, days)).toBe(true);
    };
    const begunMs = Date.now();
    await giveAll(300);
    // They are to be renewed before they end, however slow this machine is.
    const lifeMs = Math.max(120_000, 10 * (Date.now() - begunMs));
    await giveAll(lifeMs / DAY_MS);
    const end = Math.max(...(await shown()).map(({ notAfter }) => notAfter.getTime()));
    expect(end).toBeLessThan(Date.now() + lifeMs);
    expect(await converge()).toBe(0);
    await sleep(Math.max(0, end + 1_000 - Date.now()));
    const inAMonth = Date.now() + 30 * DAY_MS;
    for (const { notAfter } of await shown()) expect(notAfter.getTime()).toBeGreaterThan(inAMonth);
    expect(cluster.processes().map(({ id }) => id?.pid)).toEqual(before);
    await clientIsServed(readFileSync(trustedFile(folder), 'utf8'));
  },
  LIMIT_MS,
);

test(
  'bitnami containers #39749: a SAN that blocks the reload',
  async () => {
    for (const member of members()) {
      const hosts = [...member.hosts, 'renamed.logs.internal'];
      expect([member.process.name, await give(member, 300, hosts)]).toEqual([
        member.process.name,
        true,
      ]);
    }
    expect((await shown()).every(({ hosts }) => hosts.includes('renamed.logs.internal'))).toBe(
      true,
    );
    expect(await converge()).toBe(0);
    expect((await shown()).some(({ hosts }) => hosts.includes('renamed.logs.internal'))).toBe(
      false,
    );
  },
  LIMIT_MS,
);

test(
  'a stolen key of a host opens what is said of it, also when its host has another one by now',
  async () => {
    for (const { process, files } of ofFirstHost())
      expect(readFileSync(files.identity, 'utf8')).not.toBe(stolen[process.name]);
    expect(await byKeysOfHost()).toEqual(ALL_DOORS);
    expect(await byKeysOfHost(ELSEWHERE)).toEqual(DOORS_FROM_ELSEWHERE);
    expect(await byKeyOfTools()).toEqual(DOORS_FROM_ELSEWHERE);
    expect(await readMetrics(stolen.kafka)).toContain('kafka_server_');
    expect(await readMetrics(stolen.zookeeper)).toBe('');
  },
  LIMIT_MS,
);

test(
  'a stolen key of ZooKeeper is nobody to the brokers',
  async () => {
    const trusted = readFileSync(trustedFile(folder), 'utf8');
    const reach = reachWith(directReach, credentialsFrom({ identity: stolen.zookeeper, trusted }));
    const [broker] = brokerHosts(cluster.topology);
    const asked = withBrokers({ topology: cluster.topology, reach, signal }, ({ kafka }) =>
      kafka.broker(broker!).ask(metadataV12.api, ['app-logs']),
    );
    await expect(asked).rejects.toMatchObject({ codes: ['TOPIC_AUTHORIZATION_FAILED'] });
  },
  LIMIT_MS,
);

test(
  'a stolen key of a host speaks for no other host',
  async () => {
    const [own, other] = zookeeperHosts(cluster.topology);
    const { topology } = cluster;
    const misled = reachWith((_, port) => directReach(own!.address, port), tools.credentials);
    const zookeeper = openZookeeper({ reach: misled, security: topology.spec.security, signal });
    await zookeeper.command(own!, 'ruok');
    await expect(zookeeper.command(other!, 'ruok')).rejects.toThrow(/ALTNAME_INVALID/);
    await expect(everyBroker(misled)).rejects.toThrow(/ALTNAME_INVALID/);
  },
  LIMIT_MS,
);

test(
  'strimzi #1372: ZooKeeper not rolled when another authority is to be trusted',
  async () => {
    const [brokers, zookeepers] = [processesOf('kafka'), processesOf('zookeeper')];
    expect(await converge({ newAuthority: 'begin' })).toBe(0);
    expect(trustedNow()).toHaveLength(2);
    expect(trustedByMembers()).toHaveLength(1);
    expect(await issuers()).toEqual(['CN=rotation authority']);
    expect(processesOf('kafka')).toEqual(brokers);
    expect(processesOf('zookeeper').filter((pid) => zookeepers.includes(pid))).toEqual([]);
    // Who shows one of the new authority is let in everywhere.
    const next = (await OwnAuthority.findNext(secrets))!;
    const identity = await newIdentity(next, { commonName: 'rotation-members', hosts: [] }, 2);
    const trusted = readFileSync(trustedFile(folder), 'utf8');
    await everyBroker(reachWith(directReach, credentialsFrom({ identity, trusted })));
    await giveTrust();
    // Nothing more is done before somebody says that clients trust both.
    expect(await converge()).toBe(0);
    expect(await issuers()).toEqual(['CN=rotation authority']);
  },
  LIMIT_MS,
);

let held: TLSSocket;

test(
  'a stolen key opens as much as before while its authority is trusted',
  async () => {
    expect(await byKeysOfHost()).toEqual(ALL_DOORS);
    held = callAs({ identity: stolen.kafka }, ownListener('broker-2'));
    expect(await isAnswered(held, METADATA)).toBe(true);
  },
  LIMIT_MS,
);

test(
  "strimzi #1094: a clients' authority renewed without a roll",
  async () => {
    const before = processesOf('kafka');
    const next = await (await OwnAuthority.findNext(secrets))!.trusted();
    expect(await converge({ newAuthority: 'use' })).toBe(0);
    expect(await issuers()).toEqual([readCertificates(next)[0]!.subject]);
    expect(trustedNow()).toEqual([readCertificates(next)[0]!.subject]);
    expect(trustedByMembers()).toEqual([readCertificates(next)[0]!.subject]);
    expect(await secrets.read(NEXT_AUTHORITY)).toBeUndefined();
    expect(processesOf('kafka')).toEqual(before);
    // Neither side knows the old one any more.
    await clientIsServed(next);
    expect(await converge({ dryRun: true })).toBe(0);
  },
  LIMIT_MS,
);

test(
  'a stolen key opens no port any more, and what it had opened is closed by a restart',
  async () => {
    expect(await byKeysOfHost()).toEqual(NO_DOOR);
    expect(await byKeyOfTools()).toEqual(NO_DOOR);
    expect(await readMetrics(stolen.kafka)).toBe('');
    expect(await readMetrics(readFileSync(toolsFile(folder), 'utf8'))).toContain('kafka_server_');
    expect(await isAnswered(held, METADATA)).toBe(true);
    const words = ['broker-2', '--reason', 'a key was stolen', '--yes', '--wait-for-lock', '60'];
    expect((await command('restart', words)).code).toBe(0);
    await until('it is hung up on', () => held.closed);
    expect(await byKeysOfHost()).toEqual(NO_DOOR);
  },
  LIMIT_MS,
);

test(
  'a replacement that is killed at each of its steps is gone on with',
  async () => {
    const words = ['--yes', '--wait-for-lock', '60', '--new-authority'];
    expect((await command('converge', [...words, 'begin'], 4)).code).toBeNull();
    expect((await command('converge', [...words, 'begin'], 12)).code).toBeNull();
    expect((await command('converge', [...words, 'begin'])).code).toBe(0);
    await giveTrust();
    const next = (await OwnAuthority.findNext(secrets))!;
    let code: number | null = null;
    // Each run is killed later than the one before, until one comes to its end.
    for (let killedAt = 2; code === null && killedAt < 60; killedAt += 5)
      ({ code } = await command('converge', [...words, 'use'], killedAt));
    expect(code).toBe(0);
    const [{ subject } = { subject: '' }] = readCertificates(await next.trusted());
    expect([await issuers(), trustedNow(), trustedByMembers()]).toEqual([
      [subject],
      [subject],
      [subject],
    ]);
    expect(await secrets.read(NEXT_AUTHORITY)).toBeUndefined();
  },
  LIMIT_MS,
);

test(
  "strimzi #4769: a caller's authority that can't be renewed",
  async () => {
    const first = opensslAuthority(join(folder, 'corporate-1'), 'corporate one').spec;
    const second = opensslAuthority(join(folder, 'corporate-2'), 'corporate two', {
      algorithm: 'RSA',
    }).spec;
    const wanted = withAuthority(first);
    expect(await converge({}, wanted)).toBe(0);
    expect(await issuers()).not.toContain('CN=corporate one');
    await giveTrust();
    expect(await converge({ newAuthority: 'use' }, wanted)).toBe(0);
    expect(await issuers()).toEqual(['CN=corporate one']);
    // Its root is replaced, and clients know that already.
    given.trusted = `${first.trusted}${second.trusted}`;
    expect(await converge({ newAuthority: 'use' }, withAuthority(second))).toBe(0);
    expect(await issuers()).toEqual(['CN=corporate two']);
    expect(trustedNow()).toEqual(['CN=corporate two root']);
    expect(await secrets.read('authority')).toBeUndefined();
    // Renewed by the same authority, as near their end as those of the cluster's own.
    rmSync(members()[0]!.files.identity);
    expect(await converge({}, withAuthority(second))).toBe(0);
    expect(await issuers()).toEqual(['CN=corporate two']);
  },
  LIMIT_MS,
);

test(
  'a password that is replaced cuts nobody off who is given the new one',
  async () => {
    const before = given.password;
    expect((await command('clients', ['--yes', '--rotate-password', 'shipper'])).code).toBe(0);
    await expect(clientIsServed(given.trusted)).rejects.toThrow('SASL authentication failed');
    await readPassword();
    expect(given.password).not.toBe(before);
    await clientIsServed(given.trusted);
  },
  LIMIT_MS,
);

test(
  'all of it is in the history',
  async () => {
    const asked = { topology: cluster.topology, reach: tools };
    const { records } = await withCoordination(asked, { signal }, readHistory);
    const steps = records.flatMap(({ steps }) => steps.map(({ what }) => what));
    expect(steps).toContain('renewed certificate of kafka.service');
    expect(steps).toContain('authorities of zookeeper.service');
    expect(steps).toContain('restart zookeeper.service');
    expect(records.some(({ end }) => end?.result === 'done')).toBe(true);
  },
  LIMIT_MS,
);

test(
  'nothing that was acknowledged meanwhile is lost',
  async () => {
    const verdicts = await load.verdict();
    const acked = verdicts.reduce((sum, each) => sum + each.acked, 0);
    const longest = Math.max(...verdicts.map(({ withoutAcksMs }) => withoutAcksMs));
    console.log(`${acked} records acknowledged, none for ${longest} ms at the longest`);
    expect(acked).toBeGreaterThan(100);
    for (const { lost, doubled } of verdicts) expect([lost, doubled]).toEqual([[], []]);
  },
  LIMIT_MS,
);
