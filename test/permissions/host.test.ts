import { Security } from '../../stacks/index';
import { bucketPolicy } from '../../stacks/bucket-policy';
import type { PolicyStatement } from '../../stacks/policy-document';
import { validSpec } from '../support/spec-builder';
import { ACCOUNT, isAllowed } from '../support/judge-request';
import { synthesizeCluster } from '../support/synthesized';

const REGION = 'eu-west-1';
const BUCKET = 'arn:aws:s3:::logs-1';
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/files`;
const SECRETS_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/secrets`;
const HOST = `arn:aws:iam::${ACCOUNT}:role/logs-${REGION}-broker-1`;
const NEIGHBOUR = `arn:aws:iam::${ACCOUNT}:role/logs-${REGION}-broker-2`;

const stack = synthesizeCluster({
  spec: validSpec({ security: Security.tls() }),
  alarms: { certificates: true },
});

/** What terraform puts into the place of what it knows only later. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/\$\{aws_s3_bucket\.[^}]*\.arn\}/g, BUCKET],
  [/\$\{aws_kms_key\.Kafka_Key_[^}]*\}/g, KEY],
  [/\$\{aws_kms_key\.Kafka_SecretsKey_[^}]*\}/g, SECRETS_KEY],
  [/\$\{[^}]*dns_suffix\}/g, 'amazonaws.com'],
];

/** All that the role of a host is given. */
const ROLE: readonly PolicyStatement[] = (
  JSON.parse(
    KNOWN.reduce(
      (text, [token, value]) => text.replaceAll(token, value),
      stack.resource('aws_iam_role_policy', { role: /Broker1/ }).policy as string,
    ),
  ) as { readonly Statement: readonly PolicyStatement[] }
).Statement;

const OF_BUCKET = bucketPolicy({
  ...{ bucketArn: BUCKET, clusterName: 'logs', deployers: [] },
  account: { partition: 'aws', id: ACCOUNT },
  hostRoleArns: { 'broker-1': HOST, 'broker-2': NEIGHBOUR },
});

/** A key's own policy leaves it to IAM. */
const OF_KEY: readonly PolicyStatement[] = [
  {
    ...{ Sid: 'LetIamDecide', Effect: 'Allow', Action: 'kms:*', Resource: '*' },
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  },
];

const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
  isAllowed({
    ...{ principal: HOST, action, resource, context, identity: ROLE },
    ...(resource.startsWith(BUCKET) && { ofResource: OF_BUCKET }),
    ...(resource.includes(':key/') && { ofResource: OF_KEY }),
  });

const parameter = (name: string) => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/kafka/logs/${name}`;
const via = (service: string) => ({ 'kms:ViaService': `${service}.${REGION}.amazonaws.com` });
const namespace = (host: string) => ({ 'cloudwatch:namespace': `cdktf-kafka/logs/${host}` });

it('a host does what it must', async () => {
  expect(await may('s3:GetObject', `${BUCKET}/logs/broker-1/etc/kafka/server.properties`)).toBe(
    true,
  );
  expect(await may('s3:GetObject', `${BUCKET}/logs/archives/kafka.tar`)).toBe(true);
  expect(await may('s3:PutObject', `${BUCKET}/logs/broker-1/published/ssh_host_keys`)).toBe(true);
  expect(await may('kms:Decrypt', KEY, via('s3'))).toBe(true);
  expect(await may('cloudwatch:PutMetricData', '*', namespace('broker-1'))).toBe(true);
});

describe('a host that is broken into', () => {
  it.each(['authority', 'tools.pem', 'trusted.pem', 'clients/shipper'])(
    'gets no secret of the account: %s',
    async (name) => {
      expect(await may('ssm:GetParameter', parameter(name))).toBe(false);
      expect(await may('ssm:GetParameters', parameter(name))).toBe(false);
      expect(await may('ssm:GetParametersByPath', parameter(name))).toBe(false);
      expect(await may('ssm:PutParameter', parameter(name))).toBe(false);
    },
  );

  it('decrypts none either, by whatever way it came to it', async () => {
    for (const service of ['ssm', 's3', 'ec2'])
      expect(await may('kms:Decrypt', SECRETS_KEY, via(service))).toBe(false);
    expect(await may('kms:Decrypt', KEY, via('ssm'))).toBe(false);
    expect(await may('kms:Decrypt', KEY, via('ec2'))).toBe(false);
  });

  it('reads no other host’s files', async () => {
    expect(await may('s3:GetObject', `${BUCKET}/logs/broker-2/etc/kafka/server.properties`)).toBe(
      false,
    );
    expect(await may('s3:ListBucket', BUCKET, { 's3:prefix': 'logs/broker-2/' })).toBe(false);
  });

  it.each([
    'logs/broker-1/usr/local/sbin/cdktf-kafka-host',
    'logs/broker-1/manifest',
    'logs/broker-2/usr/local/sbin/cdktf-kafka-host',
    'logs/archives/kafka.tar',
  ])('writes nothing that any host runs as root: %s', async (key) => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:PutObjectTagging'])
      expect(await may(action, `${BUCKET}/${key}`)).toBe(false);
  });

  it('gives itself out for no other host by SSH', async () => {
    expect(await may('s3:PutObject', `${BUCKET}/logs/broker-2/published/ssh_host_keys`)).toBe(
      false,
    );
  });

  it('says of no other host that its certificates hold', async () => {
    expect(await may('cloudwatch:PutMetricData', '*', namespace('broker-2'))).toBe(false);
    expect(
      await may('cloudwatch:DeleteAlarms', `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:logs-1`),
    ).toBe(false);
  });

  it.each([
    ['iam:PassRole', NEIGHBOUR],
    ['sts:AssumeRole', NEIGHBOUR],
    ['iam:PutRolePolicy', HOST],
    ['ec2:RunInstances', `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/*`],
  ])('takes no further rights by %s', async (action, resource) => {
    expect(await may(action, resource)).toBe(false);
  });
});
