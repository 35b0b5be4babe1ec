import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { metadataV12 } from '@platformatic/kafka';
import { formatProblem } from '../cluster/errors';
import { identityFiles } from '../cluster/identities/identity-files';
import { memberIdentities } from '../cluster/identities/member-identities';
import { Security } from '../cluster/security';
import { connectionLimits } from '../cluster/settings/broker/limits';
import type { KafkaClusterSpec } from '../cluster/spec';
import { bootstrapServers, brokerHosts, listenerOf, zookeeperHosts } from '../cluster/topology';
import { newIdentity } from '../scripts/authority/new-identity';
import { OwnAuthority } from '../scripts/authority/own-authority';
import { giveAcls, takeAcls } from '../scripts/clients/acls';
import { convergeClients, lookAtClients } from '../scripts/clients/converge-clients';
import { makeUser } from '../scripts/clients/users';
import { passwordName } from '../scripts/clients/password-name';
import { brokerWithId, type Brokers } from '../scripts/cluster-access/ask-brokers';
import type { BrokerAccess } from '../scripts/cluster-access/kafka-access';
import { credentialsFrom, withLogin } from '../scripts/cluster-access/credentials';
import { directReach, reachWith, type Reach } from '../scripts/cluster-access/reach';
import { withBrokers } from '../scripts/cluster-access/with-brokers';
import { openCoordination } from '../scripts/coordination/open-coordination';
import { subjectOfClientStep } from '../scripts/health/clients/client-steps';
import { grantAcl } from '../scripts/health/clients/grant-acl';
import {
  judgeExpiry,
  judgeRenewal,
  judgeTakenIn,
} from '../scripts/health/cluster/judge-certificates';
import { judgeDeclaredClients } from '../scripts/health/cluster/judge-declared-clients';
import { judgeRevokedClients } from '../scripts/health/cluster/judge-revoked-clients';
import { readClusterState } from '../scripts/health/cluster/read-cluster-state';
import { adminFile, clientFile, writeClientFiles } from '../scripts/local/client-files';
import { localSmokeContext } from '../scripts/local/local-look';
import type { LocalCluster } from '../scripts/local/local-cluster';
import { localSecrets, trustedFile } from '../scripts/local/local-secrets';
import { defaultSpec } from '../scripts/local/local-spec';
import { startLocalCluster } from '../scripts/local/start-local-cluster';
import { FileSecretStore } from '../scripts/secrets/file-secret-store';
import { produceBatches } from '../scripts/smoke/topic/produce-batches';
import { readPartition } from '../scripts/smoke/topic/read-partition';
import { makeBatches } from '../scripts/smoke/topic/smoke-records';
import { runChecks } from '../scripts/smoke/run-checks';
import { CLIENT_AUTHORITY } from './support/client-certificates';
import { bytesAnswered, METADATA } from './support/bytes-answered';
import { ALL_DOORS, answeredDoors, callAs, NO_DOOR } from './support/members-doors';
import { silentConnections } from './support/silent-connections';
import { until } from './support/until';
import { serveAsSpecified } from './support/serve-as-specified';

const spec: KafkaClusterSpec = {
  ...defaultSpec,
  clusterName: 'secured',
  security: Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] }),
  clients: [
    { name: 'shipper', produce: ['app-*'] },
    { name: 'archiver', consume: ['app-*'], group: 'archiver' },
    { name: 'stranger', produce: ['web-logs'] },
  ],
  topics: [{ name: 'app-logs', partitions: 1 }],
};

const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'secured-'));
const secrets = localSecrets(folder);
let cluster: LocalCluster;
const passwords = new Map<string, string>();

beforeAll(async () => {
  cluster = await startLocalCluster({ spec, folder });
  await serveAsSpecified(cluster, spec, signal);
  for (const { name } of spec.clients!) {
    passwords.set(name, (await secrets.read(passwordName(name)))!);
  }
});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The way in for a client, with this password. */
function loggedIn(name: string, password = passwords.get(name)!): Reach {
  return reachWith(directReach, withLogin(cluster.reach.credentials!, { name, password }));
}

/** Asks a broker where clients come in. */
const askAs = (reach: Reach) =>
  withBrokers({ topology: cluster.topology, reach, signal }, async ({ kafka }) =>
    kafka.broker(brokerHosts(cluster.topology)[0]!, 'client').ask(metadataV12.api, ['app-logs']),
  );

