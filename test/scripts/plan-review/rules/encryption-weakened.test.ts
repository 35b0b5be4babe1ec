import { encryptionWeakened } from '../../../../scripts/plan-review/rules/encryption-weakened';
import { judge, severityOf } from '../../../support/judge-plan';

const rule = (sse_algorithm: string) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm }] }],
});
const SSE = 'aws_s3_bucket_server_side_encryption_configuration';

it.each([
  ['aws_ebs_volume', { encrypted: true }, { encrypted: true, size: 2 }, undefined],
  ['aws_ebs_volume', { encrypted: true }, { encrypted: false }, 'care'],
  ['aws_ebs_volume', { encrypted: false }, { encrypted: false, size: 2 }, undefined],
  ['aws_ebs_volume', null, { encrypted: true }, undefined],
  ['aws_ebs_volume', null, { encrypted: false }, 'care'],
  ['aws_ebs_volume', null, { encrypted: null }, 'care'],
  [
    'aws_instance',
    { root_block_device: [{ encrypted: true }] },
    { root_block_device: [{ encrypted: false }] },
    'care',
  ],
  ['aws_db_instance', { storage_encrypted: true }, { storage_encrypted: false }, 'care'],
  ['aws_kms_key', { enable_key_rotation: true }, { enable_key_rotation: false }, 'care'],
  [SSE, rule('aws:kms'), rule('AES256'), 'care'],
  [SSE, rule('AES256'), rule('aws:kms'), undefined],
  [SSE, rule('aws:kms'), null, 'care'],
  ['aws_ebs_encryption_by_default', { enabled: true }, { enabled: false }, 'care'],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  expect(severityOf(encryptionWeakened, [{ address: `${type}.a`, before, after }])).toBe(expected);
});

it('is not content with what is known only later', () => {
  const volume = {
    address: 'aws_ebs_volume.a',
    before: { encrypted: true },
    after: {},
    actions: ['update'],
  };
  const unknown = { ...volume, afterUnknown: { encrypted: true } };
  expect(severityOf(encryptionWeakened, [unknown])).toBe('care');
});

const template = (encrypted: string) => ({ block_device_mappings: [{ ebs: [{ encrypted }] }] });
const ownKey = (kms_master_key_id: string) => ({
  rule: [
    { apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', kms_master_key_id }] },
  ],
});

it.each([
  ['a template that stays', 'aws_launch_template', template('true'), template('true'), undefined],
  [
    'a template that no longer encrypts',
    'aws_launch_template',
    template('true'),
    template('false'),
    'care',
  ],
  ['a new template that doesn’t encrypt', 'aws_launch_template', null, template('false'), 'care'],
  [
    'a bucket that loses its own key',
    'aws_s3_bucket_server_side_encryption_configuration',
    ownKey('k'),
    ownKey(''),
    'care',
  ],
  [
    'a new host with a disk in clear',
    'aws_instance',
    null,
    { root_block_device: [{ encrypted: false }] },
    'care',
  ],
])('judges %s', (...[, type, before, after, expected]) => {
  expect(severityOf(encryptionWeakened, [{ address: `${type}.x`, before, after }])).toBe(expected);
});

it('tells of what is weakened alike once, and apart from what is weakened otherwise', () => {
  const weakened = (address: string, key = 'encrypted') => ({
    address,
    before: { [key]: true },
    after: { [key]: false },
  });
  const volumes = [1, 2, 3, 4, 5, 6].map((id) => weakened(`aws_ebs_volume.v${id}`));
  const made = ['aws_ebs_volume.new', 'aws_ebs_volume.newer'].map((address) => ({
    ...{ address, before: null, after: { encrypted: false } },
  }));
  const database = weakened('aws_db_instance.d', 'storage_encrypted');
  expect(judge(encryptionWeakened, [...volumes, ...made, database])).toMatchObject([
    {
      what: 'Weakens the encryption of aws_ebs_volume.v1, aws_ebs_volume.v2, aws_ebs_volume.v3, aws_ebs_volume.v4 and 2 more: encrypted true → false.',
      addresses: volumes.map(({ address }) => address),
    },
    { addresses: ['aws_db_instance.d'] },
    {
      what: 'Makes without encryption aws_ebs_volume.new, aws_ebs_volume.newer: encrypted false.',
      addresses: ['aws_ebs_volume.new', 'aws_ebs_volume.newer'],
    },
  ]);
});
