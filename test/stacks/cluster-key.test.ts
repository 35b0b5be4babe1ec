import { like, synthesizeCluster } from '../support/synthesized';

describe('the cluster’s own key', () => {
  const stack = synthesizeCluster();

  it('is changed each year, and protected like the data that can’t be read without it', () => {
    expect(stack.resource('aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('encrypts every disk', () => {
    const key = like(/aws_kms_key\..*\.arn/);
    for (const volume of stack.resources('aws_ebs_volume')) {
      expect(volume).toMatchObject({ encrypted: true, kms_key_id: key });
    }
    for (const { root_block_device: root } of stack.resources('aws_instance')) {
      expect(root).toMatchObject({ encrypted: true, kms_key_id: key });
    }
  });

  it('encrypts the bucket and every object in it', () => {
    for (const object of stack.resources('aws_s3_object')) {
      expect(object.kms_key_id).toMatch(/aws_kms_key\..*\.arn/);
    }
  });

  it('can be told by its name', () => {
    expect(stack.resource('aws_kms_alias')).toMatchObject({ name: 'alias/kafka/logs' });
  });
});

it('is not made where another is named, which then encrypts everything', () => {
  const kmsKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';
  const stack = synthesizeCluster({ kmsKeyArn });
  expect(stack.resources('aws_kms_key')).toEqual([]);
  const used = [...stack.resources('aws_ebs_volume'), ...stack.resources('aws_s3_object')];
  expect(new Set(used.map(({ kms_key_id: key }) => key))).toEqual(new Set([kmsKeyArn]));
});

it('goes with the cluster where nothing is protected', () => {
  const stack = synthesizeCluster({ protectData: false });
  expect(stack.resource('aws_kms_key')).toMatchObject({ lifecycle: { prevent_destroy: false } });
});