/** Errors of clients are told in their log alone. */
const TOOLS_LOG4J = `log4j.rootLogger=WARN, stderr
log4j.appender.stderr=org.apache.log4j.ConsoleAppender
log4j.appender.stderr.Target=System.err
log4j.appender.stderr.layout=org.apache.log4j.PatternLayout
`;

/** One of Kafka's own tools; gives its exit code and all that it printed. */
async function kafkaTool(tool: string, args: readonly string[], input = '') {
  const { java, distribution } = cluster.topology.hosts[0]!.paths;
  const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', `${distribution}/libs/*`];
  const log4j = join(folder, 'tools-log4j.properties');
  writeFileSync(log4j, TOOLS_LOG4J);
  const child = spawn(java, [`-Dlog4j.configuration=file:${log4j}`, ...options, tool, ...args]);
  child.stdin.end(input);
  const [said, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, said, errors: `${said}${errors}` };
}

const produce = (client: string, record: string) =>
  kafkaTool(
    'kafka.tools.ConsoleProducer',
    [
      ...['--bootstrap-server', bootstrapServers(cluster.topology), '--topic', 'app-logs'],
      ...['--producer.config', clientFile(folder, client)],
      ...['--producer-property', 'max.block.ms=60000'],
    ],
    `${record}\n`,
  );

const consume = (client: string, group: string) =>
  kafkaTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    ...['--bootstrap-server', bootstrapServers(cluster.topology), '--topic', 'app-logs'],
    ...['--consumer.config', clientFile(folder, client), '--group', group],
    ...['--from-beginning', '--max-messages', '1', '--timeout-ms', '120000'],
  ]);

describe('who is let in', () => {
  test('all smoke checks pass, and nothing of them is left', async () => {
    const report = await runChecks(
      { topology: cluster.topology, reach: cluster.reach },
      { signal, settleMs: 20_000 },
    );
    expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.leftBehind).toEqual([]);
    const { topology, reach } = cluster;
    const plan = await lookAtClients({ topology, reach, secrets, signal });
    expect(plan).toEqual({ steps: [], problems: [] });
  });

  test("Kafka's own producer and consumer do what they are granted", async () => {
    const { code, errors } = await produce('shipper', 'a line');
    expect(errors).not.toContain('ERROR');
    expect(code).toBe(0);
    expect(await consume('archiver', 'archiver')).toMatchObject({ said: 'a line\n' });
  });

  test("Kafka's own tools may do everything with the certificate of the tools", async () => {
    const servers = bootstrapServers(cluster.topology, 'interBroker');
    const answer = await kafkaTool('kafka.admin.AclCommand', [
      ...['--bootstrap-server', servers, '--command-config', adminFile(folder), '--list'],
    ]);
    expect(answer.said).toContain('(principal=User:shipper, host=*, operation=WRITE');
  });
});

describe('who is not', () => {
  test.each(['shipper', 'nobody', 'secured-members', 'CN=secured-members'])(
    '%s with a wrong password',
    async (name) => {
      const begunMs = performance.now();
      await expect(askAs(loggedIn(name, 'a wrong one'))).rejects.toThrow(/authentication failed/i);
      // Whoever guesses waits a second for each answer; the broker's clock for that is a little early.
      expect(performance.now() - begunMs).toBeGreaterThan(900);
    },
  );

  test('who does not log in', async () => {
    const host = brokerHosts(cluster.topology)[0]!;
    const { port } = listenerOf(host, 'client')!;
    expect(await bytesAnswered(host.address, port, { ...trusting() }, METADATA)).toBe(0);
  });

  test('a producer without a grant, in its own words', async () => {
    const { errors } = await produce('stranger', 'a line that nobody reads');
    expect(errors).toContain('Not authorized to access topics: [app-logs]');
  });

  test('a consumer in a group of others, in its own words', async () => {
    const { errors } = await consume('archiver', 'others');
    expect(errors).toContain('Not authorized to access group: others');
  });

  test.each([
    ['a producer that reads', 'shipper', 'TOPIC_AUTHORIZATION_FAILED', read],
    ['a consumer that writes', 'archiver', 'TOPIC_AUTHORIZATION_FAILED', write],
    ['a client that writes elsewhere', 'stranger', 'TOPIC_AUTHORIZATION_FAILED', write],
  ] as const)('%s', async (_, name, code, work) => {
    await expect(work(loggedIn(name))).rejects.toMatchObject({ codes: [code] });
  });

  test('a client sees no topics of others', async () => {
    await expect(askAs(loggedIn('stranger'))).rejects.toMatchObject({
      codes: ['TOPIC_AUTHORIZATION_FAILED'],
    });
  });

  test('a client that has left the spec', async () => {
    const { topology, reach } = cluster;
    const clients = topology.spec.clients.filter(({ name }) => name !== 'stranger');
    const without = { ...topology, spec: { ...topology.spec, clients } };
    const say = () => undefined;
    await convergeClients({ topology: without, reach, secrets, signal, say });
    await until('it is refused', async () => {
      const refusal = await askAs(loggedIn('stranger')).then(
        () => '',
        (error: Error) => error.message,
      );
      return /authentication failed/i.test(refusal);
    });
    expect(await secrets.read(passwordName('stranger'))).toBeUndefined();
  });
});

