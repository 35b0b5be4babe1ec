import { changes, deletes, forgets, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn, KEY_ARN, kmsKey, policy } from './standing';

const ENCRYPTION = {
  ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered', expected_bucket_owner: '' },
  rule: [
    {
      apply_server_side_encryption_by_default: [
        { sse_algorithm: 'aws:kms', kms_master_key_id: KEY_ARN },
      ],
      bucket_key_enabled: true,
    },
  ],
};

/** What data is encrypted with. */
export const keys: Promises = [
  [
    'deletes the key of the data volumes',
    'danger',
    'after its waiting time nothing encrypted with it can be read',
    [deletes('aws_kms_key.data', kmsKey())],
  ],
  [
    'makes the key of the data volumes anew',
    'danger',
    'what the old one encrypted is unreadable once it is gone',
    [replaces('aws_kms_key.data', kmsKey(), { customer_master_key_spec: 'RSA_2048' })],
  ],
  [
    'turns the key of the data volumes off',
    'danger',
    'no volume can be attached, and none read after a restart',
    [changes('aws_kms_key.data', kmsKey(), { is_enabled: false })],
  ],
  [
    'closes the key to the hosts that use it',
    'danger',
    'no volume can be attached any more',
    [
      changes('aws_kms_key.data', kmsKey(), {
        policy: policy({
          ...{ Principal: { AWS: 'arn:aws:iam::123456789012:role/security' } },
          ...{ Action: 'kms:Describe*', Resource: '*' },
        }),
      }),
    ],
  ],
  [
    'shortens the time in which the deletion of a key can be undone',
    'care',
    'nothing goes now; a deletion can be undone for a week only',
    [changes('aws_kms_key.data', kmsKey(), { deletion_window_in_days: 7 })],
  ],
  [
    'no longer changes the material of a key each year',
    'care',
    'it works on, but against the rule of many houses',
    [changes('aws_kms_key.data', kmsKey(), { enable_key_rotation: false })],
  ],
  [
    'changes the material of a key each year from now on',
    'safe',
    'KMS keeps the older material for what it encrypted',
    [
      changes('aws_kms_key.data', kmsKey({ enable_key_rotation: false }), {
        enable_key_rotation: true,
      }),
    ],
  ],
  [
    'takes a grant on a key away',
    'danger',
    'an autoscaling group or a role can then not attach its volumes',
    [
      deletes('aws_kms_grant.asg', {
        ...{ id: 'g', grant_id: 'g', key_id: KEY_ARN, operations: ['Decrypt', 'CreateGrant'] },
        grantee_principal: 'arn:aws:iam::123456789012:role/aws-service-role/autoscaling',
      }),
    ],
  ],
  [
    'points an alias at another key',
    'care',
    'new volumes are encrypted with another one',
    [
      changes(
        'aws_kms_alias.data',
        { id: 'alias/kafka', name: 'alias/kafka', target_key_id: '0f6c2a1e' },
        { target_key_id: '1a2b3c4d' },
      ),
    ],
  ],
  [
    'forgets the key of the data volumes',
    'danger',
    'nothing here guards it any longer',
    [forgets('aws_kms_key.data', kmsKey())],
  ],
  [
    'no longer encrypts a bucket with its own key',
    'care',
    'new objects are protected less than before',
    [
      changes('aws_s3_bucket_server_side_encryption_configuration.tiered', ENCRYPTION, {
        rule: [
          {
            apply_server_side_encryption_by_default: [
              { sse_algorithm: 'AES256', kms_master_key_id: null },
            ],
          },
        ],
      }),
    ],
  ],
  [
    'no longer encrypts new volumes by default',
    'care',
    'a volume whose code says nothing lies in clear',
    [changes('aws_ebs_encryption_by_default.this', { id: 'x', enabled: true }, { enabled: false })],
  ],
  [
    'deletes a ring’s key of Google Cloud',
    'danger',
    'its versions are destroyed: what they encrypted can’t be read',
    [
      deletes('google_kms_crypto_key.data', {
        ...{ id: 'k', name: 'data', key_ring: 'kafka', purpose: 'ENCRYPT_DECRYPT' },
        ...{ rotation_period: '7776000s', destroy_scheduled_duration: '86400s' },
      }),
    ],
  ],
  [
    'deletes a key of Azure',
    'danger',
    'what it encrypted can’t be read',
    [
      deletes('azurerm_key_vault_key.data', {
        ...{ id: 'k', name: 'data', key_type: 'RSA', key_size: 4096, key_vault_id: 'v' },
      }),
    ],
  ],
  [
    'deletes a transit key of Vault',
    'danger',
    'what it encrypted can’t be read',
    [
      deletes('vault_transit_secret_backend_key.data', {
        ...{ id: 'transit/keys/data', name: 'data', backend: 'transit', deletion_allowed: true },
      }),
    ],
  ],
  [
    'makes a new key',
    'safe',
    'nothing is encrypted with it yet',
    [makes('aws_kms_key.new', kmsKey({ id: undefined, arn: undefined }))],
  ],
  [
    'replaces the certificate of the brokers, the new one made first',
    'care',
    'brokers and clients must take the new one',
    [
      replaces(
        'aws_acm_certificate.kafka',
        { id: 'c', arn: arn('acm', 'certificate/1'), domain_name: 'kafka.acme.internal' },
        { domain_name: '*.acme.internal' },
        { actions: ['create', 'delete'] },
      ),
    ],
  ],
  [
    'makes the authority of the brokers anew',
    'danger',
    'nothing is lost, but who trusts the old one is cut off from brokers with new certificates',
    [
      replaces(
        'tls_self_signed_cert.ca',
        { id: '1', is_ca_certificate: true, validity_period_hours: 87600, allowed_uses: [] },
        { validity_period_hours: 43800 },
      ),
    ],
  ],
  [
    'makes a password of brokers anew',
    'care',
    'who has the old one is locked out until all have the new one',
    [
      replaces(
        'random_password.scram',
        { id: 'none', length: 24, special: false, result: 'PSEUDOSECRETold' },
        { length: 32, result: undefined },
        { afterUnknown: { id: true, result: true }, beforeSensitive: { result: true } },
      ),
    ],
  ],
];
