import { join } from 'node:path';
import { DescribeInstancesCommand, EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import type { Inventory } from '../../cluster/inventory/inventory';
import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import { allowTermination } from '../../scripts/replacing/allow-termination';
import { applyReplacement } from '../../scripts/replacing/apply-replacement';
import { judgeReplacement } from '../../scripts/replacing/judge-replacement';
import { withPlan } from '../../scripts/terraform/with-plan';
import { startAwsDouble, type AwsDouble } from '../lab/aws-double/start-aws-double';
import { describeWithTerraform } from '../support/describe-with-terraform';
import { makeTeamProject, type TeamProject } from '../support/team-project';
import { terraformIn, type Terraform } from '../support/terraform';
import { terraformEnvironment } from '../support/terraform-environment';
import { CHANGING, CHANGING_LOGS, READING, READING_LOGS } from '../permissions/calls';
import { acceptedFindings } from './accepted-findings';
import { askedOfAws, writingCallsTo } from './asked-of-aws';
import { deploySteps } from './deploy-steps';
import { ensureCheckov, runCheckov } from './run-checkov';

const STATE = 'prod-logging-terraform/prod-logging/terraform.tfstate';
const LOCK = `${STATE}.tflock`;
const IN_REGION =
  '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';

/** The provider waits 20 s for each attachment of a volume: so it waits for all at once. */
const WIDE = '-parallelism=40';
/** Where nothing can have changed behind terraform's back, it need not look at all again. */
const UNSEEN = '-refresh=false';

/** What a deploy that changes nothing does. */
const ONLY_VERIFIES =
  /terraform_data\.Kafka_Deploy_Verify_\w+ must be replaced[^]*Plan: 1 to add, 0 to change, 1 to destroy\./;

const SOMEBODY = { credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' } };

// The real terraform with the real provider, against a double of the AWS API. Each test goes on
// where the one before has ended, as the deploys of a team do.
describeWithTerraform('prod-logging, deployed from nothing', () => {
  let checkov: string;
  let double: AwsDouble;
  let project: TeamProject;
  let terraform: Terraform;

  beforeAll(async () => {
    checkov = await ensureCheckov();
    double = await startAwsDouble();
    expect(await s3('PUT', 'prod-logging-terraform', IN_REGION)).toMatchObject({ ok: true });
    project = await makeTeamProject({ state: 's3' });
    project.synthesize();
    const environment = { ...double.environment, ...writingCallsTo(logFile('deploy')) };
    terraform = terraformIn(project.stackFolder, environment);
    await terraform.run('init', '-input=false');
  });

  afterAll(async () => {
    await double?.stop();
    await project?.remove();
  });

  const logFile = (name: string) => join(project.stackFolder, `${name}.log`);
  /** The actions that a log has and the documented calls lack. */
  const undocumented = async (name: string, calls: readonly { readonly action: string }[]) => {
    const documented = new Set(calls.map(({ action }) => action));
    const asked = await askedOfAws(logFile(name));
    expect(asked.length).toBeGreaterThan(30);
    return asked.filter((action) => !documented.has(action));
  };

  const s3 = (method: string, path: string, body?: string): Promise<Response> =>
    fetch(`${double.endpoint}/${path}`, {
      method,
      ...(body !== undefined && { body }),
      headers: {
        Authorization: 'AWS4-HMAC-SHA256 Credential=nobody/20260101/eu-west-1/s3/aws4_request',
      },
    });

  const protectedResources = async (): Promise<readonly string[]> =>
    (await terraform.run('state', 'list'))
      .split('\n')
      .filter((each) => /^aws_(ebs_volume|kms_key)\./.test(each));

  it('is valid for terraform', async () => {
    await terraform.run('validate');
  });

  it('is planned with nothing that checkov finds, save what is accepted beside its resource', async () => {
    await terraform.run('plan', '-out=plan.bin');
    const plan = await terraform.run('show', '-json', 'plan.bin');
    const { summary, results } = await runCheckov(checkov, project.stackFolder, plan);
    const found = results.failed_checks.map((each) => `${each.check_id} ${each.resource}`);
    expect(found.sort()).toEqual([...acceptedFindings(project.stackFolder)].sort());
    expect(summary.passed).toBeGreaterThan(100);
  });

  it('brings up the hosts one after the other, and ends with converge and verify', async () => {
    const output = await terraform.run('apply', WIDE, 'plan.bin');
    expect(deploySteps(output)).toEqual([
      'Release',
      ...['GateBefore', 'Broker1', 'GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2'],
      ...['Broker3', 'GateAfter-broker-3', 'Converge', 'Verify'],
    ]);
    expect(await project.calls()).toEqual([
      'gate --release --first-deploy --inventory -',
      'gate --before broker-1 --first-deploy --inventory -',
      'gate --after broker-1 --first-deploy --inventory -',
      'gate --after broker-2 --first-deploy --inventory -',
      'gate --after broker-3 --first-deploy --inventory -',
      'converge --inventory -',
      'smoke --inventory -',
    ]);
  });

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

  it('has its alarms in CloudWatch, on its own instances and volumes', async () => {
    const { hosts } = JSON.parse(await terraform.run('output', '-json', 'inventory')) as Inventory;
    const answer = await fetch(double.endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ Action: 'DescribeAlarms', Version: '2010-08-01', MaxRecords: '100' },
      }),
      headers: {
        Authorization:
          'AWS4-HMAC-SHA256 Credential=nobody/20260101/eu-west-1/monitoring/aws4_request',
      },
    });
    const alarms = (await answer.text()).split(/(?=<AlarmName>)/).slice(1);
    const nameOf = (alarm: string) => /<AlarmName>([^<]*)</.exec(alarm)?.[1];
    expect(alarms.map(nameOf)).toContain('prod-logging-brokers-down');
    for (const host of hosts) {
      const own = alarms.filter((alarm) => nameOf(alarm)?.includes(`-${host.name}-`));
      const watched = own.flatMap((alarm) => /<Value>([^<]*)</.exec(alarm)?.[1] ?? []);
      expect(new Set(watched)).toEqual(
        new Set([host.instanceId, ...host.disks.map(({ volumeId }) => volumeId)]),
      );
      // Each says what to do first.
      expect(own.filter((alarm) => !alarm.includes('First: `npx'))).toEqual([]);
    }
  });

  it('has a group in CloudWatch for its log files, encrypted, for as long as the spec says', async () => {
    const answer = await fetch(double.endpoint, {
      method: 'POST',
      body: '{}',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'Logs_20140328.DescribeLogGroups',
        Authorization: 'AWS4-HMAC-SHA256 Credential=nobody/20260101/eu-west-1/logs/aws4_request',
      },
    });
    expect(await answer.json()).toMatchObject({
      logGroups: [
        {
          ...{ logGroupName: '/cdktf-kafka/prod-logging', retentionInDays: 30 },
          kmsKeyId: expect.stringMatching(/:key\//) as string,
        },
      ],
    });
  });

  it('keeps its state in S3', async () => {
    expect(await (await s3('GET', STATE)).text()).toContain('"type": "aws_vpc"');
    expect((await s3('HEAD', LOCK)).status).toBe(404);
  });

  it('is closed to a second deploy while the first runs', async () => {
    const lock = { ID: '1', Operation: 'OperationTypeApply', Who: 'somebody@else' };
    await s3('PUT', LOCK, JSON.stringify({ ...lock, Created: new Date().toISOString() }));
    const { code, output } = await terraform.attempt('plan');
    expect(code).toBe(1);
    expect(output).toMatch(/Error acquiring the state lock/);
    expect(output).toContain('somebody@else');
    await s3('DELETE', LOCK);
  });

  it('plans nothing but to verify when it is planned again, and the review calls that safe', async () => {
    const environment = { ...double.environment, ...writingCallsTo(logFile('review')) };
    const review = terraformIn(project.stackFolder, environment);
    const plan = ['plan', '-detailed-exitcode', '-lock=false', '-out=again.bin'];
    expect(await review.attempt(...plan)).toMatchObject({
      code: 2,
      output: expect.stringMatching(ONLY_VERIFIES) as string,
    });
    const json = await review.run('show', '-json', 'again.bin');
    expect(reviewPlan(parsePlan(json, { source: 'plan' }))).toMatchObject({
      verdict: 'safe',
      headline: 'changes nothing; the deploy verifies the cluster',
      findings: [],
    });
  });

  it('asks no more of AWS for a plan than docs/permissions.md gives a reviewer', async () => {
    expect(await undocumented('review', [...READING, ...READING_LOGS])).toEqual([]);
  });

  it('starts an instance that was stopped, and brings a changed setting with its files alone, shown as a diff', async () => {
    project.synthesize({ brokerSettings: { 'num.io.threads': 24 } });
    const { hosts } = JSON.parse(await terraform.run('output', '-json', 'inventory')) as Inventory;
    const ec2 = new EC2Client({ ...SOMEBODY, region: 'eu-west-1', endpoint: double.endpoint });
    await ec2.send(new StopInstancesCommand({ InstanceIds: [hosts[1]!.instanceId!] }));
    const output = await terraform.run('apply', '-auto-approve');
    expect(output).toMatch(/aws_ec2_instance_state\.\S+Broker2\S+: Modifications complete/);
    expect(output).toMatch(/\+ num\.io\.threads=24/);
    expect(output).not.toMatch(/aws_(instance|ebs_volume|network_interface)\.\S+: Modif/);
    expect(deploySteps(output)).toEqual(['Converge', 'Verify']);
    expect(await project.calls()).toEqual(['converge --inventory -', 'smoke --inventory -']);
    const told = await ec2.send(new DescribeInstancesCommand({}));
    const states = (told.Reservations ?? []).flatMap(({ Instances = [] }) => Instances);
    expect(states.map(({ State }) => State?.Name)).toEqual(['running', 'running', 'running']);
    ec2.destroy();
  });

  it('brings nothing of a release to which no way leads', async () => {
    project.synthesize({ interBrokerProtocol: '3.8' });
    await project.failAt('gate --release');
    const { code, output } = await terraform.attempt('apply', '-auto-approve', UNSEEN);
    expect(code).toBe(1);
    expect(output).toMatch(/aws_s3_object\.\S+ will be updated in-place/);
    expect(output).not.toMatch(/^aws_\S+: (?:Creat|Modif|Destroy)/m);
    expect(await project.calls()).toEqual(['gate --release --inventory -']);
  });

  it('stops at the first host whose gate fails, and leaves the others as they are', async () => {
    project.synthesize({ instanceType: 'r7i.2xlarge' });
    await project.failAt('gate --after broker-1');
    const { code, output } = await terraform.attempt('apply', '-auto-approve', UNSEEN);
    expect(code).toBe(1);
    expect(output).toContain('broker-1: must be healthy, got 3 partitions under-replicated.');
    // What was asked in vain is asked again.
    expect(deploySteps(output)).toEqual(['Release', 'GateBefore', 'Broker1']);
    expect(await project.calls()).toEqual([
      'gate --release --inventory -',
      'gate --before broker-1 --inventory -',
      'gate --after broker-1 --inventory -',
    ]);
  });

  it('goes on where it stopped, in place, host by host', async () => {
    await project.failAt();
    const output = await terraform.run('apply', '-auto-approve', UNSEEN);
    expect(deploySteps(output)).toEqual([
      ...['GateAfter-broker-1', 'Broker2', 'GateAfter-broker-2', 'Broker3'],
      ...['GateAfter-broker-3', 'Converge', 'Verify'],
    ]);
    expect(output).not.toMatch(/aws_instance\.\S+: Destr/);
  });

  it('makes one host anew by the plan that was judged, though its protection is lifted meanwhile', async () => {
    const hosts = async () =>
      (JSON.parse(await terraform.run('output', '-json', 'inventory')) as Inventory).hosts;
    const [first, second, third] = await hosts();
    const { name, terraformAddress, instanceId = '' } = second!;
    const environment = process.env;
    process.env = {
      ...environment,
      ...double.environment,
      ...terraformEnvironment(project.stackFolder),
    };
    const run = { folder: project.stackFolder };
    await withPlan([`-replace=${terraformAddress}`], run, async ({ file, json }) => {
      expect(judgeReplacement(parsePlan(json, { source: 'plan' }), terraformAddress)).toEqual([]);
      await allowTermination({ name, instanceId, region: 'eu-west-1' });
      await applyReplacement(file, run);
    }).finally(() => (process.env = environment));
    const after = await hosts();
    expect([after[0], after[2]]).toEqual([first, third]);
    expect(after[1]).toEqual({ ...second, instanceId: expect.stringMatching(/^i-/) as string });
    expect(after[1]!.instanceId).not.toBe(instanceId);
  });

  it('destroys all the rest when it is told to forget the data and its key', async () => {
    await terraform.run('state', 'rm', ...(await protectedResources()));
    await terraform.run('destroy', '-auto-approve', UNSEEN, WIDE);
    expect(await terraform.run('state', 'list')).toBe('');
  });

  it('has asked no more of AWS, in all of its life, than docs/permissions.md gives a deploy', async () => {
    const ofLogs = [...READING_LOGS, ...CHANGING_LOGS];
    expect(await undocumented('deploy', [...READING, ...CHANGING, ...ofLogs])).toEqual([]);
  });
});
