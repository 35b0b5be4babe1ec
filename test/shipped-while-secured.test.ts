import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Security } from '../cluster/security';
import { shipperSettings } from '../cluster/shippers/shipper-files';
import type { KafkaClusterSpec } from '../cluster/spec';
import { bootstrapServers } from '../cluster/topology';
import { passwordName } from '../scripts/clients/password-name';
import { localAccess } from '../scripts/local/local-access';
import { trustedFile } from '../scripts/local/local-secrets';
import type { LocalCluster } from '../scripts/local/local-cluster';
import { startLocalCluster } from '../scripts/local/start-local-cluster';
import { CliRun } from './support/cli';
import plainLocalSpec from './support/plain-local.spec';
import { settingsOf } from './support/real-clients/kcat-client';
import { serveAsSpecified } from './support/serve-as-specified';
import { judge, LogHost, NumberedWriter, storedLines } from './support/shipped-logs';
import { until } from './support/until';

const NAME = 'shipped';
const LOAD = { linesPerSecond: 500, rotateSeconds: 5 };
/** Two kinds of hosts: one whose shippers are moved in time, one whose are forgotten. */
const KINDS = ['moved', 'forgotten'] as const;
type Kind = (typeof KINDS)[number];
const topicOf = (kind: Kind) => `app-${kind}`;

const shippers = (client?: string): KafkaClusterSpec['shippers'] =>
  KINDS.map((name) => ({
    ...{ name, ...(client && { client }) },
    files: [{ pattern: '/*.log', topic: topicOf(name) }],
  }));

const plain: KafkaClusterSpec = {
  ...plainLocalSpec,
  clusterName: NAME,
  topics: KINDS.map((kind) => ({ name: topicOf(kind), partitions: 3 })),
  shippers: shippers(),
};
const secured: KafkaClusterSpec = {
  ...plain,
  security: Security.tls(),
  clients: [
    { name: 'shipper', produce: ['app-*'] },
    { name: 'archiver', consume: ['app-*'] },
  ],
  shippers: shippers('shipper'),
};

// What becomes of the lines of shippers beside a cluster that comes to TLS. Each test goes on where the one before has ended.
const { signal } = new AbortController();
const stateHome = mkdtempSync(join(tmpdir(), 'shipped-'));
const folder = join(stateHome, 'cdktf-kafka', 'local', NAME);
const began = new Date();
let cluster: LocalCluster;
const hosts = {} as Record<Kind, LogHost>;
const writers = {} as Record<Kind, NumberedWriter>;

beforeAll(async () => {
  process.env.XDG_STATE_HOME = stateHome;
  writeFileSync(join(stateHome, 'secured.json'), JSON.stringify(secured));
  cluster = await startLocalCluster({ spec: plain, folder });
  await serveAsSpecified(cluster, plain, signal);
  for (const kind of KINDS) {
    hosts[kind] = new LogHost(bootstrapServers(cluster.topology), topicOf(kind));
    await configure(kind);
    hosts[kind].start();
    writers[kind] = new NumberedWriter(hosts[kind], LOAD);
  }
});
afterAll(async () => {
  for (const kind of KINDS) {
    writers[kind]?.stop();
    await hosts[kind]?.remove();
  }
  await cluster?.stop();
  rmSync(stateHome, { recursive: true, force: true });
});

/** What is rendered for its hosts, from the spec that the cluster has now, with the password where there is one. */
async function configure(kind: Kind): Promise<void> {
  const { topology, secrets } = localAccess(NAME);
  const host = hosts[kind];
  const passwordFile = join(host.folder, 'password');
  const password = await secrets.read(passwordName('shipper'));
  if (password !== undefined) writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const shipper = topology.spec.shippers.find(({ name }) => name === kind)!;
  const settings = shipperSettings(topology, shipper, {
    ...{ trusted: trustedFile(folder), passwordFile, stateFolder: host.state, root: host.logs },
  });
  host.configure({ ...settings, host: kind, reportSeconds: 1 });
}

/** As another run of install.sh does. */
async function bringAnew(kind: Kind): Promise<void> {
  await configure(kind);
  expect(await hosts[kind].end()).toBe(0);
  hosts[kind].start();
}

const sent = (kind: Kind) => hosts[kind].counts().lines ?? 0;
const sendsOn = (kind: Kind) => hosts[kind].untilSent(sent(kind) + LOAD.linesPerSecond);

async function command(...argv: readonly string[]) {
  const run = new CliRun([...argv, '--name', NAME]);
  return { code: await run.exitCode(), output: run.output };
}
const converge = (...words: readonly string[]) =>
  command('converge', join(stateHome, 'secured.json'), '--yes', ...words);

/** The settings of a client that reads. */
async function reader(servers: string): Promise<string> {
  const password = (await localAccess(NAME).secrets.read(passwordName('archiver')))!;
  const file = join(stateHome, 'reader.conf');
  const setup = { servers, tls: { trusted: trustedFile(folder) } };
  const text = settingsOf({ ...setup, login: { user: 'archiver', password } });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

it('send on while a cluster opens its ports with TLS, and are named before the others are closed', async () => {
  for (const kind of KINDS) await sendsOn(kind);
  const { code, output } = await converge();
  expect(`${code} ${output}`).toMatch(/^1 [^]*The ports without TLS: must have nobody connected/);
  for (const kind of KINDS) await sendsOn(kind);
});

it('go on where they were with the files of the secured spec', async () => {
  await bringAnew('moved');
  await sendsOn('moved');
});

it('wait, if nobody has moved them, for as long as it takes; a crash meanwhile included', async () => {
  const { code, output } = await converge('--cut-off');
  expect(`${code} ${output}`).toMatch(/^0 [^]*Cut off, at the ports without TLS:/);
  // What was under way when the ports were closed is counted by now.
  await sendsOn('moved');
  const before = sent('forgotten');
  await hosts.forgotten.end('SIGKILL');
  hosts.forgotten.start();
  for (let times = 0; times < 5; times += 1) await sendsOn('moved');
  expect(sent('forgotten')).toBe(before);
  await bringAnew('forgotten');
  await sendsOn('forgotten');
});

it('have lost no line', async () => {
  const { topology } = localAccess(NAME);
  const servers = bootstrapServers(topology);
  const login = await reader(servers);
  for (const kind of KINDS) {
    const written = writers[kind].stop();
    await hosts[kind].untilSent(written);
    const stored = await storedLines(servers, topicOf(kind), login);
    const { missing, doubled, spoiled } = judge(stored, written);
    console.log(`${kind}: ${written} lines, ${missing.length} lost, ${doubled} doubled`);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
    // Positions stay where one is ended in order: nothing is sent again.
    if (kind === 'moved') expect(doubled).toBe(0);
  }
});

it('are told equal by an audit', async () => {
  const span = ['--from', began.toISOString(), '--to', new Date().toISOString()];
  let output = '';
  await until('all minutes are judged', async () => {
    const end = await command('audit', ...span);
    output = end.output;
    expect(`${end.code} ${output}`).not.toMatch(/^1 /);
    return end.code === 0;
  });
  console.log(output);
});
