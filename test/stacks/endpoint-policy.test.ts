import { endpointPolicy } from '../../stacks/endpoint-policy';
import { ACCOUNT, EVERYTHING, isAllowed } from '../support/judge-request';

const BUCKET = 'arn:aws:s3:::logs-1';
const HOST = `arn:aws:iam::${ACCOUNT}:role/logs-broker-1`;
const FOREIGNER = 'arn:aws:iam::999999999999:role/thief';

const policyWith = (...buckets: readonly string[]) =>
  endpointPolicy({
    ...{ bucketArn: BUCKET, clusterName: 'logs', buckets },
    account: { partition: 'aws', id: ACCOUNT },
  });

/** Whether somebody whom IAM lets do everything may do it through the endpoint. */
const may = (action: string, resource: string, { principal = HOST, policy = policyWith() } = {}) =>
  isAllowed({ ...{ principal, action, resource }, identity: EVERYTHING, ofEndpoint: policy });

it.each([
  ['s3:GetObject', `${BUCKET}/logs/broker-1/manifest`],
  ['s3:ListBucket', BUCKET],
  ['s3:PutObject', `${BUCKET}/logs/broker-1/published/ssh_host_keys`],
])('lets a host do %s on %s', async (...call) => {
  expect(await may(...call)).toBe(true);
});

it.each([
  ['s3:PutObject', `${BUCKET}/logs/broker-1/manifest`],
  ['s3:DeleteObject', `${BUCKET}/logs/broker-1/published/ssh_host_keys`],
  ['s3:PutBucketPolicy', BUCKET],
  ['s3:PutObject', 'arn:aws:s3:::somebodys-bucket/records'],
  ['s3:GetObject', 'arn:aws:s3:::somebodys-bucket/program'],
  ['s3:ListAllMyBuckets', '*'],
])('lets nobody do %s on %s', async (...call) => {
  expect(await may(...call)).toBe(false);
});

it('lets hosts bring log files, where they do', async () => {
  const resource = `${BUCKET}/logs/broker-logs/broker-1/server/2026/11/28/1.log.gz`;
  const policy = endpointPolicy({
    ...{ bucketArn: BUCKET, clusterName: 'logs', buckets: [], hasLogs: true },
    account: { partition: 'aws', id: ACCOUNT },
  });
  expect(await may('s3:PutObject', resource, { policy })).toBe(true);
  expect(await may('s3:GetObject', resource, { policy, principal: FOREIGNER })).toBe(false);
  expect(await may('s3:PutObject', resource)).toBe(false);
});

it('leads to the bucket with credentials of its account alone', async () => {
  const resource = `${BUCKET}/logs/broker-1/manifest`;
  const everyone = { Sid: 'Open', Effect: 'Allow', Principal: '*', Resource: resource } as const;
  const open = {
    ...{ action: 's3:GetObject', resource, identity: EVERYTHING },
    ofResource: [{ ...everyone, Action: 's3:GetObject' }],
  };
  expect(await isAllowed({ ...open, principal: FOREIGNER })).toBe(true);
  expect(await isAllowed({ ...open, principal: FOREIGNER, ofEndpoint: policyWith() })).toBe(false);
});

it('leads to further buckets that are named, by name or pattern, and to no other', async () => {
  const policy = policyWith('amazon-ssm-eu-west-1', 'patch-baseline-*');
  const to = (bucket: string) => may('s3:GetObject', `arn:aws:s3:::${bucket}/file`, { policy });
  expect(await to('amazon-ssm-eu-west-1')).toBe(true);
  expect(await to('patch-baseline-snapshot-eu-west-1')).toBe(true);
  expect(await to('amazon-ssm-eu-west-2')).toBe(false);
});
