import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Security, type KafkaClusterSpec } from '../../cluster/index';
import { describeInLab } from './describe-in-lab';
import { waitUntil } from './exec';
import { MovedShipper } from './moved-shipper';
import { SmallCluster } from './small-cluster';
import plain from './small.spec';
import { SmallTools } from './small-tools';
import { inLab, startLab, type Lab } from './start-lab';

const HOSTS = ['broker-1', 'broker-2', 'broker-3'] as const;
const PLAIN_PORTS = [9092, 9091, 2181];
const TLS_PORTS = [9093, 9095, 2182];

const secured: KafkaClusterSpec = {
  ...plain,
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['shipped'], consume: ['shipped'], group: 'judge' }],
};

// A cluster without TLS, brought to it and back by `converge`. Each test goes on where the one before has ended.
describeInLab('booted hosts without TLS, under load', () => {
  let lab: Lab;
  let cluster: SmallCluster;
  let tools: SmallTools;
  let shipper: MovedShipper | undefined;
  const others: ChildProcess[] = [];

  beforeAll(async () => {
    lab = await startLab({ name: 'secure', image: 'prebaked', quickJava: true });
    tools = new SmallTools(lab, () => cluster);
    cluster = await SmallCluster.make(lab, plain);
    for (const name of HOSTS) await cluster.launch(name);
    expect(await tools.run('gate', '--stall', '600')).toMatchObject({ code: 0 });
    shipper = await MovedShipper.start(lab, serversAt(9092));
  });

  afterAll(async () => {
    others.forEach((each) => each.kill());
    await shipper?.stop();
    cluster?.close();
    await lab?.stop();
  });

  const serversAt = (port: number) =>
    cluster.topology.hosts.map(({ address }) => `${address}:${port}`).join();

  async function secret(name: string): Promise<string> {
    type Found = { Parameter: { Value: string } };
    const asked = { Name: `/kafka/small/${name}`, WithDecryption: true };
    return (await cluster.call<Found>('ssm', 'get_parameter', asked)).Parameter.Value;
  }

  async function login(): Promise<string> {
    const trusted = (await secret('trusted.pem')).trim().replaceAll('\n', '\\n\\\n');
    const jaas = 'org.apache.kafka.common.security.scram.ScramLoginModule required';
    return [
      'security.protocol=SASL_SSL',
      'sasl.mechanism=SCRAM-SHA-512',
      `sasl.jaas.config=${jaas} username="shipper" password="${await secret('clients/shipper')}";`,
      'ssl.truststore.type=PEM',
      `ssl.truststore.certificates=${trusted}`,
      '',
    ].join('\n');
  }

  /** Which ports are open on all hosts, on some, on none. */
  async function openPorts(ports: readonly number[]): Promise<readonly string[]> {
    const listening = await Promise.all(
      HOSTS.map((name) => lab.host(name).inside(['ss', '-Hltn'])),
    );
    return ports.map((port) => {
      const count = listening.filter((said) => new RegExp(`:${port} `).test(said)).length;
      return count === 0 ? 'none' : count === HOSTS.length ? 'all' : 'some';
    });
  }

  /** Has it come so far, and no further. */
  async function killAt(pattern: RegExp, ...argv: readonly string[]): Promise<void> {
    const { child, said } = tools.start(...argv);
    const came = () => {
      if (child.exitCode !== null) throw new Error(`ended before ${pattern.source}: ${said()}`);
      return pattern.test(said());
    };
    await waitUntil(pattern.source, came);
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  /** Somebody who stays connected to whichever broker has this port, and says nothing. */
  async function stayConnected(port: number): Promise<void> {
    const places = cluster.topology.hosts.map(({ address }) => `/dev/tcp/${address}/${port}`);
    const connect = `for place in ${places.join(' ')}; do exec 3<>"$place" && break; done`;
    const command = `${connect}; echo connected; exec sleep infinity`;
    const [program = '', ...argv] = inLab(lab.place, ['bash', '-c', command]);
    const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'ignore'] });
    others.push(child);
    await once(child.stdout, 'data');
  }

  /** The lock of one that was killed is free when its session has ended. */
  const CONVERGE = ['converge', '--yes', '--stall', '300', '--wait-for-lock', '120'];
  const ALL = ['all', 'all', 'all'];
  const NONE = ['none', 'none', 'none'];
  const expectEnd = ({ code, said }: { code: number | null; said: string }, wanted: number) =>
    expect(`${code}\n${said.slice(-3_000)}`).toMatch(new RegExp(`^${wanted}\n`));

  it('go on from where they were killed, and stop before ports are closed that somebody uses', async () => {
    await cluster.deploy(secured);
    expectEnd(await tools.run('gate', '--release'), 0);
    const plan = await tools.run('converge', '--dry-run');
    expectEnd(plan, 1);
    expect(plan.said).toMatch(
      /The cluster runs without TLS; the spec asks for only ports with TLS/,
    );

    await killAt(/ kafka\.service is back/, ...CONVERGE);
    expect(await openPorts(PLAIN_PORTS)).toEqual(ALL);
    const early = await tools.run('status');
    expectEnd(early, 1);
    expect(early.said).toMatch(/security: must be what the spec asks for/);
    expectEnd(await tools.run('gate', '--stall', '300'), 0);
    await killAt(/Next: the members speak TLS[^]* kafka\.service is back/, ...CONVERGE);

    const end = await tools.run(...CONVERGE);
    expectEnd(end, 1);
    expect(end.said).toMatch(/The ports without TLS: must have nobody connected/);
    expect(end.said).toMatch(/ {2}- 10\.20\.\S+: .*CLIENT of broker-1/);
    expect(await openPorts([...PLAIN_PORTS, ...TLS_PORTS])).toEqual([...ALL, ...ALL]);
    await shipper!.shipsOn();
    const status = await tools.run('status');
    expectEnd(status, 1);
    expect(status.said).toMatch(
      /security: must be what the spec asks for: only ports with TLS, got 'the members speak TLS/,
    );
  });

  it('have ports with TLS alone when the client has moved and who did not is cut off, and are well', async () => {
    await shipper!.move({ servers: serversAt(9093), login: await login() });
    await stayConnected(9092);
    const cuttingOff = [...CONVERGE, '--cut-off'];
    await killAt(/Next: only ports with TLS[^]* kafka\.service is back/, ...cuttingOff);
    expect(await openPorts(TLS_PORTS)).toEqual(ALL);
    await stayConnected(9092);
    expectEnd(await tools.run(...CONVERGE), 1);
    const end = await tools.run(...cuttingOff);
    expectEnd(end, 0);
    expect(end.said).toMatch(/Cut off, at the ports without TLS:\n {2}- 10\.20\.\S+: CLIENT of/);
    expect(await openPorts([...PLAIN_PORTS, ...TLS_PORTS])).toEqual([...NONE, ...ALL]);
    await shipper!.shipsOn();
    expectEnd(await tools.run('converge', '--dry-run'), 0);
    expectEnd(await tools.run('status'), 0);
    expectEnd(await tools.run('smoke', '--wait', '120'), 0);
  });

  it('go back where that is asked for, and not by mistake', async () => {
    await cluster.deploy(plain);
    const refused = await tools.run('gate', '--release');
    expectEnd(refused, 2);
    expect(refused.said).toMatch(/security: must stay tls, got plaintext/);
    expectEnd(await tools.run('converge', '--yes'), 2);
    expect(await openPorts(PLAIN_PORTS)).toEqual(NONE);

    const way = [...CONVERGE, '--to-plaintext'];
    await killAt(/Next: the members speak TLS[^]* kafka\.service is back/, ...way);
    expectEnd(await tools.run('gate', '--stall', '300'), 0);
    await killAt(/Next: ports with TLS beside[^]* kafka\.service is back/, ...way);
    const half = await tools.run('status');
    expectEnd(half, 1);
    expect(half.said).toMatch(/converge --inventory FILE --to-plaintext/);
    const used = await tools.run(...way);
    expectEnd(used, 1);
    expect(used.said).toMatch(/The ports with TLS: must have nobody connected/);
    await shipper!.move({ servers: serversAt(9092) });
    expectEnd(await tools.run(...way), 0);
    expect(await openPorts([...PLAIN_PORTS, ...TLS_PORTS])).toEqual([...ALL, ...NONE]);
    await shipper!.shipsOn();
    expectEnd(await tools.run('status'), 0);
    expectEnd(await tools.run('smoke', '--wait', '120'), 0);
  });

  it('lose and double no record that was acknowledged', () => shipper!.expectNothingLost());
});
