import { iamWidened } from '../../../../scripts/plan-review/rules/iam-widened';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { asIs } from '../../../support/planned-cluster';

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
  expect(judge(iamWidened, [resource])[0]?.what).toContain('Newly allows what it denied');
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
    'Newly allows sts:assumerole for Service:lambda.amazonaws.com by aws_iam_role.r.',
    'Gives back what the boundary kept from aws_iam_role.r: permissions_boundary arn:b → none.',
  ]);
});

const ALL = allow('*', '*');

it.each([
  [
    'all but some actions',
    [{ Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: '*' }],
    'danger',
  ],
  [
    'everything but on some resources',
    [{ Effect: 'Allow', Action: '*', NotResource: 'x' }],
    'danger',
  ],
  ['everything, with no condition in it', [{ ...ALL, Condition: {} }], 'danger'],
  [
    'everything, for whoever is anyone',
    [{ ...ALL, Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }],
    'danger',
  ],
  [
    'everything, with a second factor',
    [{ ...ALL, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    undefined,
  ],
  ['to write policies of any role', [allow(['iam:PassRole', 'iam:Put*'], '*')], 'danger'],
  [
    'one service but on some resources',
    [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'x' }],
    undefined,
  ],
])('judges a new role that may do %s', (_, statements, expected) => {
  expect(severityOf(iamWidened, [newRole, rolePolicy(null, policy(...statements))])).toBe(expected);
});

it.each([
  ['all but one', { NotPrincipal: { AWS: 'arn:aws:iam::1:root' } }],
  ['everyone, with no condition in it', { Principal: '*', Condition: {} }],
  [
    'everyone from anywhere',
    { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } } },
  ],
  [
    'everyone who speaks TLS',
    { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
  ],
])('finds danger in a bucket open to %s', (_, who) => {
  const values = (...statements: object[]) => ({ bucket: 'b', policy: policy(...statements) });
  const resource = {
    address: 'aws_s3_bucket_policy.a',
    before: values(),
    after: values({ ...READ, ...who }),
  };
  expect(severityOf(iamWidened, [resource])).toBe('danger');
});

it.each(['aws_s3_access_point', 'aws_s3control_access_point_policy'])(
  'finds danger in a new %s open to everyone',
  (type) => {
    const after = { bucket: 'b', policy: policy({ ...READ, Principal: '*' }) };
    expect(severityOf(iamWidened, [{ address: `${type}.a`, after }])).toBe('danger');
  },
);

it('compares statements however much they list', () => {
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const resources = names('arn:aws:s3:::b', 60);
  const many = allow(names('s3:A', 60), resources);
  const more = allow([...names('s3:A', 60), 'iam:PassRole'], resources);
  expect(judge(iamWidened, [rolePolicy(policy(many), policy(more))])[0]?.what).toContain(
    'iam:passrole',
  );
});

it('tells a role by what the code leads to where its name is not known yet', () => {
  const attachment = {
    address: 'aws_iam_role_policy_attachment.a',
    after: { policy_arn: 'arn:aws:iam::1:policy/x' },
    afterUnknown: { role: true },
    refersTo: ['aws_iam_role.r.name'],
  };
  const standing = { ...newRole, before: newRole.after };
  expect(severityOf(iamWidened, [newRole, attachment])).toBeUndefined();
  expect(severityOf(iamWidened, [standing, attachment])).toBe('care');
});

it.each(['managed_policy_arns', 'permissions_boundary'])(
  'warns of a role whose %s are known only later',
  (key) => {
    const role = { address: 'aws_iam_role.r', before: { name: 'host' }, after: { name: 'host' } };
    const change = { ...role, actions: ['update'], afterUnknown: { [key]: true } };
    expect(severityOf(iamWidened, [change])).toBe('care');
  },
);

it.each(['aws_iam_access_key', 'aws_iam_user_group_membership', 'aws_kms_grant'])(
  'warns of a new %s',
  (type) => {
    expect(severityOf(iamWidened, [{ address: `${type}.a`, after: { user: 'u' } }])).toBe('care');
  },
);

it('misses the denials of a bucket policy that goes', () => {
  const deny = { ...READ, Effect: 'Deny', Principal: '*' };
  const gone = { address: 'aws_s3_bucket_policy.a', before: { bucket: 'b', policy: policy(deny) } };
  expect(severityOf(iamWidened, [gone])).toBe('care');
});

describe('an account that no resource of the plan is of', () => {
  const own = asIs('aws_iam_role.own', { arn: 'arn:aws:iam::123456789012:role/own' });
  const trust = (account: string) => ({
    assume_role_policy: policy(
      allow('sts:AssumeRole', undefined, { Principal: { AWS: `arn:aws:iam::${account}:root` } }),
    ),
  });

  it('is told where a new role lets it in, which says nothing of its own', () => {
    const made = (account: string) => [own, { address: 'aws_iam_role.r', after: trust(account) }];
    expect(judge(iamWidened, made('999999999999'))).toMatchObject([
      { severity: 'care', what: expect.stringContaining('999999999999') as string },
    ]);
    expect(judge(iamWidened, made('123456789012'))).toEqual([]);
  });
});

it.each([
  ['google_project_iam_member', { role: 'roles/owner', member: 'serviceAccount:a' }, 'danger'],
  ['google_storage_bucket_iam_member', { bucket: 'b', role: 'r', member: 'allUsers' }, 'danger'],
  ['google_storage_bucket_iam_member', { bucket: 'b', role: 'r', member: 'user:a' }, 'care'],
  ['azurerm_role_assignment', { scope: 's', role_definition_name: 'Owner' }, 'danger'],
  ['azurerm_role_assignment', { scope: 's', role_definition_name: 'Reader' }, 'care'],
  ['kubernetes_cluster_role_binding', { role_ref: [{ name: 'cluster-admin' }] }, 'danger'],
])('judges a new %s of %j', (type, after, expected) => {
  expect(severityOf(iamWidened, [{ address: `${type}.a`, after }])).toBe(expected);
});

const PROFILE = asIs('aws_iam_instance_profile.p', { role: 'host' });

it.each([
  ['a secret', allow('ssm:GetParameter', 'arn:aws:ssm:eu-west-1:1:parameter/kafka/logs/authority')],
  ['all secrets', allow('ssm:*', '*')],
  ['another store', allow('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:::secret:a')],
])('finds it dangerous that hosts may read %s', (_, statement) => {
  const widened = rolePolicy(policy(READ), policy(READ, statement));
  expect(severityOf(iamWidened, [PROFILE, widened])).toBe('danger');
  expect(judge(iamWidened, [PROFILE, widened])[0]?.why).toContain('Hosts have no right to secrets');
  // Of a role that no machine has, it is a right like others.
  expect(severityOf(iamWidened, [widened])).toBe('care');
});
