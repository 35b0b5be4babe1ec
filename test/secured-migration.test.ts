import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metadataV12 } from '@platformatic/kafka';
import { Security } from '../cluster/security';
import type { KafkaClusterSpec } from '../cluster/spec';
import { bootstrapServers, brokerHosts } from '../cluster/topology';
import { openKafka } from '../scripts/cluster-access/kafka-access';
import { withLogin } from '../scripts/cluster-access/credentials';
import { directReach, reachWith } from '../scripts/cluster-access/reach';
import { clientFile } from '../scripts/local/client-files';
import { readRecord } from '../scripts/local/cluster-record';
import type { LocalCluster } from '../scripts/local/local-cluster';
import { localAccess } from '../scripts/local/local-access';
import { readyStages, topicsStages } from '../scripts/local/stages';
import { startLocalCluster } from '../scripts/local/start-local-cluster';
import { readClusterHistory } from '../scripts/changing/read-cluster-history';
import { runChecks } from '../scripts/smoke/run-checks';
import { smokeContext } from '../scripts/smoke/smoke-context';
import plainLocalSpec from './support/plain-local.spec';
import { CliRun } from './support/cli';
import {
  readAllRecords,
  VerifiableProducer,
  type PlacedRecord,
} from './support/verifiable-clients';

const NAME = 'migrated';
const TOPIC = 'app-logs';

const plain: KafkaClusterSpec = {
  ...plainLocalSpec,
  clusterName: NAME,
  topics: [{ name: TOPIC, partitions: 3 }],
};
const secured: KafkaClusterSpec = {
  ...plain,
  security: Security.tls(),
  clients: [
    { name: 'shipper', produce: ['app-*'] },
    { name: 'archiver', consume: ['app-*'], group: 'archiver' },
    { name: 'stranger', produce: ['web-logs'] },
  ],
};

const { signal } = new AbortController();
const stateHome = mkdtempSync(join(tmpdir(), 'migrated-'));
const folder = join(stateHome, 'cdktf-kafka', 'local', NAME);
let cluster: LocalCluster;
const producers: VerifiableProducer[] = [];

beforeAll(async () => {
  process.env.XDG_STATE_HOME = stateHome;
  writeFileSync(join(stateHome, 'plain.json'), JSON.stringify(plain));
  writeFileSync(join(stateHome, 'secured.json'), JSON.stringify(secured));
  cluster = await startLocalCluster({ spec: plain, folder });
  const running = () => cluster;
  const stages = [...readyStages(running, signal), ...topicsStages(plain, running, signal)];
  for (const stage of stages) await stage.run(() => undefined);
});
afterAll(async () => {
  await Promise.all(producers.map((each) => each.stop()));
  await cluster?.stop();
  rmSync(stateHome, { recursive: true, force: true });
});

/** What begins each part of the way, as the command tells it: it is killed at the first of each. */
const PARTS = [
  /^Next: /,
  /: restarting zookeeper/,
  /: restarting kafka/,
  /: kafka.service is back/,
  /^(client|user) /,
  /^ZooKeeper's entries/,
];

interface Converged {
  readonly code: number | null;
  readonly output: string;
  /** At which lines it was killed. */
  readonly kills: readonly string[];
}

const run = (spec: 'plain' | 'secured', ...args: readonly string[]) =>
  new CliRun([
    ...['converge', join(stateHome, `${spec}.json`), '--name', NAME, '--yes'],
    ...['--wait-for-lock', '60', ...args],
  ]);

/** Runs it again and again, killed at each part of each roll that was not killed yet, until it comes to an end. */
async function runKilled(
  spec: 'plain' | 'secured',
  ...args: readonly string[]
): Promise<Converged> {
  const kills: string[] = [];
  const killed = new Set<string>();
  for (;;) {
    const command = run(spec, ...args);
    let told = 0;
    let stage = '';
    const watch = setInterval(() => {
      const lines = command.output.split('\n').slice(0, -1);
      for (const line of lines.slice(told)) {
        if (line.startsWith('Next: ')) stage = line;
        const part = PARTS.find((each) => each.test(line));
        const key = `${stage} ${part}`;
        if (!part || killed.has(key)) continue;
        killed.add(key);
        kills.push(line);
        command.child.kill('SIGKILL');
        break;
      }
      told = lines.length;
    }, 20);
    const code = await command.exitCode().finally(() => clearInterval(watch));
    if (code !== null) return { code, output: command.output, kills };
  }
}

function newProducer(kind: 'plain' | 'moved'): VerifiableProducer {
  const [first] = brokerHosts(cluster.topology);
  const { ports } = first!;
  const port = kind === 'plain' ? ports.client : ports.clientTls;
  const bootstrap = brokerHosts(cluster.topology)
    .map(({ address }) => `${address}:${port}`)
    .join(',');
  // It would not send a second time by itself, as every client in earnest does.
  const configFile = join(stateHome, `producer-${producers.length}.properties`);
  const login = kind === 'plain' ? '' : readFileSync(clientFile(folder, 'shipper'), 'utf8');
  writeFileSync(configFile, `retries=2147483647\n${login}`);
  const options = { topology: cluster.topology, bootstrap, topic: TOPIC, configFile };
  const producer = new VerifiableProducer(options, producers.length);
  producers.push(producer);
  return producer;
}

/** Whether somebody listens. */
const isOpen = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

