import { DeployProject, type CommandEnd } from './deploy-project';
import { describeInLab } from './describe-in-lab';
import { readAccount } from './account';
import { openAwsCalls, type AwsCalls } from './aws-double/aws-calls';
import { LogShipper } from './log-shipper';
import { startLab, type Lab } from './start-lab';

const LIMIT_MS = 900_000;
const HOSTS = ['broker-1', 'broker-2', 'broker-3'];
const OTHER_IMAGE = 'ami-0a1b2c3d4e5f60001';

// What a team does with prod-logging in its life, on booted hosts: it begins with CDKTF and its command,
// and moves to CDK Terrain. Each test goes on where the one before has ended; records are shipped all
// along. Nothing is made by hand, Kafka's archive neither.
describeInLab('cdktf deploy prod-logging', () => {
  let lab: Lab;
  let project: DeployProject;
  let calls: AwsCalls;
  let shipper: LogShipper;

  beforeAll(async () => {
    lab = await startLab({ name: 'deploy' });
    project = await DeployProject.make(lab);
    calls = await openAwsCalls(lab.place, lab.environment);
  }, LIMIT_MS);

  afterAll(async () => {
    await shipper?.stop();
    calls?.close();
    await lab?.stop();
    await project?.remove();
  }, LIMIT_MS);

  const inside = (name: string, ...argv: string[]) => lab.host(name).inside(argv);
  const onEach = <T>(look: (name: string) => Promise<T>) => Promise.all(HOSTS.map(look));
  const shown = (name: string, property: string, ...unit: string[]) =>
    inside(name, 'systemctl', 'show', '--value', '--property', property, ...unit);
  const instanceOf = (name: string) => lab.host(name).instance.id;
  /** The instance of each host and its last boot: neither changes while nobody touches the machine. */
  const machines = () =>
    onEach(async (name) => [instanceOf(name), await shown(name, 'UserspaceTimestampMonotonic')]);
  const brokerStarts = () =>
    onEach((name) => shown(name, 'ActiveEnterTimestampMonotonic', 'kafka.service'));
  /** When the first segment of each shipped partition of a host was made. */
  const segments = (name: string) =>
    inside(
      name,
      'sh',
      '-c',
      'stat -c "%W %n" /var/lib/kafka/disk*/topics/shipped-*/00000000000000000000.log',
    );
  /** Which step was done in which order, from terraform's own words. */
  const steps = (output: string): readonly string[] =>
    [
      ...output.matchAll(
        /(?:aws_instance\.Kafka_(Broker\d)_Machine\w+: (?:Creation|Modifications) complete|terraform_data\.Kafka_Deploy_(\S*)_\w+: Creation complete)/g,
      ),
    ].map(([, host, step]) => host ?? step!);
  const expectVerified = ({ code, output }: CommandEnd) => {
    expect(`exit code ${code}\n${output.slice(-4_000)}`).toMatch(/^exit code 0\n/);
    expect(output).toMatch(/✔ prod-logging: 17 of 17 checks passed/);
  };
  /** Of the brokers' and ZooKeeper's ports, those that let someone in who is no member. */
  const openPorts = async () => {
    const ports = [9092, 9091, 2181];
    const { address } = lab.host('broker-1').instance;
    const connects = async (port: number) =>
      project.run(['timeout', '3', 'bash', '-c', `exec 3<>/dev/tcp/${address}/${port}`]);
    const ends = await Promise.all(ports.map(connects));
    return ports.filter((_, index) => ends[index]!.code === 0);
  };
  const status = async () => (await project.tool('status')).output;
  const HEALTHY = 'prod-logging is healthy, and every host has its files.';

  it(
    'brings up a cluster from nothing, and ends with it verified',
    async () => {
      expectVerified(await project.deploy());
      const seen = await status();
      expect(seen).toContain(HEALTHY);
      expect(seen.match(/ current +current$/gm)).toHaveLength(3);
      const servers = HOSTS.map((name) => `${name}.prod-logging.internal:9092`);
      shipper = await LogShipper.start(lab, servers.join());
    },
    LIMIT_MS,
  );

  it(
    'lets clients reach the brokers, and nobody but members reach ZooKeeper and the brokers’ listener',
    async () => {
      expect(await openPorts()).toEqual([9092]);
      const { code, output } = await project.tool('gate', '--direct', '--stall', '1');
      expect(code).toBe(1);
      expect(output).toContain('ZooKeeper of broker-1: must answer.');
    },
    LIMIT_MS,
  );

  it(
    'lets a host read its own files, and write none but what it publishes',
    async () => {
      const { bucket, region, hosts } = await project.inventory();
      const [own, other] = hosts.map(({ keyPrefix }) => `s3://${bucket}/${keyPrefix}`);
      const copy = (from: string, to: string) =>
        inside('broker-1', 'aws', 's3', 'cp', '--region', region, from, to).then(
          () => 'done',
          (error: Error) => /AccessDenied|Forbidden/.exec(error.message)?.[0] ?? error.message,
        );
      expect(await copy(`${own}/manifest`, '/tmp/manifest')).toBe('done');
      expect(await copy('/tmp/manifest', `${own}/published/manifest`)).toBe('done');
      expect(await copy('/tmp/manifest', `${own}/manifest`)).toBe('AccessDenied');
      expect(await copy(`${other}/manifest`, '/tmp/other')).toBe('Forbidden');
    },
    LIMIT_MS,
  );

  it(
    'finds nothing to change when it is run again',
    async () => {
      const { code, output } = await project.deploy();
      expect(output).toContain('No changes. Your infrastructure matches the configuration.');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'finds nothing to change either once the project has moved to CDK Terrain',
    async () => {
      await project.useTerrain();
      const { code, output } = await project.deploy();
      expect(output).toContain('No changes. Your infrastructure matches the configuration.');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'brings a changed setting to the brokers without touching a machine',
    async () => {
      const before = await machines();
      const started = await brokerStarts();
      await project.changeSpec("brokerSettings: { 'queued.max.requests': 700 },");
      const end = await project.deploy();
      expectVerified(end);
      expect(end.output).toMatch(/\+ queued\.max\.requests=700/);
      expect(steps(end.output)).toEqual(['Converge', 'Verify']);
      expect(await machines()).toEqual(before);
      for (const [index, now] of (await brokerStarts()).entries()) {
        expect(now).not.toBe(started[index]);
      }
    },
    LIMIT_MS,
  );

  it(
    'changes the instance type of all hosts in place, one after the other, each behind a gate',
    async () => {
      const before = HOSTS.map(instanceOf);
      await project.changeSpec("instanceType: 'r7i.2xlarge',");
      const end = await project.deploy();
      expectVerified(end);
      expect(steps(end.output)).toEqual([
        ...['GateBefore', 'Broker1', 'GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2'],
        ...['Broker3', 'GateAfter-broker-3', 'Converge', 'Verify'],
      ]);
      expect(HOSTS.map(instanceOf)).toEqual(before);
      const { instances } = await readAccount(lab.place.control);
      const types = instances.map(({ instanceType }) => instanceType);
      expect(types).toEqual(['r7i.2xlarge', 'r7i.2xlarge', 'r7i.2xlarge']);
      expect(await openPorts()).toEqual([9092]);
    },
    LIMIT_MS,
  );

  it(
    'stops a configuration that no broker starts with at the first one, and leaves the others alone',
    async () => {
      const started = await brokerStarts();
      await project.changeSpec(
        "instanceType: 'r7i.2xlarge', brokerSettings: { 'max.connections.per.ip.overrides': 'nobody.example:9' },",
      );
      const { code, output } = await project.deploy();
      expect(code).toBe(1);
      expect(output).toMatch(/UnknownHostException: nobody\.example/);
      expect(steps(output)).toEqual([]);
      const touched = (await brokerStarts()).filter((start, index) => start !== started[index]);
      expect(touched).toHaveLength(1);
      expect(await status()).toMatch(/prod-logging is not as it should be/);
    },
    LIMIT_MS,
  );

  it(
    'goes on where it stopped, once the configuration is mended',
    async () => {
      await project.changeSpec("instanceType: 'r7i.2xlarge',");
      const end = await project.deploy();
      expectVerified(end);
      expect(steps(end.output)).toEqual(['Converge', 'Verify']);
    },
    LIMIT_MS,
  );

  it(
    'makes a terminated host anew, as the same broker with its data',
    async () => {
      const [first, second, third] = HOSTS.map(instanceOf);
      const before = await segments('broker-2');
      const volumes = (await project.inventory()).hosts[1]!.disks;
      const InstanceId = second!;
      const DisableApiTermination = { Value: false };
      await calls.call('ec2', 'modify_instance_attribute', { InstanceId, DisableApiTermination });
      await calls.call('ec2', 'terminate_instances', { InstanceIds: [InstanceId] });
      const end = await project.deploy();
      expectVerified(end);
      expect(steps(end.output)).toEqual(['Broker2', 'GateAfter-broker-2', 'Converge', 'Verify']);
      expect([instanceOf('broker-1'), instanceOf('broker-3')]).toEqual([first, third]);
      expect(instanceOf('broker-2')).not.toBe(second);
      expect((await project.inventory()).hosts[1]!.disks).toEqual(volumes);
      expect(await segments('broker-2')).toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'changes nothing by another image; status says who stands on an older one',
    async () => {
      const before = await machines();
      await project.changeStack(
        {
          find: 'import { Peer }',
          replace: "import { MachineImage } from './machine-image';\nimport { Peer }",
        },
        { find: 'ssh: {', replace: `image: MachineImage.id('${OTHER_IMAGE}'),\n      ssh: {` },
      );
      const { code, output } = await project.deploy();
      expect(code).toBe(0);
      expect(steps(output)).toEqual([]);
      expect(await machines()).toEqual(before);
      const seen = await status();
      expect(seen).toContain(HEALTHY);
      expect(seen.match(new RegExp(`a new instance would boot ${OTHER_IMAGE}`, 'g'))).toHaveLength(
        3,
      );
    },
    LIMIT_MS,
  );

  it(
    'replaces a standing host on the new image, as the same broker with its data',
    async () => {
      const [first, second, third] = HOSTS.map(instanceOf);
      const before = await segments('broker-3');
      const plan = await project.tool('replace', 'broker-3');
      expect(plan.output).toContain('Nothing was changed. Give --yes to do it.');
      expect(instanceOf('broker-3')).toBe(third);
      const { code, output } = await project.tool('replace', 'broker-3', '--yes');
      expect(`exit code ${code}\n${output.slice(-4_000)}`).toMatch(/^exit code 0\n/);
      expect([instanceOf('broker-1'), instanceOf('broker-2')]).toEqual([first, second]);
      expect(instanceOf('broker-3')).not.toBe(third);
      expect(lab.host('broker-3').instance.imageId).toBe(OTHER_IMAGE);
      expect(await segments('broker-3')).toBe(before);
      expect((await status()).match(/ older$/gm)).toHaveLength(2);
    },
    LIMIT_MS,
  );

  it(
    'finds nothing to change by CDKTF in what CDK Terrain has made of it',
    async () => {
      const before = await project.diff();
      await project.useCdktf();
      const after = await project.diff();
      await project.useTerrain();
      const UNCHANGED = 'No changes. Your infrastructure matches the configuration.';
      expect([before, after]).toEqual(Array(2).fill(expect.stringContaining(UNCHANGED)));
    },
    LIMIT_MS,
  );

  it(
    'refuses to destroy data, and then stops no host',
    async () => {
      const before = await machines();
      const { code, output } = await project.destroy();
      expect(code).toBe(1);
      expect(output).toContain('Instance cannot be destroyed');
      const refused = output.match(/(?<=Resource )aws_ebs_volume\.\S+/g);
      expect(new Set(refused).size).toBe(9);
      expect(await machines()).toEqual(before);
      expect(await status()).toContain(HEALTHY);
    },
    LIMIT_MS,
  );

  it(
    'has lost none of the records that were acknowledged all along, and failed none',
    async () => {
      const { acknowledged, failed, longestGapMs } = await shipper.stop();
      const found = await shipper.readBack();
      console.log(
        `${acknowledged.length} records shipped; the longest time without an acknowledgement: ${longestGapMs} ms`,
      );
      expect(failed).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(1_000);
      const there = new Set(found);
      expect(acknowledged.filter((value) => !there.has(value))).toEqual([]);
      expect(found).toHaveLength(there.size);
    },
    LIMIT_MS,
  );
});