describe('what somebody changed by hand', () => {
  const look = () => lookAtClients({ ...cluster, secrets, signal });
  const bring = (rotated: readonly string[] = []) =>
    convergeClients({ ...cluster, secrets, signal, rotated, say: () => undefined });
  const stepsOf = ({ steps }: Awaited<ReturnType<typeof look>>) =>
    steps.map((step) => `${subjectOfClientStep(step)}: ${step.kind}`).sort();
  const asController = <T>(work: (brokers: Brokers) => Promise<T>) =>
    withBrokers({ ...cluster, signal }, work);
  const grant = (user: string, operation: 'read' | 'write') =>
    grantAcl(user, { resource: 'topic', operation, name: 'app-', match: 'beginning' });

  test('is told by the checks, and taken back or given again', async () => {
    await bring();
    await asController(async (brokers) => {
      await giveAcls(brokers, [grant('mallory', 'read')]);
      await takeAcls(brokers, [grant('shipper', 'write')]);
      await makeUser(brokers, { name: 'mallory', password: 'a password by hand' });
    });
    await until('the look tells', async () => (await look()).steps.length === 3);
    expect(stepsOf(await look())).toEqual([
      'client shipper: grant',
      'user mallory: remove-user',
      'user mallory: withdraw',
    ]);
    const state = await readClusterState({ ...cluster, signal });
    const findings = judgeDeclaredClients({ topology: cluster.topology, state });
    expect(findings.map(({ path }) => path).sort()).toEqual([
      'client shipper',
      'user mallory',
      'user mallory',
    ]);
    expect(await bring()).toEqual({ steps: [], problems: [] });
    await expect(askAs(loggedIn('mallory', 'a password by hand'))).rejects.toThrow(
      /authentication failed/i,
    );
  });

  test('a password that the brokers do not take is found, and given to them', async () => {
    await asController((brokers) =>
      makeUser(brokers, { name: 'archiver', password: 'another one, by hand' }),
    );
    await until('the look tells', async () => (await look()).steps.length > 0);
    expect(stepsOf(await look())).toEqual(['client archiver: same-password']);
    expect(await bring()).toEqual({ steps: [], problems: [] });
    await askAs(loggedIn('archiver'));
  });

  test('another password keeps the old one out', async () => {
    const before = passwords.get('archiver')!;
    expect(await bring(['archiver'])).toEqual({ steps: [], problems: [] });
    const after = (await secrets.read(passwordName('archiver')))!;
    expect(after).not.toBe(before);
    passwords.set('archiver', after);
    await askAs(loggedIn('archiver'));
    await expect(askAs(loggedIn('archiver', before))).rejects.toThrow(/authentication failed/i);
    await writeClientFiles(folder, cluster.topology, secrets);
  });

  test('a weak password is told, and none of its letters', async () => {
    const good = (await secrets.read(passwordName('archiver')))!;
    await secrets.replace(passwordName('archiver'), 'hunter22');
    const { steps, problems } = await look();
    await secrets.replace(passwordName('archiver'), good);
    expect(steps).toEqual([]);
    expect(problems.map(formatProblem).join()).toMatch(/^client archiver: must have a password of/);
    expect(problems.map(formatProblem).join()).not.toContain('hunter22');
  });

  test('a client that is revoked may do nothing from then on, by an open connection either, until it is reinstated', async () => {
    const asked = (more: object) =>
      convergeClients({ ...cluster, secrets, signal, say: () => undefined, ...more });
    const { topology } = cluster;
    await withBrokers({ topology, reach: loggedIn('shipper'), signal }, async ({ kafka }) => {
      const broker = kafka.broker(brokerHosts(topology)[0]!, 'client');
      const isRefused = () =>
        broker.ask(metadataV12.api, ['app-logs']).then(
          () => false,
          (error: { codes?: readonly string[] }) =>
            error.codes?.includes('TOPIC_AUTHORIZATION_FAILED') ?? false,
        );
      expect(await isRefused()).toBe(false);
      const revoked = { steps: [], problems: [], revoked: ['shipper'] };
      expect(await asked({ revoked: ['shipper'] })).toEqual(revoked);
      await until('it is refused', isRefused);
      // What the spec grants does not let it in again, and others go on.
      expect(await bring()).toEqual(revoked);
      expect(await isRefused()).toBe(true);
      await askAs(loggedIn('archiver'));
      const state = await readClusterState({ ...cluster, signal });
      expect(judgeRevokedClients({ topology, state }).map(({ path }) => path)).toEqual([
        'client shipper',
      ]);
      expect(await asked({ reinstated: ['shipper'] })).toEqual({ steps: [], problems: [] });
      await until('it is let in', async () => !(await isRefused()));
    });
  });

  test('nobody is revoked or reinstated who stands in no spec', async () => {
    const look = { ...cluster, secrets, signal, revoked: ['archivist'], reinstated: ['nobody'] };
    await expect(lookAtClients(look)).rejects.toThrow(
      /^--revoke: must name a client of the spec, got 'archivist'\. The spec has .*\n--reinstate: must name a client of the spec, got 'nobody'/,
    );
  });

  test('nobody rotates who stands in no spec', async () => {
    await expect(bring(['archivist'])).rejects.toThrow(
      "--rotate-password: must name a client of the spec with a password, got 'archivist'. The spec has shipper, archiver, stranger: name one.",
    );
  });
});

