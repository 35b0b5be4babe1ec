import { bucketPolicy } from '../../stacks/bucket-policy';
import { ACCOUNT, EVERYTHING, isAllowed } from '../support/judge-request';

const BUCKET = 'arn:aws:s3:::logs-1';
const SERVER_PROPERTIES = `${BUCKET}/logs/broker-1/etc/kafka/server.properties`;
const PUBLISHED = `${BUCKET}/logs/broker-1/published/ssh_host_keys`;

const role = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;
const DEPLOYER = role('ci/deploy');
const SIGNED_ON = role('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Kafka_0a1b2c');
const HOST = role('logs-eu-west-1-broker-1');
const OTHER_HOST = role('logs-eu-west-1-broker-2');
const STRANGER = role('somebody');
const FOREIGNER = role('ci/deploy', '999999999999');
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

/** What credentials of an instance's role bring along. */
const ON_EC2 = { 'aws:Ec2InstanceSourceVpc': 'vpc-0a1b2c3d' };

const policyFor = (deployers: readonly string[]) =>
  bucketPolicy({
    ...{ bucketArn: BUCKET, clusterName: 'logs', deployers },
    account: { partition: 'aws', id: ACCOUNT },
    hostRoleArns: { 'broker-1': HOST, 'broker-2': OTHER_HOST },
  });

/** Whether somebody whom IAM lets do everything may do it here. */
const mayWith =
  (deployers: readonly string[]) =>
  (principal: string, action: string, resource: string, context?: Record<string, string>) =>
    isAllowed({
      ...{ principal, action, resource, ...(context && { context }) },
      identity: EVERYTHING,
      ofResource: policyFor(deployers),
    });

/** Each changes what hosts run, or how long that holds. */
const CHANGES = [
  ...['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectTagging'].map(
    (action) => [action, SERVER_PROPERTIES] as const,
  ),
  ['s3:PutObject', `${BUCKET}/logs/archives/kafka.tar`],
  ['s3:PutObject', `${BUCKET}/anywhere`],
  // What is published stands below a host, nowhere else.
  ['s3:PutObject', `${BUCKET}/published/ssh_host_keys`],
  ...[
    ...['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:DeleteBucket', 's3:PutBucketVersioning'],
    ...['s3:PutLifecycleConfiguration', 's3:PutReplicationConfiguration', 's3:PutBucketAcl'],
    ...['s3:PutEncryptionConfiguration', 's3:PutBucketPublicAccessBlock'],
  ].map((action) => [action, BUCKET] as const),
] as const;

describe('with deployers named', () => {
  const may = mayWith([DEPLOYER, role('aws-reserved/*/AWSReservedSSO_Kafka_*')]);

  it.each(CHANGES)('%s of %s is for them and the account’s root user alone', async (...change) => {
    expect(await may(DEPLOYER, ...change)).toBe(true);
    expect(await may(SIGNED_ON, ...change)).toBe(true);
    expect(await may(ROOT, ...change)).toBe(true);
    expect(await may(STRANGER, ...change)).toBe(false);
    expect(await may(HOST, ...change)).toBe(false);
    expect(await may(FOREIGNER, ...change)).toBe(false);
  });

  it('lets a machine deploy that is named', async () => {
    expect(await may(DEPLOYER, 's3:PutObject', SERVER_PROPERTIES, ON_EC2)).toBe(true);
  });

  it('takes nobody for a deployer whose name only begins like one, or stands under another path', async () => {
    for (const name of ['ci/deploy2', 'deploy', 'other/ci/deploy']) {
      expect(await may(role(name), 's3:PutObject', SERVER_PROPERTIES)).toBe(false);
    }
  });
});

describe('without deployers named', () => {
  const may = mayWith([]);

  it.each(CHANGES)('%s of %s is for no host and no machine of EC2', async (...change) => {
    expect(await may(STRANGER, ...change)).toBe(true);
    expect(await may(ROOT, ...change)).toBe(true);
    expect(await may(STRANGER, ...change, ON_EC2)).toBe(false);
    expect(await may(HOST, ...change)).toBe(false);
    expect(await may(HOST, ...change, ON_EC2)).toBe(false);
    expect(await may(FOREIGNER, ...change)).toBe(false);
  });
});

describe.each([
  ['with', [DEPLOYER]],
  ['without', []],
])('%s deployers named', (_, deployers) => {
  const may = mayWith(deployers);

  it('a host publishes its own keys, and nobody else does', async () => {
    expect(await may(HOST, 's3:PutObject', PUBLISHED, ON_EC2)).toBe(true);
    for (const other of [OTHER_HOST, STRANGER, DEPLOYER, ROOT]) {
      for (const action of ['s3:PutObject', 's3:PutObjectAcl', 's3:ReplicateObject']) {
        expect(await may(other, action, PUBLISHED)).toBe(false);
      }
    }
  });

  it('the bucket can still be emptied and deleted with the cluster', async () => {
    expect(await may(DEPLOYER, 's3:DeleteObjectVersion', PUBLISHED)).toBe(true);
    expect(await may(DEPLOYER, 's3:DeleteBucket', BUCKET)).toBe(true);
  });

  it('IAM says who of the account may read', async () => {
    for (const reader of [HOST, STRANGER, DEPLOYER]) {
      expect(await may(reader, 's3:GetObject', SERVER_PROPERTIES)).toBe(true);
      expect(await may(reader, 's3:ListBucket', BUCKET)).toBe(true);
      expect(await may(reader, 's3:GetBucketPolicy', BUCKET)).toBe(true);
    }
    expect(await may(FOREIGNER, 's3:GetObject', SERVER_PROPERTIES)).toBe(false);
  });

  it('is no affair of another account, unless it is a service of AWS for this one', async () => {
    const elsewhere = { 'aws:PrincipalAccount': '999999999999' };
    const asService = { ...elsewhere, 'aws:PrincipalIsAWSService': 'true' };
    expect(await may(STRANGER, 's3:GetObject', SERVER_PROPERTIES, elsewhere)).toBe(false);
    expect(await may(STRANGER, 's3:GetObject', SERVER_PROPERTIES, asService)).toBe(true);
  });

  it('is closed to who does not say who he is', async () => {
    const nameless = ['aws:PrincipalAccount', 'aws:PrincipalIsAWSService'];
    const request = { principal: STRANGER, action: 's3:GetObject', resource: SERVER_PROPERTIES };
    const policies = { identity: EVERYTHING, ofResource: policyFor(deployers) };
    expect(await isAllowed({ ...request, ...policies })).toBe(true);
    expect(await isAllowed({ ...request, ...policies, without: nameless })).toBe(false);
  });

  it('nothing goes without TLS', async () => {
    const plain = { 'aws:SecureTransport': 'false' };
    expect(await may(DEPLOYER, 's3:GetObject', SERVER_PROPERTIES, plain)).toBe(false);
  });

  it('gives nobody a right that IAM does not give', async () => {
    const request = { principal: DEPLOYER, resource: SERVER_PROPERTIES, identity: [] };
    const ofResource = policyFor(deployers);
    for (const action of ['s3:GetObject', 's3:PutObject'])
      expect(await isAllowed({ ...request, action, ofResource })).toBe(false);
  });
});
