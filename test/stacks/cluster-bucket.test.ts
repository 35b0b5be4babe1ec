import { like, synthesizeCluster } from '../support/synthesized';

const stack = synthesizeCluster();

it('begins with the cluster’s name, and ends with what no other bucket has', () => {
  const bucket = stack.resource('aws_s3_bucket');
  expect(bucket).toMatchObject({ bucket_prefix: 'logs-' });
  expect(bucket).not.toHaveProperty('bucket');
});

it('keeps old versions for a while, and none for ever', () => {
  expect(stack.resource('aws_s3_bucket_versioning')).toMatchObject({
    versioning_configuration: { status: 'Enabled' },
  });
  expect(stack.resource('aws_s3_bucket_lifecycle_configuration')).toMatchObject({
    rule: [{ status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 90 }] }],
  });
});

it('is closed to the public in every way that S3 has', () => {
  expect(stack.resource('aws_s3_bucket_public_access_block')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(stack.resource('aws_s3_bucket_ownership_controls')).toMatchObject({
    rule: { object_ownership: 'BucketOwnerEnforced' },
  });
});

it('has the policy that its hosts and its deployers are told apart by', () => {
  const { policy } = stack.resource('aws_s3_bucket_policy') as { policy: string };
  const { Statement } = JSON.parse(policy) as {
    Statement: readonly { readonly Sid: string; readonly Condition: unknown }[];
  };
  expect(Statement.map(({ Sid }) => Sid)).toEqual([
    ...['OnlyThroughTls', 'OnlyThisAccount', 'HostsWriteNothing', 'MachinesWriteNothing'],
    ...['OnlyItselfbroker1', 'OnlyItselfbroker2', 'OnlyItselfbroker3'],
  ]);
  // The roles as IAM is asked to make them.
  for (const { name } of stack.resources('aws_iam_role') as readonly { readonly name: string }[]) {
    const host = /broker-\d$/.exec(name)![0];
    expect(JSON.stringify(Statement)).toContain(`:role/${name}`);
    expect(Statement.find(({ Sid }) => Sid === `OnlyItself${host.replace('-', '')}`)).toMatchObject(
      {
        Resource: like(new RegExp(`/logs/${host}/published/\\*$`)),
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': like(new RegExp(`:role/.*-${host}$`)) } },
      },
    );
  }
});

it('names the roles with their path', () => {
  const { policy } = synthesizeCluster({ iam: { path: '/kafka/' } }).resource(
    'aws_s3_bucket_policy',
  );
  expect(policy).toMatch(/:role\/kafka\/logs-[^"]*-broker-1"/);
});

it('takes no object before it is versioned, encrypted and closed', () => {
  for (const object of stack.resources('aws_s3_object')) {
    expect(object.depends_on).toEqual(
      expect.arrayContaining([
        like(/aws_s3_bucket_versioning\./),
        like(/aws_s3_bucket_server_side_encryption_configuration\./),
        like(/aws_s3_bucket_policy\./),
      ]),
    );
  }
});