describe('what a stranger may take', () => {
  test('half of all connections, from one address; and from several, none of those that members need', async () => {
    const [host] = brokerHosts(cluster.topology);
    const most = connectionLimits(cluster.topology.spec.security, host!.broker).ofAddress;
    const first = await silentConnections(host!, most + 20, '127.0.0.99');
    const open = [first];
    try {
      await until('those above the limit are closed', () => first.refused() >= 20);
      expect(first.refused()).toBe(20);
      // Whoever comes from elsewhere is let in meanwhile.
      await askAs(loggedIn('shipper'));
      open.push(await silentConnections(host!, most, '127.0.0.98'));
      // All are taken now: one more client waits, and a member does not.
      const waiting = connectTls({
        ...trusting(),
        ...{ host: host!.address, port: host!.ports.clientTls, localAddress: '127.0.0.97' },
      });
      let isIn = false;
      waiting.on('error', () => undefined).once('secureConnect', () => (isIn = true));
      await withBrokers({ ...cluster, signal }, ({ kafka }) =>
        kafka.broker(host!).ask(metadataV12.api, ['app-logs']),
      );
      expect(isIn).toBe(false);
      open.forEach(({ end }) => end());
      await until('the client is let in', () => isIn);
      waiting.destroy();
    } finally {
      open.forEach(({ end }) => end());
    }
  });

  test('no more than 16 KiB before a login', async () => {
    const { address, ports } = brokerHosts(cluster.topology)[0]!;
    const long = Buffer.alloc(20_000);
    long.writeInt32BE(16_385);
    const socket = connectTls({ ...trusting(), host: address, port: ports.clientTls });
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    const closed = once(socket, 'close');
    socket.write(long);
    await closed;
  });

  test('no metrics, but on the host itself', () => {
    for (const { ports, address } of cluster.topology.hosts) {
      expect(listensOn(ports.metrics)).toContain(address);
      expect(listensOn(ports.metrics)).not.toContain('0.0.0.0');
    }
  });
});

