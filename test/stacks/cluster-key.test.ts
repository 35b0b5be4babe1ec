import { Security } from '../../cluster/index';
import { validSpec } from '../support/spec-builder';
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

describe('the key of secrets', () => {
  const stack = synthesizeCluster({ spec: validSpec({ security: Security.tls() }) });

  it('is another one, which no host may use', () => {
    const aliases = stack.resources('aws_kms_alias').map(({ name }) => name);
    expect(aliases).toEqual(['alias/kafka/logs', 'alias/kafka/logs-secrets']);
    const policies = stack.resources('aws_iam_role_policy').map(({ policy }) => String(policy));
    expect(policies.length).toBeGreaterThan(2);
    for (const policy of policies) {
      expect(policy).toMatch(/aws_kms_key\.Kafka_Key_/);
      expect(policy).not.toMatch(/SecretsKey|ssm:|secretsmanager:/);
    }
  });

  it('is named by the inventory, for the tools', () => {
    expect(JSON.stringify(stack)).toMatch(/secretsKeyArn.{0,40}aws_kms_key\.Kafka_SecretsKey_/);
  });

  it('is not made where nothing is secret', () => {
    const plain = synthesizeCluster();
    expect(plain.resources('aws_kms_alias')).toHaveLength(1);
    expect(JSON.stringify(plain)).not.toContain('secretsKeyArn');
  });
});
