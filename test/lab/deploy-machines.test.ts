import { readAccount } from './account';
import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HOSTS, ONLY_VERIFIES, stepsOf } from './deployed-lab';

const OTHER_IMAGE = 'ami-0a1b2c3d4e5f60001';

// The machines of prod-logging come, change and go under deploys of CDK Terrain; records are shipped all
// along. Apart from deploy.test.ts so that the two run side by side. Each test goes on where the one
// before has ended. The first hosts have Kafka in their image; those of the other image fetch it from
// where the deploy has put it.
describeInLab('cdktn deploy prod-logging', () => {
  let deployed: DeployedLab;

  beforeAll(async () => {
    deployed = await DeployedLab.start({
      ...{ name: 'machines', image: 'baked', images: { [OTHER_IMAGE]: 'prebaked' } },
      quickJava: true,
    });
    await deployed.project.useTerrain();
  });

  afterAll(() => deployed?.stop());

  const instances = () => HOSTS.map((name) => deployed.instanceOf(name));

  it('brings up a cluster from nothing, and ends with it verified', async () => {
    expectVerified(await deployed.project.deploy());
    await deployed.ship();
  });

  it('changes the instance type of all hosts in place, one after the other, each behind a gate', async () => {
    const before = instances();
    await deployed.project.changeSpec("instanceType: 'r7i.2xlarge',");
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(stepsOf(end.output)).toEqual([
      ...['GateBefore', 'Broker1', 'GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2'],
      ...['Broker3', 'GateAfter-broker-3', 'Converge', 'Verify'],
    ]);
    expect(instances()).toEqual(before);
    const { instances: found } = await readAccount(deployed.lab.place.control);
    const types = found.map(({ instanceType }) => instanceType);
    expect(types).toEqual(['r7i.2xlarge', 'r7i.2xlarge', 'r7i.2xlarge']);
    expect(await deployed.openPorts()).toEqual([9092]);
  });

  it('makes a terminated host anew on another image, as the same broker with its data, and no other', async () => {
    const [first, second, third] = await deployed.machines();
    const before = await deployed.segments('broker-2');
    const volumes = (await deployed.project.inventory()).hosts[1]!.disks;
    const InstanceId = second![0];
    const DisableApiTermination = { Value: false };
    const { calls } = deployed;
    await calls.call('ec2', 'modify_instance_attribute', { InstanceId, DisableApiTermination });
    await calls.call('ec2', 'terminate_instances', { InstanceIds: [InstanceId] });
    await deployed.project.changeStack(
      {
        find: 'import { Peer }',
        replace: "import { MachineImage } from './machine-image';\nimport { Peer }",
      },
      { find: 'ssh: {', replace: `image: MachineImage.id('${OTHER_IMAGE}'),\n      ssh: {` },
    );
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(stepsOf(end.output)).toEqual(['Broker2', 'GateAfter-broker-2', 'Converge', 'Verify']);
    const [firstNow, secondNow, thirdNow] = await deployed.machines();
    expect([firstNow, thirdNow]).toEqual([first, third]);
    expect(secondNow![0]).not.toBe(InstanceId);
    expect(deployed.lab.host('broker-2').instance.imageId).toBe(OTHER_IMAGE);
    expect((await deployed.project.inventory()).hosts[1]!.disks).toEqual(volumes);
    expect(await deployed.segments('broker-2')).toBe(before);
    const seen = await deployed.status();
    expect(seen.match(/ older$/gm)).toHaveLength(2);
    const told = seen.match(new RegExp(`a new instance would boot ${OTHER_IMAGE}`, 'g'));
    expect(told).toHaveLength(2);
  });

  it('starts a host whose instance was stopped, without another change, and ends verified', async () => {
    const before = instances();
    const InstanceIds = [deployed.instanceOf('broker-2')];
    await deployed.calls.call('ec2', 'stop_instances', { InstanceIds });
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(end.output).toContain('Plan: 1 to add, 1 to change, 1 to destroy.');
    expect(stepsOf(end.output)).toEqual(['Verify']);
    expect(instances()).toEqual(before);
  });

  it('replaces a standing host on the new image, as the same broker with its data', async () => {
    const [first, second, third] = instances();
    const before = await deployed.segments('broker-3');
    const plan = await deployed.project.tool('replace', 'broker-3');
    expect(plan.output).toContain('Nothing was changed. Give --yes to do it.');
    expect(deployed.instanceOf('broker-3')).toBe(third);
    const { code, output } = await deployed.project.tool('replace', 'broker-3', '--yes');
    expect(`exit code ${code}\n${output.slice(-4_000)}`).toMatch(/^exit code 0\n/);
    const [firstNow, secondNow, thirdNow] = instances();
    expect([firstNow, secondNow]).toEqual([first, second]);
    expect(thirdNow).not.toBe(third);
    expect(deployed.lab.host('broker-3').instance.imageId).toBe(OTHER_IMAGE);
    expect(await deployed.segments('broker-3')).toBe(before);
    expect((await deployed.status()).match(/ older$/gm)).toHaveLength(1);
    expect(await deployed.project.diff()).toMatch(ONLY_VERIFIES);
  });

  it('has lost none of the records that were acknowledged all along, and failed none', () =>
    deployed.expectNothingLost());
});
