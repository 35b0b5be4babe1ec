import type { Inventory } from '../../cluster/inventory';
import { startAwsDouble, type AwsDouble } from '../lab/aws-double/start-aws-double';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn, type Terraform } from '../support/terraform';

// The real terraform with the real provider, against a double of the AWS API. Each test goes on
// where the one before has ended, as the deploys of a team do.
describeWithTerraform('prod-logging, deployed from nothing', () => {
  let double: AwsDouble;
  let project: TeamProject;
  let terraform: Terraform;

  beforeAll(async () => {
    double = await startAwsDouble();
    project = await makeTeamProject();
    project.synthesize();
    terraform = terraformIn(project.stackFolder, double.environment);
    await terraform.run('init', '-input=false');
  }, 300_000);

  afterAll(async () => {
    await double?.stop();
    await project?.remove();
  });

  /** The order of what was changed on hosts and asked of the cluster, from terraform's own words. */
  const steps = (output: string): readonly string[] =>
    [
      ...output.matchAll(
        /^(?:aws_instance\.Kafka_(Broker\d)_Machine\w+: (?:Creation|Modifications) complete|terraform_data\.Kafka_Deploy_(.*)_\w+: Creation complete)/gm,
      ),
    ].map(([, host, step]) => host ?? step!);

  const stateOf = async (type: string): Promise<readonly string[]> =>
    (await terraform.run('state', 'list'))
      .split('\n')
      .filter((each) => each.startsWith(`${type}.`));

  it('is valid for terraform', async () => {
    await terraform.run('validate');
  });

  it('brings up the hosts one after the other, and ends with converge and verify', async () => {
    const output = await terraform.run('apply', '-auto-approve');
    expect(steps(output)).toEqual([
      ...['GateBefore', 'Broker1', 'GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2'],
      ...['Broker3', 'GateAfter-broker-3', 'Converge', 'Verify'],
    ]);
    expect(await project.calls()).toEqual([
      'gate --before broker-1 --first-deploy --inventory -',
      'gate --after broker-1 --first-deploy --inventory -',
      'gate --after broker-2 --first-deploy --inventory -',
      'gate --after broker-3 --first-deploy --inventory -',
      'converge --inventory -',
      'smoke --inventory -',
    ]);
  }, 600_000);

  it('tells the tools and its outputs the same of the cluster', async () => {
    const told = JSON.parse(await project.lastInventory()) as Inventory;
    const output = JSON.parse(await terraform.run('output', '-json', 'inventory')) as Inventory;
    expect(told).toEqual(output);
    expect(told).toMatchObject({ version: 1, region: 'eu-west-1' });
    for (const [index, host] of told.hosts.entries()) {
      expect(host).toMatchObject({
        name: `broker-${index + 1}`,
        address: `10.20.${index}.${11 + index}`,
      });
      expect(host.instanceId).toMatch(/^i-/);
      expect(host.disks.map(({ volumeId }) => volumeId)).toEqual(
        Array(3).fill(expect.stringMatching(/^vol-/)),
      );
    }
  });

  it('finds nothing to change when it is planned again', async () => {
    const { code, output } = await terraform.attempt('plan', '-detailed-exitcode');
    expect(output).toContain('No changes.');
    expect(code).toBe(0);
  }, 120_000);

  it('brings a changed setting with its files alone, shown as a diff of their text', async () => {
    project.synthesize({ brokerSettings: { 'num.io.threads': 24 } });
    const output = await terraform.run('apply', '-auto-approve');
    expect(output).toMatch(/\+ num\.io\.threads=24/);
    expect(output).not.toMatch(/aws_(instance|ebs_volume|network_interface)\.\S+: Modif/);
    expect(steps(output)).toEqual(['Converge', 'Verify']);
    expect(await project.calls()).toEqual(['converge --inventory -', 'smoke --inventory -']);
  }, 120_000);

  it('stops at the first host whose gate fails, and leaves the others as they are', async () => {
    project.synthesize({ instanceType: 'r7i.2xlarge' });
    await project.failAt('gate --after broker-1');
    const { code, output } = await terraform.attempt('apply', '-auto-approve');
    expect(code).toBe(1);
    expect(output).toContain('broker-1: must be healthy, got 3 partitions under-replicated.');
    expect(steps(output)).toEqual(['GateBefore', 'Broker1']);
    expect(await project.calls()).toEqual([
      'gate --before broker-1 --inventory -',
      'gate --after broker-1 --inventory -',
    ]);
  }, 300_000);

  it('goes on where it stopped, in place, host by host', async () => {
    await project.failAt();
    const output = await terraform.run('apply', '-auto-approve');
    expect(steps(output)).toEqual([
      ...['GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2', 'Broker3'],
      ...['GateAfter-broker-3', 'Converge', 'Verify'],
    ]);
    expect(output).not.toMatch(/aws_instance\.\S+: Destr/);
  }, 300_000);

  it('refuses to destroy the data, and then destroys nothing', async () => {
    const { code, output } = await terraform.attempt('destroy', '-auto-approve');
    expect(code).toBe(1);
    const refused = output.match(/(?<=^Resource aws_ebs_volume\.)\S+(?= has)/gm);
    expect(refused).toHaveLength(9);
    expect(output).not.toContain('Destruction complete');
  }, 120_000);

  it('refuses to destroy the key that the data is encrypted with', async () => {
    await terraform.run('state', 'rm', ...(await stateOf('aws_ebs_volume')));
    const { code, output } = await terraform.attempt('destroy', '-auto-approve');
    expect(code).toBe(1);
    expect(output).toMatch(/^Resource aws_kms_key\.\S+ has lifecycle\.prevent_destroy set/m);
    expect(output).not.toContain('Destruction complete');
  }, 120_000);

  it('destroys all the rest when it is told to forget them', async () => {
    await terraform.run('state', 'rm', ...(await stateOf('aws_kms_key')));
    await terraform.run('destroy', '-auto-approve');
    expect(await terraform.run('state', 'list')).toBe('');
  }, 300_000);
});
