import type { Inventory } from '../../cluster/inventory/inventory';
import prodLogging from '../../stacks/prod-logging.spec';
import { startAwsDouble, type AwsDouble } from '../lab/aws-double/start-aws-double';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn, type Terraform } from '../support/terraform';
import { deploySteps } from './deploy-steps';

/** The provider waits 20 s for each attachment of a volume: so it waits for all at once. */
const WIDE = '-parallelism=40';
/** Nothing has changed behind terraform's back. */
const UNSEEN = '-refresh=false';
const MINUTES = 60_000;

// The real terraform with the real provider, against a double of the AWS API. Each test goes on where the
// one before has ended.
describeWithTerraform('prod-logging, which gains a broker and loses it again', () => {
  let double: AwsDouble;
  let project: TeamProject;
  let terraform: Terraform;

  const apply = () => terraform.attempt('apply', '-auto-approve', UNSEEN, WIDE);
  const partsOfFourth = async (): Promise<readonly string[]> =>
    (await terraform.run('state', 'list')).split('\n').filter((each) => each.includes('Broker4'));

  beforeAll(async () => {
    double = await startAwsDouble();
    project = await makeTeamProject();
    project.synthesize();
    terraform = terraformIn(project.stackFolder, double.environment);
    await terraform.run('init', '-input=false');
    await terraform.run('apply', '-auto-approve', WIDE);
    await project.calls();
  }, 15 * MINUTES);

  afterAll(async () => {
    await double?.stop();
    await project?.remove();
  });

  it(
    'grows by one broker, where racks become uneven, and leaves the others as they are',
    async () => {
      project.synthesize({ brokers: [...prodLogging.brokers, { id: 4, rack: 'eu-west-1a' }] });
      const { code, output } = await apply();
      expect(`${code} ${code === 0 ? '' : output}`).toBe('0 ');
      expect(deploySteps(output)).toEqual([
        ...['GateBefore', 'Broker4', 'GateAfter-broker-4', 'Converge', 'Verify'],
      ]);
      expect(await project.calls()).toContain('gate --after broker-4 --inventory -');
    },
    10 * MINUTES,
  );

  it('touches nothing of a broker that the spec has lost while it holds data', async () => {
    const before = await partsOfFourth();
    project.synthesize();
    await project.failAt('gate --leaving broker-4');
    const { code, output } = await apply();
    expect(code).toBe(1);
    expect(await project.calls()).toEqual(['gate --leaving broker-4 --inventory -']);
    expect(output).not.toMatch(/(aws_instance|aws_ebs_volume|aws_volume_attachment)\S*: Destr/);
    const told = JSON.parse(await project.lastInventory()) as Inventory;
    expect(told.spec.brokers).toHaveLength(3);
    expect(told.hosts.map(({ name, address }) => `${name} ${address}`)).toContain(
      'broker-4 10.20.0.14',
    );
    // Its files in the bucket and its alarms are no part of the host.
    const parts = (all: readonly string[]) =>
      all.filter((each) => !/aws_s3_object|alarm/.test(each));
    expect(parts(await partsOfFourth())).toEqual(parts(before));
  });

  it(
    'lets it go once it holds none, and asks before',
    async () => {
      await project.failAt();
      const { code, output } = await apply();
      expect(`${code} ${code === 0 ? '' : output}`).toBe('0 ');
      expect(deploySteps(output)).toEqual(['GateBefore', 'Converge', 'Verify']);
      expect((await project.calls())[0]).toBe('gate --leaving broker-4 --inventory -');
      expect(output.indexOf('Leaving')).toBeLessThan(
        output.search(/aws_instance\S*Broker4\S*: Destr/),
      );
      expect(await partsOfFourth()).toEqual([]);
    },
    10 * MINUTES,
  );
});
