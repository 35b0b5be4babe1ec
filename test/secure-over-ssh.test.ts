import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Security, type SecuritySpec } from '../cluster/security';
import { bootstrapServers, brokerHosts } from '../cluster/topology';
import { bringSecurity } from '../scripts/securing/bring-security';
import { deployedWay, type SecuredHosts } from '../scripts/securing/deployed-way';
import { lookAtHosts } from '../scripts/securing/host-look';
import { planSecurity } from '../scripts/securing/plan-security';
import { stageOf } from '../scripts/securing/stages';
import { clientFile, writeClientFiles } from '../scripts/local/client-files';
import { localReach, localSecrets } from '../scripts/local/local-secrets';
import { secureHosts } from '../scripts/local/secure-hosts';
import { readClusterState } from '../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../scripts/health/gate/wait-for-gate';
import type { BenchCluster } from './bench/support/bench-cluster';
import { createTopic } from './bench/support/topics';
import { openPatiently } from './support/open-patiently';
import { describeOverSsh } from './support/describe-over-ssh';
import { startLocalHosts, type LocalHosts } from './support/local-host/local-hosts';
import { SHORT_LIVED_JAVA } from './support/short-lived-java';
import { validSpec } from './support/spec-builder';
import { until } from './support/until';
import { readAllRecords, VerifiableProducer } from './support/verifiable-clients';

const TOPIC = 'app-logs';
const plain = validSpec({ security: Security.plaintext() });
const secured = validSpec({
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['app-*'], consume: ['app-*'], group: 'judge' }],
});

// Hosts are processes here, and their bucket is a folder. Each test goes on where the one before has ended.
describeOverSsh('hosts without TLS, reached by SSH, under load', () => {
  let hosts: LocalHosts;
  let folder: string;
  const producers: VerifiableProducer[] = [];
  const told: string[] = [];

  beforeAll(async () => {
    hosts = await startLocalHosts(plain);
    folder = hosts.cluster.topology.hosts[0]!.paths.systemd.split('/broker-1/')[0]!;
    const { signal } = new AbortController();
    const { topology } = hosts.cluster;
    const kafka = openPatiently(topology, { signal });
    const load: BenchCluster = {
      ...{ name: 'secured', topology, kafka, local: hosts.cluster, signal },
      bootstrapServers: bootstrapServers(topology),
      toolFlags: SHORT_LIVED_JAVA,
    };
    await createTopic(load, TOPIC, { partitions: 3, replicationFactor: 3 });
    await kafka.close();
    await move('plain');
  });
  afterAll(async () => {
    await Promise.all(producers.map((each) => each.stop()));
    await hosts?.stop();
  });

  function clusterOf(
    spec: typeof plain,
    signal: AbortSignal,
    security?: SecuritySpec,
  ): SecuredHosts {
    const topology = hosts.topologyOf(spec, undefined, security);
    const reach = localReach(folder, topology);
    const look = () => readClusterState({ topology, reach, signal });
    return {
      ...{ topology, reach, look, shells: hosts.shells },
      gate: (options) => waitForGate({ ...options, topology, look, looks: 2, pauseMs: 500 }),
      at: (other) => clusterOf(spec, signal, other),
    };
  }

  async function converge(spec: typeof plain, ending = new AbortController()): Promise<void> {
    const { signal } = ending;
    const topology = hosts.topologyOf(spec);
    hosts.publish(topology);
    const { side } = (await lookAtHosts({ topology, shells: hosts.shells }))!;
    const tls = hosts.topologyOf(secured);
    const certify = () => secureHosts(tls, folder, { onlyMissing: true });
    const target = topology.spec.security;
    const lazily: SecuredHosts = {
      ...{ topology, shells: hosts.shells },
      get reach() {
        return localReach(folder, topology);
      },
      look: (given) => clusterOf(spec, signal).look(given),
      gate: (given) => clusterOf(spec, signal).gate(given),
      at: (security) => clusterOf(spec, signal, security),
    };
    const say = (text: string) => void told.push(text);
    const secrets = localSecrets(folder);
    const way = deployedWay({ cluster: lazily, secrets, certify, signal, say, resume: 'again' });
    const steps = planSecurity(side, stageOf(target), { asksAgain: true });
    const change = {
      ...{ command: 'converge', signal, waitForLockMs: 60_000, withoutLock: false },
      within: undefined,
    };
    await bringSecurity({ way, steps, cutsOff: false, change, say });
  }

  async function move(to: 'plain' | 'tls'): Promise<void> {
    const { topology } = hosts.cluster;
    const bootstrap = brokerHosts(topology)
      .map(({ address, ports }) => `${address}:${to === 'tls' ? ports.clientTls : ports.client}`)
      .join();
    // It would not send a second time by itself, as every client in earnest does.
    const configFile = join(folder, `producer-${producers.length}.properties`);
    const login = to === 'tls' ? readFileSync(clientFile(folder, 'shipper'), 'utf8') : '';
    writeFileSync(configFile, `retries=2147483647\n${login}`);
    const next = new VerifiableProducer(
      { topology, bootstrap, topic: TOPIC, configFile },
      producers.length,
    );
    await next.goesOn();
    await producers.at(-1)?.stop();
    producers.push(next);
  }

  const doors = async () => {
    const found = await lookAtHosts({ topology: hosts.topologyOf(plain), shells: hosts.shells });
    return [...new Set(found!.doors.map(({ open }) => `${open.plaintext} ${open.tls}`))];
  };

  it('go on from where they were broken off, and stop before ports are closed that somebody uses', async () => {
    const ending = new AbortController();
    const broken = converge(secured, ending);
    const isOneBack = () => told.some((text) => / kafka\.service is back/.test(text));
    await Promise.all([
      expect(broken).rejects.toThrow(),
      until('a broker is back', isOneBack).then(() => ending.abort(new Error('broken off'))),
    ]);
    await expect(converge(secured)).rejects.toThrow(
      /The ports without TLS: must have nobody connected/,
    );
    expect(await doors()).toEqual(['true true']);
    await producers.at(-1)!.goesOn();
  });

  it('have ports with TLS alone when the client has moved', async () => {
    await writeClientFiles(folder, hosts.topologyOf(secured), localSecrets(folder));
    await move('tls');
    await converge(secured);
    expect(await doors()).toEqual(['false true']);
    await producers.at(-1)!.goesOn();
  });

  it('go back alike, and lose no record that was acknowledged', async () => {
    await expect(converge(plain)).rejects.toThrow(/The ports with TLS: must have nobody connected/);
    await move('plain');
    await converge(plain);
    expect(await doors()).toEqual(['true false']);
    await producers.at(-1)!.goesOn();
    await producers.at(-1)!.stop();
    const { topology } = hosts.cluster;
    const acknowledged = producers.flatMap((each) => each.acknowledged);
    const bootstrap = brokerHosts(topology)
      .map(({ address, ports }) => `${address}:${ports.client}`)
      .join();
    const atLeast = acknowledged.length;
    const read = await readAllRecords({
      topology,
      bootstrap,
      topic: TOPIC,
      group: 'judge',
      atLeast,
    });
    const values = new Set(read.map(({ value }) => value));
    expect(acknowledged.filter(({ value }) => !values.has(value))).toEqual([]);
    expect(producers.flatMap(({ failed }) => failed)).toEqual([]);
    const pauses = producers.map(({ longestPauseMs }) => Math.round(longestPauseMs));
    console.log(`${atLeast} acknowledged, all read; longest pauses: ${pauses.join(', ')} ms`);
  });
});
