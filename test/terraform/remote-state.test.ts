import { startAwsDouble, type AwsDouble } from '../lab/aws-double/start-aws-double';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn, type Terraform } from '../support/terraform';

const IN_REGION =
  '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';

describeWithTerraform('the state of prod-logging', () => {
  let double: AwsDouble;
  let project: TeamProject;
  let terraform: Terraform;

  const LOCK = 'prod-logging-terraform/prod-logging/terraform.tfstate.tflock';
  const s3 = (method: string, path: string, body?: string): Promise<Response> =>
    fetch(`${double.endpoint}/${path}`, {
      method,
      ...(body !== undefined && { body }),
      headers: {
        Authorization: 'AWS4-HMAC-SHA256 Credential=nobody/20260101/eu-west-1/s3/aws4_request',
      },
    });

  beforeAll(async () => {
    double = await startAwsDouble();
    expect(await s3('PUT', 'prod-logging-terraform', IN_REGION)).toMatchObject({ ok: true });
    project = await makeTeamProject();
    project.synthesizeWithRemoteState();
    terraform = terraformIn(project.stackFolder, double.environment);
    await terraform.run('init', '-input=false');
  }, 300_000);

  afterAll(async () => {
    await double?.stop();
    await project?.remove();
  });

  it('is kept in S3', async () => {
    await terraform.run('apply', '-auto-approve', '-target=aws_vpc.Kafka_Network_Vpc_E18A1FB1');
    const state = await s3('GET', 'prod-logging-terraform/prod-logging/terraform.tfstate');
    expect(await state.text()).toContain('aws_vpc');
  }, 120_000);

  it('is closed to a second deploy while the first runs', async () => {
    const lock = { ID: '1', Operation: 'OperationTypeApply', Who: 'somebody@else', Created: '' };
    await s3('PUT', LOCK, JSON.stringify({ ...lock, Created: new Date().toISOString() }));
    const { code, output } = await terraform.attempt('plan');
    expect(code).toBe(1);
    expect(output).toMatch(/Error acquiring the state lock/);
    expect(output).toContain('somebody@else');
  }, 120_000);

  it('is open again when that has ended', async () => {
    await s3('DELETE', LOCK);
    await terraform.run('plan');
    expect((await s3('HEAD', LOCK)).status).toBe(404);
  }, 120_000);
});
