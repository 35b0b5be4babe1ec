import { changes, deletes, keeps, makes, replaces } from './changes';
import type { Promises } from './promise';
import { kmsKey, policy, tagged } from './standing';

const READ = {
  ...{ Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::acme-kafka-config/*' },
};
const ROLE_POLICY = { id: 'kafka:files', role: 'kafka', name: 'files', policy: policy(READ) };
const ASSUME = { Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };
const ROLE = {
  ...{ id: 'kafka', arn: 'arn:aws:iam::123456789012:role/kafka', name: 'kafka', path: '/' },
  ...{ assume_role_policy: policy(ASSUME), max_session_duration: 3600 },
  ...{ permissions_boundary: null, managed_policy_arns: [], force_detach_policies: false },
  ...tagged('kafka'),
};

/** Who may do what. */
export const iam: Promises = [
  [
    'lets the brokers’ role do everything',
    'danger',
    'one broken-into broker is then the whole account',
    [
      changes('aws_iam_role_policy.kafka', ROLE_POLICY, {
        policy: policy({ Action: '*', Resource: '*' }),
      }),
    ],
  ],
  [
    'gives the brokers’ role the administrator’s rights',
    'danger',
    'one broken-into broker is then the whole account',
    [
      makes('aws_iam_role_policy_attachment.admin', {
        ...{ role: 'kafka', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      }),
    ],
  ],
  [
    'lets the role of a broker pass any role on',
    'care',
    'who may also start a host has the rights of every role',
    [
      changes('aws_iam_role_policy.kafka', ROLE_POLICY, {
        policy: policy(READ, { Action: 'iam:PassRole', Resource: '*' }),
      }),
    ],
  ],
  [
    'lets everyone take the role of the brokers',
    'danger',
    'everyone with an account at AWS can then do what brokers may',
    [
      changes('aws_iam_role.kafka', ROLE, {
        assume_role_policy: policy({ Action: 'sts:AssumeRole', Principal: '*' }),
      }),
    ],
  ],
  [
    'lets the role of a broker read one more bucket',
    'care',
    'it may do more than before',
    [
      changes('aws_iam_role_policy.kafka', ROLE_POLICY, {
        policy: policy(READ, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-certs/*' }),
      }),
    ],
  ],
  [
    'takes the right to read their files from the brokers',
    'care',
    'the next start of a host may fail',
    [deletes('aws_iam_role_policy.kafka', ROLE_POLICY)],
  ],
  [
    'narrows what the role of a broker may read',
    'care',
    'what it reads beyond that fails from now on',
    [
      changes('aws_iam_role_policy.kafka', ROLE_POLICY, {
        policy: policy({ ...READ, Resource: 'arn:aws:s3:::acme-kafka-config/prod/*' }),
      }),
    ],
  ],
  [
    'deletes the role of the brokers',
    'care',
    'hosts lose their rights within the hour',
    [deletes('aws_iam_role.kafka', ROLE)],
  ],
  [
    'renames the role of the brokers',
    'care',
    'policies of others name the old one',
    [replaces('aws_iam_role.kafka', ROLE, { name: 'kafka-brokers' })],
  ],
  [
    'takes the instance profile of the brokers away',
    'care',
    'hosts lose their rights within the hour',
    [
      deletes('aws_iam_instance_profile.kafka', {
        ...{ id: 'kafka', name: 'kafka', role: 'kafka', path: '/' },
      }),
    ],
  ],
  [
    'takes the bounds from a role',
    'care',
    'what its policies allow is bounded by nothing any more',
    [
      changes(
        'aws_iam_role.kafka',
        { ...ROLE, permissions_boundary: 'arn:aws:iam::123456789012:policy/bounds' },
        { permissions_boundary: null },
      ),
    ],
  ],
  [
    'lets everyone read the bucket by its policy',
    'danger',
    'everyone can read what is in it',
    [
      makes('aws_s3_bucket_policy.config', {
        bucket: 'acme-kafka-config',
        policy: policy({
          ...{ Action: 's3:GetObject', Principal: '*' },
          Resource: 'arn:aws:s3:::acme-kafka-config/*',
        }),
      }),
    ],
  ],
  [
    'takes the ban on unencrypted requests from a bucket’s policy',
    'care',
    'what denied no longer denies',
    [
      deletes('aws_s3_bucket_policy.config', {
        ...{ id: 'acme-kafka-config', bucket: 'acme-kafka-config' },
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        }),
      }),
    ],
  ],
  [
    'gives a key to another account',
    'danger',
    'who has the key can read what it encrypts',
    [
      changes('aws_kms_key.data', kmsKey(), {
        policy: policy({
          ...{ Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' },
        }),
      }),
    ],
  ],
  [
    'makes an access key for a user',
    'care',
    'a key that never expires is in the state',
    [makes('aws_iam_access_key.ops', { user: 'ops', status: 'Active', pgp_key: null })],
  ],
  [
    'writes the same policy in another order',
    'safe',
    'it allows what it allowed before',
    [
      changes(
        'aws_iam_role_policy.kafka',
        {
          ...ROLE_POLICY,
          policy: policy({ ...READ, Action: ['s3:GetObject', 's3:ListBucket'] }),
        },
        { policy: policy({ Resource: READ.Resource, Action: ['s3:ListBucket', 's3:GetObject'] }) },
      ),
    ],
  ],
  [
    'changes only the tags of a role',
    'safe',
    'tags say what a thing is, and change nothing of it',
    [changes('aws_iam_role.kafka', ROLE, tagged('kafka-brokers'))],
  ],
  [
    'makes a new role that only EC2 may take, with no rights',
    'safe',
    'nothing has it yet',
    [makes('aws_iam_role.workers', { name: 'workers', assume_role_policy: policy(ASSUME) })],
  ],
  [
    'gives everyone rights on a bucket of Google Cloud',
    'danger',
    'allUsers is the internet',
    [
      makes('google_storage_bucket_iam_member.all', {
        ...{ bucket: 'acme-kafka', role: 'roles/storage.objectViewer', member: 'allUsers' },
      }),
    ],
  ],
  [
    'makes the service account of the hosts owner of the project',
    'danger',
    'one broken-into host is then the whole project',
    [
      makes('google_project_iam_member.kafka', {
        ...{ project: 'acme', role: 'roles/owner' },
        member: 'serviceAccount:kafka@acme.iam.gserviceaccount.com',
      }),
    ],
  ],
  [
    'makes a role that an account may take which nothing of the plan is of',
    'care',
    'whoever has that account has what the role may do',
    [
      keeps('aws_iam_role.kafka', ROLE),
      makes('aws_iam_role.partner', {
        name: 'partner',
        assume_role_policy: policy({
          ...{ Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::999999999999:root' } },
        }),
      }),
    ],
  ],
  [
    'makes a role that another role of the account may take',
    'safe',
    'nothing has it yet, and nobody from elsewhere may',
    [
      keeps('aws_iam_role.kafka', ROLE),
      makes('aws_iam_role.deploy', {
        name: 'deploy',
        assume_role_policy: policy({
          ...{ Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
        }),
      }),
    ],
  ],
  [
    'merges two statements of a policy into one that says the same',
    'safe',
    'it allows what it allowed before',
    [
      changes(
        'aws_iam_role_policy.kafka',
        {
          ...ROLE_POLICY,
          policy: policy(
            { Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' },
            { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' },
          ),
        },
        {
          policy: policy({
            ...{ Action: 's3:GetObject', Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
          }),
        },
      ),
    ],
  ],
  [
    'makes the identity of the hosts owner of a subscription of Azure',
    'danger',
    'one broken-into host is then the whole subscription',
    [
      makes('azurerm_role_assignment.kafka', {
        ...{ scope: '/subscriptions/1', role_definition_name: 'Owner', principal_id: 'p-1' },
      }),
    ],
  ],
];
