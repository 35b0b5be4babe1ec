import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { KafkaCluster, Peer } from '../../stacks/index';
import {
  like,
  problemsOf,
  synthesize,
  synthesizeCluster,
  validProps,
} from '../support/synthesized';

const stack = synthesizeCluster({ hostPolicyArns: ['arn:aws:iam::aws:policy/Agent'] });

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

function statements(host: string): readonly Statement[] {
  const { policy } = stack.resource('aws_iam_role_policy', { role: new RegExp(host) }) as {
    policy: string;
  };
  return (JSON.parse(policy) as { Statement: readonly Statement[] }).Statement;
}

const keys = ({ Resource }: Statement): readonly string[] =>
  [Resource].flat().map((resource) => resource.replace(/^\$\{.*?\}\//, ''));

it('lets a host read its own files and Kafka’s archives, and no other host’s', () => {
  const reads = statements('Broker2').filter(({ Action }) => Action === 's3:GetObject');
  expect(reads.flatMap(keys)).toEqual(['logs/broker-2/*', 'logs/archives/*']);
});

it('lets it list what it may read, and nothing else of the bucket', () => {
  const lists = statements('Broker2').filter(({ Action }) => Action === 's3:ListBucket');
  expect(lists).toEqual([
    expect.objectContaining({
      Condition: { StringLike: { 's3:prefix': ['logs/broker-2/*', 'logs/archives/*'] } },
    }),
  ]);
});

it('lets it write only where it says who it is', () => {
  const writes = statements('Broker2').filter(({ Action }) => Action === 's3:PutObject');
  expect(writes.flatMap(keys)).toEqual(['logs/broker-2/published/*']);
});

it('lets it use the key for the bucket alone', () => {
  const others = statements('Broker2').filter(({ Action }) => !String(Action).startsWith('s3:'));
  expect(others).toEqual([
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringLike: {
          'kms:ViaService': like(/^s3\.\*\.\$\{data\.aws_partition\..*\.dns_suffix\}$/),
        },
      },
    }),
  ]);
});

it('gives each host a role of its own, named after cluster and region', () => {
  const names = stack.resources('aws_iam_role').map(({ name }) => name as string);
  expect(names).toEqual([1, 2, 3].map((id) => like(new RegExp(`^logs-\\$\\{.*\\}-broker-${id}$`))));
  for (const { iam_instance_profile: profile } of stack.resources('aws_instance')) {
    expect(profile).toMatch(/aws_iam_instance_profile\.Kafka_Broker\d_Profile/);
  }
});

it('adds the policies that the image needs', () => {
  expect(stack.resources('aws_iam_role_policy_attachment')).toHaveLength(3);
});

it('adds a policy of the same stack, whose ARN only terraform will know', () => {
  const made = synthesize((scope) => {
    const policy = new IamPolicy(scope, 'Agent', { policy: '{}' });
    const props = validProps({ hostPolicyArns: [policy.arn, 'arn:aws:iam::aws:policy/Agent'] });
    new KafkaCluster(scope, 'Kafka', props).allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
  });
  const attached = made.resources('aws_iam_role_policy_attachment');
  expect(attached.map(({ policy_arn: arn }) => arn).sort()).toEqual([
    ...Array<string>(3).fill('${aws_iam_policy.Agent.arn}'),
    ...Array<string>(3).fill('arn:aws:iam::aws:policy/Agent'),
  ]);
});

it('lets EC2 play the role by the name that it has in the partition', () => {
  for (const { assume_role_policy: policy } of stack.resources('aws_iam_role')) {
    expect(policy).toMatch(/"Service":"ec2\.\$\{data\.aws_partition\..*?\.dns_suffix\}"/);
  }
});

it('is there before the host’s first boot', () => {
  for (const instance of stack.resources('aws_instance')) {
    expect(instance.depends_on).toEqual(
      expect.arrayContaining([
        like(/aws_iam_role_policy\./),
        like(/aws_iam_role_policy_attachment\./),
      ]),
    );
  }
});

it('stands at a path and within a boundary, where IAM demands them', () => {
  const permissionsBoundaryArn = 'arn:aws:iam::123456789012:policy/boundary';
  const bound = synthesizeCluster({ iam: { permissionsBoundaryArn, path: '/kafka/' } });
  for (const role of bound.resources('aws_iam_role')) {
    expect(role).toMatchObject({ path: '/kafka/', permissions_boundary: permissionsBoundaryArn });
  }
  expect(bound.resources('aws_iam_instance_profile', { path: '/kafka/' })).toHaveLength(3);
  for (const role of stack.resources('aws_iam_role')) {
    expect(role).not.toHaveProperty('path');
    expect(role).not.toHaveProperty('permissions_boundary');
  }
});

it.each(['kafka', '/kafka', 'kafka/', '/a b/', '//'])('refuses the path %j', (path) => {
  expect(problemsOf({ iam: { path } })).toEqual([like(/^iam\.path: must be a path of IAM/)]);
});
