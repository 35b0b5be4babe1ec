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

it('refuses whoever comes without TLS', () => {
  const { policy } = stack.resource('aws_s3_bucket_policy') as { policy: string };
  expect(JSON.parse(policy)).toMatchObject({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
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
