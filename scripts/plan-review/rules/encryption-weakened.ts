import { attributeRule } from '../attributes/attribute-rule';
import { removed, turnedOff, type Harm } from '../attributes/harms';

const HOSTS = {
  types: 'aws_instance aws_launch_template aws_launch_configuration',
  attributes: `
    root_block_device.encrypted ebs_block_device.encrypted block_device_mappings.ebs.encrypted
  `,
} as const;

const IN_CLEAR = {
  alsoNew: true,
  what: 'Makes without encryption',
  why: 'A disk can’t be encrypted later: its data must then be copied to another one.',
  remedy: 'Set `encrypted`, and the key, before there is data on it.',
} as const;

/** Not by one's own key any more, or not at all. */
const withoutKey: Harm = (change) =>
  removed(change) || (isByKey(change.before) && (change.isUnknown || !isByKey(change.after)));

function isByKey(algorithm: unknown): boolean {
  return /^aws:kms/.test(String(algorithm));
}

/** Data that is no longer encrypted, or with less. */
export const encryptionWeakened = attributeRule(
  {
    id: 'encryption-weakened',
    title: 'A volume, a bucket or a key is encrypted less than before, or a new volume not at all',
    severity: 'care',
    what: 'Weakens the encryption of',
    why: 'Who gets hold of the disk, a snapshot, the bucket or the line can read what the cluster keeps.',
    remedy: 'Keep it encrypted, with the cluster’s own key.',
  },
  [
    {
      attributes: `
        encrypted storage_encrypted at_rest_encryption_enabled enable_key_rotation
        transit_encryption_enabled encrypt_at_rest.enabled sse_enabled
        encryption_info.encryption_in_transit.in_cluster server_side_encryption.enabled
        encryption_at_host_enabled node_to_node_encryption.enabled
      `,
      harm: turnedOff,
    },
    // Of a host that is made anew, it is known only later where the code says nothing.
    { ...HOSTS, harm: (change) => !change.isUnknown && turnedOff(change) },
    {
      types: '*_bucket_server_side_encryption_configuration',
      attributes: `
        rule.apply_server_side_encryption_by_default.sse_algorithm
        rule.apply_server_side_encryption_by_default.kms_master_key_id
      `,
      harm: withoutKey,
      alsoGone: true,
    },
    {
      types: 'aws_ebs_encryption_by_default',
      attributes: 'enabled',
      harm: turnedOff,
      alsoGone: true,
    },
    {
      types: 'aws_ebs_volume',
      attributes: 'encrypted',
      harm: ({ before, after, isUnknown }) => before === undefined && after !== true && !isUnknown,
      ...IN_CLEAR,
    },
    {
      ...HOSTS,
      harm: ({ before, after }) => before === undefined && String(after) === 'false',
      ...IN_CLEAR,
    },
  ],
);