describe('certificates', () => {
  test('are asked for at every port, and hold for a year', async () => {
    const state = await readClusterState({ ...cluster, signal });
    expect(state.certificates!.shown).toHaveLength(12);
    const judged = { topology: cluster.topology, state };
    expect([...judgeExpiry(judged), ...judgeRenewal(judged)]).toEqual([]);
    const days = state.certificates!.shown.map(({ certificate: { notAfter } }) =>
      Math.round((notAfter.getTime() - Date.now()) / 86_400_000),
    );
    expect(new Set(days)).toEqual(new Set([365]));
  });

  test('a newer file than the one that a process has read is noticed', async () => {
    const authority = await OwnAuthority.open(secrets, 'secured');
    const [member] = memberIdentities(cluster.topology).filter(
      ({ process }) => process.name === 'kafka',
    );
    const file = member!.files.identity;
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, await newIdentity(authority, member!, 300), { mode: 0o600 });
    const { look } = localSmokeContext(cluster.topology, cluster.reach);
    const state = await look!(signal);
    writeFileSync(file, before);
    expect(
      judgeTakenIn({ topology: cluster.topology, state }).map(({ path, rule }) => [path, rule]),
    ).toEqual([
      ['CLIENT_TLS of broker-1', 'show the certificate that lies in its file'],
      ['INTERNAL_TLS of broker-1', 'show the certificate that lies in its file'],
      ['CERTIFICATE_TLS of broker-1', 'show the certificate that lies in its file'],
    ]);
  });
});

