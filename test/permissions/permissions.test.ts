import { policyDocument, type PolicyStatement } from '../../stacks/policy-document';
import { ACCOUNT, isAllowed } from '../support/judge-request';
import { CHANGING, READING, type PermittedCall } from './calls';
import { documentedPolicy } from './documented-policies';

const DEPLOYER: readonly PolicyStatement[] = [
  ...documentedPolicy('deployer-ec2'),
  ...documentedPolicy('deployer'),
];
const REVIEWER = documentedPolicy('reviewer');

const principal = `arn:aws:iam::${ACCOUNT}:role/ci`;
const REGION = { 'aws:RequestedRegion': 'eu-west-1' };

type Asked = Pick<PermittedCall, 'action' | 'resource' | 'context'>;
const may = (identity: readonly PolicyStatement[], { action, resource, context }: Asked) =>
  isAllowed({
    ...{ principal, action, resource, identity },
    context: { ...REGION, ...context },
    ...(resource.includes(':key/') && { ofResource: [LET_IAM_DECIDE] }),
  });

/** The policy of the cluster's key: without one, IAM has no say. */
const LET_IAM_DECIDE: PolicyStatement = {
  ...{ Sid: 'LetIamDecide', Effect: 'Allow', Action: 'kms:*', Resource: '*' },
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
};

/** As titles of tests. */
const titled = (calls: readonly PermittedCall[]) =>
  calls.map((call) => [`${call.action} ${call.resource}`, call] as const);

it.each(['deployer-ec2', 'deployer', 'reviewer'])('%s fits into a managed policy', (name) => {
  expect(policyDocument(documentedPolicy(name)).length).toBeLessThanOrEqual(6_144);
});

describe.each(titled([...READING, ...CHANGING]))('%s', (_, call) => {
  it('is allowed to a deploy', async () => {
    expect(await may(DEPLOYER, call)).toBe(true);
  });

  const { others } = call;
  if (others)
    it('is not, on what is somebody else’s', async () => {
      expect(await may(DEPLOYER, { action: call.action, ...others })).toBe(false);
    });
});

describe('a review', () => {
  it.each(titled(READING))('may %s', async (_, call) => {
    expect(await may(REVIEWER, call)).toBe(true);
  });

  it.each(titled(CHANGING.filter(({ action }) => !/:(?:Get|List|Describe)/.test(action))))(
    'may not %s',
    async (_, call) => {
      expect(await may(REVIEWER, call)).toBe(false);
    },
  );

  it('has no action that changes anything', () => {
    const actions = REVIEWER.flatMap(({ Action = [] }) => Action);
    expect(
      actions.filter((each) => !/^\w+:(?:Get|List|Describe)|^kms:Decrypt$/.test(each)),
    ).toEqual([]);
  });
});

it.each<[string, Asked]>([
  [
    'another region',
    {
      action: 'ec2:DescribeInstances',
      resource: '*',
      context: { 'aws:RequestedRegion': 'us-east-1' },
    },
  ],
  ['other roles', { action: 'iam:PutRolePolicy', resource: `arn:aws:iam::${ACCOUNT}:role/admin` }],
  [
    'users',
    { action: 'iam:CreateUser', resource: `arn:aws:iam::${ACCOUNT}:user/prod-logging-eu-west-1-a` },
  ],
  [
    'tags on what is not its own',
    {
      action: 'ec2:CreateTags',
      resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0a`,
      context: { 'aws:RequestTag/kafka-cluster': 'prod-logging' },
    },
  ],
  [
    'other state',
    {
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::prod-logging-terraform/audit/terraform.tfstate',
    },
  ],
])('a deploy has no say in %s', async (_, call) => {
  expect(await may(DEPLOYER, call)).toBe(false);
});

it.each([
  ['s3:ListBucket', ''],
  ['s3:GetObject', '/prod-logging/terraform.tfstate'],
  ['s3:PutObject', '/prod-logging/terraform.tfstate'],
  ...['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map((action) => [
    action,
    '/prod-logging/terraform.tfstate.tflock',
  ]),
])('a deploy keeps its state by %s %s', async (action, key) => {
  const resource = `arn:aws:s3:::prod-logging-terraform${key}`;
  expect(await may(DEPLOYER, { action: action, resource })).toBe(true);
});
