import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { describeInLab } from './describe-in-lab';
import { waitUntil } from './exec';
import { expectNothingLost } from './expect-nothing-lost';
import { LogShipper } from './log-shipper';
import { SmallCluster } from './small-cluster';
import smallSpec from './small.spec';
import { SmallTools } from './small-tools';
import { startLab, type Lab } from './start-lab';

const specOf = (kafkaVersion: KafkaVersion) => ({ ...smallSpec, kafkaVersion });

describeInLab('an upgrade of booted hosts, under load', () => {
  let lab: Lab;
  let cluster: SmallCluster;
  let shipper: LogShipper | undefined;
  let tools: SmallTools;

  beforeAll(async () => {
    lab = await startLab({ name: 'upgrade', image: 'prebaked', quickJava: true });
    tools = new SmallTools(lab, () => cluster);
    cluster = await SmallCluster.make(lab, specOf('3.8.1'));
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    expect(await tools.run('gate', '--stall', '600')).toMatchObject({ code: 0 });
    const { hosts } = cluster.topology;
    const servers = hosts.map(({ address, ports }) => `${address}:${ports.client}`);
    shipper = await LogShipper.start(lab, servers.join());
  });

  afterAll(async () => {
    await shipper?.stop();
    cluster?.close();
    await lab?.stop();
  });

  /** What the table of `upgrade` says of each host: jars, protocol, what it understands. */
  async function runningByHost() {
    const { said } = await tools.run('upgrade', '--dry-run');
    const rows = [...said.matchAll(/^(broker-\d) +(\S+) +(\S+) +(\S+)$/gm)];
    return new Map(rows.map(([, host, ...cells]) => [host!, cells.join(' ')]));
  }
  const running = async () => [...(await runningByHost()).values()];
  const all = (cells: string) => [cells, cells, cells];

  it('goes on in the roll in which it was killed, and raises the protocol when all hosts have the jars', async () => {
    await cluster.deploy(specOf('3.9.2'));
    expect(await tools.run('gate', '--release')).toMatchObject({ code: 0 });
    const plan = await tools.run('upgrade', '--dry-run');
    expect(plan.code).toBe(1);
    expect(plan.said).toMatch(/^Kafka 3\.8\.1 → 3\.9\.2, in two rolls\./m);
    expect(await running()).toEqual(all('3.8.1 3.8 3.8'));

    const { child, said } = tools.start('upgrade', '--yes', '--stall', '300');
    await waitUntil(
      'a broker of the new release',
      () => {
        if (child.exitCode !== null) throw new Error(said());
        return / kafka\.service is back/.test(said());
      },
      { limitMs: 600_000 },
    );
    child.kill('SIGKILL');
    await once(child, 'close');
    const between = await runningByHost();
    const [upgraded] = [...between].find(([, cells]) => cells === '3.9.2 3.8 3.9')!;
    const seen = await tools.run('status');
    expect(seen.said).toMatch(/inter\.broker\.protocol\.version of .*: must become 3\.9 when/);

    // It stands in a file of the host, and so outlives the boot.
    const rebooted = lab.host(upgraded);
    const boots = () => readFileSync(rebooted.consoleFile, 'utf8').split(': boots').length;
    const before = boots();
    await rebooted.inside(['systemctl', '--no-block', 'reboot']);
    await waitUntil('another boot', () => boots() > before);
    expect(await tools.run('gate', '--stall', '300')).toMatchObject({ code: 0 });
    expect(await runningByHost()).toEqual(between);

    const end = await tools.run('converge', '--yes', '--stall', '300', '--wait-for-lock', '120');
    expect(`${end.code}\n${end.said.slice(-2_000)}`).toMatch(/^0\n/);
    expect(await running()).toEqual(all('3.9.2 3.9 3.9'));
    const held = ['bash', '-c', 'cdktf-kafka-host status | grep -c ^held || true'];
    for (const host of lab.hosts()) expect(await host.inside(held)).toBe('0');
  });

  it('rolls once for a patch release, here an older one, and not back over the protocol', async () => {
    await cluster.deploy(specOf('3.9.1'));
    const end = await tools.run('upgrade', '--yes', '--stall', '300');
    expect(`${end.code}\n${end.said.slice(-2_000)}`).toMatch(/^0\n/);
    expect(await running()).toEqual(all('3.9.1 3.9 3.9'));

    await cluster.deploy(specOf('3.8.1'));
    const asked = await tools.run('gate', '--release');
    expect(asked.code).toBe(2);
    expect(asked.said).toMatch(/^kafkaVersion: must be a release that speaks /m);
    const { code, said } = await tools.run('converge', '--yes');
    expect(code).toBe(2);
    expect(said).toMatch(/kafkaVersion: must be a release that speaks .*\nNothing was changed\./);
    expect(await running()).toEqual(all('3.9.1 3.9 3.9'));
  });

  it('loses and doubles no record that was acknowledged', async () => {
    const shipped = await shipper!.stop();
    expectNothingLost([shipped], await shipper!.readBack());
  });
});