describe('what is open', () => {
  test('no port without TLS', async () => {
    for (const host of cluster.topology.hosts) {
      const { client, interBroker, zookeeperClient } = host.ports;
      for (const port of [client, interBroker, zookeeperClient]) {
        const socket = connect(port, host.address);
        const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
        expect(error.code).toBe('ECONNREFUSED');
      }
    }
    expect((await readClusterState({ ...cluster, signal })).plainPorts).toEqual([]);
  });

  const doors = () =>
    cluster.topology.hosts.flatMap((host) => [
      ['CLIENT_TLS', host.address, host.ports.clientTls] as const,
      ['INTERNAL_TLS', host.address, host.ports.interBrokerTls] as const,
      ['ZooKeeper', host.address, host.ports.zookeeperTls] as const,
      ['ZooKeeper quorum', host.address, host.ports.zookeeperElection] as const,
    ]);

  test('TLS 1.2 is spoken nowhere', async () => {
    for (const [name, address, port] of doors()) {
      const socket = connectTls({ ...trusting(), host: address, port, maxVersion: 'TLSv1.2' });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect([name, error.code]).toEqual([name, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION']);
    }
  });

  test('members answer nobody without a certificate, or with one of another authority, or without TLS', async () => {
    const { topology } = cluster;
    const elsewhere = await OwnAuthority.open(
      new FileSecretStore(join(folder, 'other')),
      'secured',
    );
    const hosts = ['127.0.0.1'];
    const foreign = await newIdentity(elsewhere, { commonName: 'secured-members', hosts }, 2);
    const own = (of: string) =>
      readFileSync(
        memberIdentities(topology).find(({ process }) => process.name === of)!.files.identity,
        'utf8',
      );
    const by = (identity?: (of: string) => string) =>
      answeredDoors(topology, (port, of) => callAs({ identity: identity?.(of) }, port));
    expect(await by(own)).toEqual(ALL_DOORS);
    expect(await by()).toEqual(NO_DOOR);
    expect(await by(() => foreign)).toEqual(NO_DOOR);
    expect(await answeredDoors(topology, (port) => connect(port))).toEqual(NO_DOOR);
  });

  test('members show who they are, each for its own host', async () => {
    for (const [, address, port] of doors()) {
      const socket = connectTls({ ...trusting(), host: address, port });
      await once(socket, 'secureConnect');
      expect(socket.authorized).toBe(true);
      expect(socket.getPeerX509Certificate()?.checkIP(address)).toBe(address);
      socket.destroy();
    }
  });

  test('what brokers keep in ZooKeeper is out of reach for another name of the same authority', async () => {
    const { identity, trusted } = identityFiles(
      zookeeperHosts(cluster.topology)[0]!.paths.zookeeper,
    );
    const texts = {
      identity: readFileSync(identity, 'utf8'),
      trusted: readFileSync(trusted, 'utf8'),
    };
    const reach = reachWith(directReach, credentialsFrom(texts));
    const zookeeper = await openCoordination({ topology: cluster.topology, reach });
    try {
      for (const work of [
        () => zookeeper.create('/brokers/ids/9', '{}', { owned: true }),
        () => zookeeper.write('/config/topics/app-logs', '{}'),
        () => zookeeper.remove('/brokers/ids/1', 0),
        () => zookeeper.read('/config/users/shipper'),
      ]) {
        await expect(work()).rejects.toMatchObject({ codes: ['NoAuth'] });
      }
    } finally {
      await zookeeper.close();
    }
  });
});

describe('afterwards', () => {
  test('no password and no key is in a log, a record, a rendered file or a list of processes', () => {
    const keys = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /identity\.pem$|tools\.pem$|authority$/.test(name))
      .map((name) => bodyOf(readFileSync(join(folder, name), 'utf8')));
    expect(keys).toHaveLength(6 + 2 + 1);
    const needles = [...passwords.values(), ...keys];
    const allowed = /^(secrets|other|clients)\/|\/tls\/identity\.pem$/;
    const leaks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !allowed.test(name))
      .filter((name) => {
        const content = readIfThere(join(folder, name));
        return needles.some((secret) => content.includes(secret));
      });
    expect(leaks).toEqual([]);
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readIfThere(`/proc/${pid}/cmdline`));
    expect(processes.some((line) => line.includes(folder))).toBe(true);
    expect(processes.filter((line) => needles.some((secret) => line.includes(secret)))).toEqual([]);
    for (const name of ['shipper', 'archiver']) {
      expect(statSync(clientFile(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  test('the session of a broker that is killed is ended at once, over TLS', async () => {
    const { id, consoleLog } = cluster
      .processes()
      .find(({ host, process }) => host === 'broker-2' && process === 'kafka')!;
    const before = statSync(consoleLog).size;
    process.kill(id!.pid, 'SIGKILL');
    await until('the program is done', () => statSync(consoleLog).size > before);
    expect(readFileSync(consoleLog, 'utf8')).toMatch(/^ended: [0-9a-f]+/m);
  });
});

/** The addresses that somebody listens on at a port, of IPv4. */
function listensOn(port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6']
    .flatMap((file) => readFileSync(`/proc/net/${file}`, 'utf8').split('\n'))
    .flatMap((line) => {
      const [, address, at, , state] =
        /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) (\S+) (\S+)/.exec(line) ?? [];
      if (at !== hex || state !== '0A') return [];
      const bytes = Buffer.from(address!.slice(-8), 'hex').reverse();
      return [bytes.join('.')];
    });
}

const bodyOf = (pem: string) => pem.split('\n')[1]!;

/** Nothing of a folder, and of what is gone meanwhile: a process that has ended, a file of a deleted topic. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function trusting(): ConnectionOptions {
  return { ca: readFileSync(trustedFile(folder), 'utf8') };
}

async function read(reach: Reach): Promise<void> {
  await atTheLeader(reach, (leader, topicId) =>
    readPartition(leader, { topic: 'app-logs', topicId, partition: 0 }),
  );
}

async function write(reach: Reach): Promise<void> {
  const [batch] = makeBatches(Date.now());
  await atTheLeader(reach, (leader) =>
    produceBatches(leader, { topic: 'app-logs', partition: 0 }, [batch!]),
  );
}

/** Asks the leader of the one partition of app-logs, where clients come in. */
async function atTheLeader(
  reach: Reach,
  work: (leader: BrokerAccess, topicId: string) => Promise<unknown>,
): Promise<void> {
  const { topology } = cluster;
  const [first] = brokerHosts(topology);
  const { topics } = await withBrokers({ topology, reach: cluster.reach, signal }, ({ kafka }) =>
    kafka.broker(first!).ask(metadataV12.api, ['app-logs']),
  );
  const [topic] = topics;
  const leader = brokerWithId(topology, topic!.partitions[0]!.leaderId);
  await withBrokers({ topology, reach, signal }, ({ kafka }) =>
    work(kafka.broker(leader, 'client'), topic!.topicId),
  );
}