async function openPorts() {
  const hosts = cluster.topology.hosts.map(async ({ address, ports }) => ({
    plain: await Promise.all(
      [ports.client, ports.interBroker, ports.zookeeperClient].map((port) => isOpen(address, port)),
    ),
    tls: await Promise.all(
      [ports.clientTls, ports.interBrokerTls, ports.zookeeperTls].map((port) =>
        isOpen(address, port),
      ),
    ),
  }));
  const all = await Promise.all(hosts);
  return {
    plain: [...new Set(all.flatMap(({ plain }) => plain))],
    tls: [...new Set(all.flatMap(({ tls }) => tls))],
  };
}

const key = ({ partition, offset, value }: PlacedRecord) => `${partition} ${offset} ${value}`;

async function expectNothingLost(configFile: string | undefined): Promise<void> {
  const acknowledged = producers.flatMap((producer) => producer.acknowledged);
  const { topology } = localAccess(NAME);
  const found = await readAllRecords({
    ...{ topology, bootstrap: bootstrapServers(topology), topic: TOPIC, configFile },
    ...{ group: 'archiver', atLeast: acknowledged.length },
  });
  const read = new Set(found.map(key));
  expect(acknowledged.filter((record) => !read.has(key(record)))).toEqual([]);
  expect(producers.flatMap(({ failed }) => failed)).toEqual([]);
}

/** Everything that `converge` did is in the history, and nobody holds the lock. */
async function expectWell(): Promise<void> {
  const { topology, reach } = localAccess(NAME);
  const report = await runChecks(
    { ...smokeContext(topology), reach },
    { signal, settleMs: 60_000 },
  );
  expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
  const { records } = await readClusterHistory({ topology, reach }, { signal });
  expect(records.some(({ end }) => end?.result === 'done')).toBe(true);
}

let writer: VerifiableProducer;

describe('a running cluster without TLS', () => {
  it('opens ports with TLS, moves its members, lets the clients of the spec in, and stops before it closes ports that somebody uses; killed at each part of it, it goes on', async () => {
    writer = newProducer('plain');
    await writer.goesOn();
    const { code, output, kills } = await runKilled('secured');
    console.log(`killed ${kills.length} times:\n${kills.join('\n')}`);
    expect(code).toBe(1);
    expect(output).toMatch(/The ports without TLS: must have nobody connected .*--cut-off/);
    expect(output).toMatch(/ {2}- 127\.0\.0\.\d+: .*CLIENT of broker-1/);
    expect(kills.length).toBeGreaterThanOrEqual(9);
    expect(await openPorts()).toEqual({ plain: [true], tls: [true] });
    await writer.goesOn();
  });

  it('lets a client with a grant move, and none without one', async () => {
    const moved = newProducer('moved');
    await moved.goesOn();
    await writer.stop();
    console.log(`longest pause of the client without TLS: ${Math.round(writer.longestPauseMs)} ms`);
    writer = moved;
    const { topology, reach, secrets } = localAccess(NAME);
    const password = (await secrets.read('clients/stranger'))!;
    const login = withLogin(reach.credentials!, { name: 'stranger', password });
    const kafka = openKafka({
      ...{ reach: reachWith(directReach, login), security: topology.spec.security, signal },
    });
    const [broker] = brokerHosts(topology);
    await expect(kafka.broker(broker!, 'client').ask(metadataV12.api, [TOPIC])).rejects.toThrow(
      /TOPIC_AUTHORIZATION_FAILED/,
    );
    await kafka.close();
  });

  it('has ports with TLS alone when the last client has moved, and keeps what it has in ZooKeeper for its members', async () => {
    const { code, kills } = await runKilled('secured');
    console.log(`killed ${kills.length} times:\n${kills.join('\n')}`);
    expect(code).toBe(0);
    await writer.goesOn();
    expect(await openPorts()).toEqual({ plain: [false], tls: [true] });
    await expectWell();
    const { starts } = { starts: readRecord(folder)!.processes.map(({ id }) => id?.pid) };
    const again = run('secured');
    expect(await again.exitCode()).toBe(0);
    expect(again.output).toMatch(/Every host has its files, and runs with them/);
    expect(readRecord(folder)!.processes.map(({ id }) => id?.pid)).toEqual(starts);
    console.log(`longest pause of the moved client: ${Math.round(writer.longestPauseMs)} ms`);
  });
});

describe('a secured cluster', () => {
  it('does not become one without TLS by mistake', async () => {
    const command = run('plain');
    expect(await command.exitCode()).toBe(2);
    expect(command.output).toMatch(/security: must stay tls, got plaintext.*--to-plaintext/);
    expect(await openPorts()).toEqual({ plain: [false], tls: [true] });
  });

  it("cp-ansible #948: zero-downtime switching that isn't. It goes back where that is asked for, and loses nothing that was acknowledged there and back", async () => {
    const { code, output } = await runKilled('plain', '--to-plaintext');
    expect(code).toBe(1);
    expect(output).toMatch(/The ports with TLS: must have nobody connected/);
    const back = newProducer('plain');
    await back.goesOn();
    await writer.stop();
    const last = await runKilled('plain', '--to-plaintext');
    expect(last.code).toBe(0);
    await back.goesOn();
    expect(await openPorts()).toEqual({ plain: [true], tls: [false] });
    await back.stop();
    await expectNothingLost(undefined);
    await expectWell();
    const counts = producers.map(({ acknowledged, longestPauseMs }) => ({
      acknowledged: acknowledged.length,
      longestPauseMs: Math.round(longestPauseMs),
    }));
    console.log(`acknowledged, and all read: ${JSON.stringify(counts)}`);
  });
});
