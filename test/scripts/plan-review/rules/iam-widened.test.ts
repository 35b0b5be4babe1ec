import { iamWidened } from '../../../../scripts/plan-review/rules/iam-widened';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';

const policy = (...Statement: readonly object[]) => JSON.stringify({ Statement });
const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource, ...rest },
});
const READ = allow('s3:GetObject', 'arn:aws:s3:::b/*');
const rolePolicy = (before: string | null, after: string, rest: object = {}): PlannedResource => ({
  address: 'aws_iam_role_policy.p',
  before: before === null ? null : { role: 'host', policy: before },
  after: { role: 'host', policy: after },
  ...rest,
});
const newRole = {
  address: 'aws_iam_role.r',
  after: { name: 'host', assume_role_policy: policy() },
};

it.each([
  [
    'the same in other words',
    [rolePolicy(policy(READ), policy({ ...READ, Action: ['s3:GetObject'] }))],
    undefined,
  ],
  ['less', [rolePolicy(policy(READ, allow('s3:PutObject', '*')), policy(READ))], undefined],
  ['one action more', [rolePolicy(policy(READ), policy(READ, allow('s3:PutObject', '*')))], 'care'],
  ['everything', [rolePolicy(policy(READ), policy(allow('*', '*')))], 'danger'],
  ['all of IAM', [rolePolicy(policy(READ), policy(allow('iam:*', '*')))], 'danger'],
  ['a first policy for a role that stands', [rolePolicy(null, policy(READ))], 'care'],
  ['a policy for a new role', [newRole, rolePolicy(null, policy(READ))], undefined],
  ['everything, for a new role', [newRole, rolePolicy(null, policy(allow('*', '*')))], 'danger'],
  ['no JSON', [rolePolicy(policy(READ), 'x')], 'care'],
  [
    'what is known only later',
    [
      {
        ...rolePolicy(policy(READ), ''),
        after: { role: 'host' },
        afterUnknown: { policy: true },
        actions: ['update'],
      },
    ],
    'care',
  ],
  [
    'what is known only later, for a new role',
    [newRole, { ...rolePolicy(null, ''), after: { role: 'host' }, afterUnknown: { policy: true } }],
    undefined,
  ],
] as const)('judges %s', (_, resources, expected) => {
  expect(severityOf(iamWidened, resources)).toBe(expected);
});

it.each([
  ['a bucket to everyone', 'aws_s3_bucket_policy', { ...READ, Principal: '*' }, 'danger'],
  [
    'a bucket to another account',
    'aws_s3_bucket_policy',
    { ...READ, Principal: { AWS: 'arn:aws:iam::2:root' } },
    'care',
  ],
  ['a key to everyone', 'aws_kms_key', allow('kms:*', '*', { Principal: { AWS: '*' } }), 'danger'],
])('judges a policy that opens %s', (_, type, statement, expected) => {
  const values = {
    bucket: 'b',
    policy: policy({ ...READ, Principal: { AWS: 'arn:aws:iam::1:root' } }),
  };
  const resource = {
    address: `${type}.a`,
    before: values,
    after: { ...values, policy: policy(statement) },
  };
  expect(severityOf(iamWidened, [resource])).toBe(expected);
});

it('misses a denial that goes', () => {
  const deny = { ...READ, Effect: 'Deny', Principal: '*' };
  const resource = {
    address: 'aws_s3_bucket_policy.a',
    before: { bucket: 'b', policy: policy(deny) },
    after: { bucket: 'b', policy: policy() },
  };
  expect(judge(iamWidened, [resource])[0]?.what).toContain('no longer denies');
});

it.each([
  ['AdministratorAccess', [], 'danger'],
  ['CloudWatchAgentServerPolicy', [], 'care'],
  ['CloudWatchAgentServerPolicy', [newRole], undefined],
  ['AdministratorAccess', [newRole], 'danger'],
] as const)('judges %s attached to a role', (name, others, expected) => {
  const attachment = {
    address: 'aws_iam_role_policy_attachment.a',
    after: { role: 'host', policy_arn: `arn:aws:iam::aws:policy/${name}` },
  };
  expect(severityOf(iamWidened, [attachment, ...others])).toBe(expected);
});

it('sees who may take a role, and boundaries that go', () => {
  const trust = (Service: string) =>
    policy(allow('sts:AssumeRole', undefined, { Principal: { Service } }));
  const role = {
    name: 'host',
    assume_role_policy: trust('ec2.amazonaws.com'),
    permissions_boundary: 'arn:b',
  };
  const changed = {
    ...role,
    assume_role_policy: trust('lambda.amazonaws.com'),
    permissions_boundary: null,
  };
  const whats = judge(iamWidened, [
    { address: 'aws_iam_role.r', before: role, after: changed },
  ]).map(({ what }) => what);
  expect(whats).toEqual([
    'aws_iam_role.r newly allows sts:assumerole for Service:lambda.amazonaws.com.',
    'aws_iam_role.r newly allows what its permissions boundary kept from it.',
  ]);
});
