import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HEALTHY, stepsOf } from './deployed-lab';

// The shortest life of prod-logging on booted hosts: it is deployed, and a setting is changed while records are shipped.
// What else a team does with it is in deploy-life.test.ts, what becomes of hosts in small-cluster.test.ts and hardened-units.test.ts.
describeInLab('cdktf deploy prod-logging', () => {
  let deployed: DeployedLab;

  beforeAll(async () => {
    deployed = await DeployedLab.start({ name: 'deploy', image: 'baked', quickJava: true });
  });

  afterAll(() => deployed?.stop());

  it('brings up a cluster from nothing, and ends with it verified', async () => {
    expectVerified(await deployed.project.deploy());
    const seen = await deployed.status();
    expect(seen).toContain(HEALTHY);
    // The files of each of the three hosts, and the machine of each.
    expect(seen.match(/ current$/gm)).toHaveLength(6);
    await deployed.ship();
  });

  it('lets clients reach the brokers, and nobody but members reach ZooKeeper and the brokers’ listener', async () => {
    expect(await deployed.openPorts()).toEqual([9092]);
    const { code, output } = await deployed.project.tool('gate', '--direct', '--stall', '1');
    expect(code).toBe(1);
    expect(output).toContain('ZooKeeper of broker-1: must answer');
  });

  it('lets a host read its own files, and write none but what it publishes', async () => {
    const { bucket, region, hosts } = await deployed.project.inventory();
    const [own, other] = hosts.map(({ keyPrefix }) => `s3://${bucket}/${keyPrefix}`);
    const copy = (from: string, to: string) =>
      deployed.inside('broker-1', 'aws', 's3', 'cp', '--region', region, from, to).then(
        () => 'done',
        (error: Error) => /AccessDenied|Forbidden/.exec(error.message)?.[0] ?? error.message,
      );
    expect(await copy(`${own}/manifest`, '/tmp/manifest')).toBe('done');
    expect(await copy('/tmp/manifest', `${own}/published/manifest`)).toBe('done');
    expect(await copy('/tmp/manifest', `${own}/manifest`)).toBe('AccessDenied');
    expect(await copy(`${other}/manifest`, '/tmp/other')).toBe('Forbidden');
  });

  it.each(['kafka', 'zookeeper'] as const)(
    'runs %s without a capability, and keeps it from the role of the host, which the host itself may take',
    async (unit) => {
      const inside = (script: string) => deployed.inside('broker-1', 'bash', '-c', script, unit);
      const status = await inside('cat /proc/$(systemctl show --value -p MainPID $0)/status');
      for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapAmb']) {
        expect(status).toMatch(new RegExp(`^${set}:\\s0{16}$`, 'm'));
      }
      expect(status).toMatch(/^NoNewPrivs:\s1$/m);
      const token = (limitSeconds: number) =>
        `curl --silent --max-time ${limitSeconds} --request PUT http://169.254.169.254/latest/api/token ` +
        '--header "X-aws-ec2-metadata-token-ttl-seconds: 60" || echo "curl ended with $?"';
      expect(await inside(token(60))).toMatch(/^token-of-/);
      const asUnit = 'echo $$ >/sys/fs/cgroup/system.slice/$0.service/cgroup.procs';
      expect(await inside(`${asUnit}; ${token(3)}`)).toBe('curl ended with 28');
    },
  );

  it('tells metrics of brokers, ZooKeeper and the host at their doors', async () => {
    const door = (port: number) =>
      deployed.inside('broker-1', 'curl', '--silent', `http://127.0.0.1:${port}/metrics`);
    expect(await door(7071)).toMatch(
      /^kafka_server_replicamanager_underreplicatedpartitions 0\.0$/m,
    );
    expect(await door(7073)).toMatch(
      /^zookeeper_member_state\{state="(leading|following)"\} 1\.0$/m,
    );
    expect(await door(9100)).toMatch(
      /^node_filesystem_avail_bytes\{[^}]*mountpoint="\/var\/lib\/kafka\/disk1"\} [1-9]/m,
    );
  });

  it('brings a changed setting to all without touching a machine', async () => {
    const before = await deployed.machines();
    const started = await deployed.brokerStarts();
    await deployed.project.changeSpec("brokerSettings: { 'queued.max.requests': 700 },");
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(end.output).toMatch(/\+ queued\.max\.requests=700/);
    expect(stepsOf(end.output)).toEqual(['Converge', 'Verify']);
    expect(await deployed.machines()).toEqual(before);
    for (const [index, now] of (await deployed.brokerStarts()).entries()) {
      expect(now).not.toBe(started[index]);
    }
  });

  it('has lost none of the records that were acknowledged all along, and failed none', () =>
    deployed.expectNothingLost());
});
