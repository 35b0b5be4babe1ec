import { BrokerLogs, type BrokerLogsSpec } from '../../stacks/index';
import { bucketPolicy } from '../../stacks/bucket-policy';
import type { PolicyStatement } from '../../stacks/policy-document';
import { ACCOUNT, isAllowed } from '../support/judge-request';
import { validSpec } from '../support/spec-builder';
import { synthesizeCluster } from '../support/synthesized';

const BUCKET = 'arn:aws:s3:::logs-1';
const HOST = `arn:aws:iam::${ACCOUNT}:role/logs-eu-west-1-broker-1`;
const OTHER = `arn:aws:iam::${ACCOUNT}:role/logs-eu-west-1-broker-2`;
const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/cdktf-kafka/logs`;

/** What terraform puts into the place of what it knows only later. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/\$\{aws_s3_bucket\.[^}]*\.arn\}/g, BUCKET],
  [/\$\{aws_kms_key\.Kafka_Key_[^}]*\}/g, `arn:aws:kms:eu-west-1:${ACCOUNT}:key/files`],
  [/\$\{[^}]*dns_suffix\}/g, 'amazonaws.com'],
  [/\$\{[^}]*aws_partition[^}]*\}/g, 'aws'],
  [/\$\{[^}]*aws_region[^}]*\}/g, 'eu-west-1'],
  [/\$\{[^}]*account_id\}/g, ACCOUNT],
];

const stackOf = (brokerLogs?: BrokerLogsSpec) =>
  synthesizeCluster({ spec: validSpec({ ...(brokerLogs && { brokerLogs }) }) });

const statements = (policy: unknown) =>
  (
    JSON.parse(
      KNOWN.reduce((text, [token, value]) => text.replaceAll(token, value), policy as string),
    ) as { readonly Statement: readonly PolicyStatement[] }
  ).Statement;

const roleOf = (stack: ReturnType<typeof stackOf>) =>
  statements(stack.resource('aws_iam_role_policy', { role: /Broker1/ }).policy);

const OF_BUCKET = bucketPolicy({
  ...{ bucketArn: BUCKET, clusterName: 'logs', hasLogs: true, deployers: [] },
  account: { partition: 'aws', id: ACCOUNT },
  hostRoleArns: { 'broker-1': HOST, 'broker-2': OTHER },
});

const may = (
  identity: readonly PolicyStatement[],
  action: string,
  resource: string,
  principal = HOST,
) =>
  isAllowed({
    ...{ principal, action, resource, identity },
    ...(resource.startsWith(BUCKET) && { ofResource: OF_BUCKET }),
  });

const streamOf = (host: string) => `${GROUP}:log-stream:${host}/server`;
const objectOf = (host: string) => `${BUCKET}/logs/broker-logs/${host}/server/2026/11/28/1.log.gz`;

describe('of a cluster whose log files go to CloudWatch, a host', () => {
  const role = roleOf(stackOf(BrokerLogs.cloudWatch({ days: 30 })));

  it.each(['logs:CreateLogStream', 'logs:PutLogEvents'])(
    'may %s of its own, and of no other host',
    async (action) => {
      expect(await may(role, action, streamOf('broker-1'))).toBe(true);
      expect(await may(role, action, streamOf('broker-2'))).toBe(false);
      expect(await may(role, action, streamOf('broker-11'))).toBe(false);
    },
  );

  it('deletes and reads none', async () => {
    for (const action of ['DeleteLogGroup', 'PutRetentionPolicy', 'StartQuery'])
      expect(await may(role, `logs:${action}`, GROUP)).toBe(false);
    for (const action of ['DeleteLogStream', 'GetLogEvents'])
      expect(await may(role, `logs:${action}`, streamOf('broker-1'))).toBe(false);
  });

  it('puts nothing into the bucket', async () => {
    expect(await may(role, 's3:PutObject', objectOf('broker-1'))).toBe(false);
  });
});

describe('of a cluster whose log files go to S3, a host', () => {
  const role = roleOf(stackOf(BrokerLogs.s3({ days: 365 })));

  it('puts objects below its own prefix, and below no other', async () => {
    expect(await may(role, 's3:PutObject', objectOf('broker-1'))).toBe(true);
    expect(await may(role, 's3:PutObject', objectOf('broker-2'))).toBe(false);
  });

  it('reads and deletes none', async () => {
    for (const action of ['s3:GetObject', 's3:DeleteObject', 's3:DeleteObjectVersion'])
      expect(await may(role, action, objectOf('broker-1'))).toBe(false);
  });

  it('is kept off the logs of others by the bucket itself', async () => {
    const everything = [{ Sid: 'All', Effect: 'Allow' as const, Action: '*', Resource: '*' }];
    expect(await may(everything, 's3:PutObject', objectOf('broker-1'))).toBe(true);
    expect(await may(everything, 's3:PutObject', objectOf('broker-2'))).toBe(false);
    expect(await may(everything, 's3:PutObject', objectOf('broker-1'), OTHER)).toBe(false);
  });

  it('puts no events', async () => {
    expect(await may(role, 'logs:PutLogEvents', streamOf('broker-1'))).toBe(false);
  });
});

it('a cluster whose log files stay where they are asks for nothing of it', async () => {
  const stack = stackOf();
  const role = roleOf(stack);
  expect(await may(role, 's3:PutObject', objectOf('broker-1'))).toBe(false);
  expect(await may(role, 'logs:PutLogEvents', streamOf('broker-1'))).toBe(false);
  expect(stack.counts).not.toHaveProperty('aws_cloudwatch_log_group');
});

it('CloudWatch Logs encrypts that group with the cluster’s key, and nothing else', () => {
  const { policy } = stackOf(BrokerLogs.cloudWatch({ days: 30 })).resource('aws_kms_key');
  const statement = statements(policy).find(({ Sid }) => Sid === 'LetLogsEncrypt');
  expect(statement).toMatchObject({
    Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': GROUP } },
  });
  expect(JSON.stringify(stackOf(BrokerLogs.s3({ days: 1 })).resource('aws_kms_key'))).not.toContain(
    'LetLogsEncrypt',
  );
});
