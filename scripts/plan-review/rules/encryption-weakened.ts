import { attributeRule } from '../attributes/attribute-rule';
import { removed, turnedOff, type Harm } from '../attributes/harms';
import { words } from '../lists';

const READABLE = {
  severity: 'care',
  what: 'Weakens the encryption of',
  why: 'Who gets hold of the disk, a snapshot, the bucket or the line can read what the cluster keeps.',
  remedy: 'Keep it encrypted, with the cluster’s own key.',
} as const;

const HOSTS = ['aws_instance', 'aws_launch_template', 'aws_launch_configuration'];
/** Of a host that is made anew, they are known only later where the code says nothing. */
const DISKS = words(`
  root_block_device.encrypted ebs_block_device.encrypted block_device_mappings.ebs.encrypted
`);

/** Not by one's own key any more, or not at all. */
const withoutKey: Harm = (change) => {
  const [was, becomes] = [change.before, change.after].map((value) =>
    /^aws:kms/.test(String(value)),
  );
  return removed(change) || (was === true && (change.isUnknown || becomes === false));
};

/** Off from the start, where it is said so. */
const neverOn: Harm = ({ before, after }) => before === undefined && String(after) === 'false';

/** Off from the start, also where nothing says so. */
const notSaid: Harm = ({ before, after, isUnknown }) =>
  before === undefined && after !== true && !isUnknown;

/** Data that is no longer encrypted, or with less. */
export const encryptionWeakened = attributeRule(
  {
    id: 'encryption-weakened',
    title: 'A volume, a bucket or a key is encrypted less than before, or a new volume not at all',
  },
  [
    {
      attributes: words(`
        encrypted storage_encrypted at_rest_encryption_enabled enable_key_rotation
        transit_encryption_enabled encrypt_at_rest.enabled sse_enabled
        encryption_info.encryption_in_transit.in_cluster server_side_encryption.enabled
        encryption_at_host_enabled node_to_node_encryption.enabled
      `),
      harm: turnedOff,
      ...READABLE,
    },
    {
      types: HOSTS,
      attributes: DISKS,
      harm: (change) => !change.isUnknown && turnedOff(change),
      ...READABLE,
    },
    {
      types: ['*_bucket_server_side_encryption_configuration'],
      attributes: [
        'rule.apply_server_side_encryption_by_default.sse_algorithm',
        'rule.apply_server_side_encryption_by_default.kms_master_key_id',
      ],
      harm: withoutKey,
      alsoGone: true,
      ...READABLE,
    },
    {
      types: ['aws_ebs_encryption_by_default'],
      attributes: ['enabled'],
      harm: turnedOff,
      alsoGone: true,
      ...READABLE,
      what: 'No longer encrypts new volumes of the account by',
    },
    {
      types: ['aws_ebs_volume'],
      attributes: ['encrypted'],
      harm: notSaid,
      alsoNew: true,
      severity: 'care',
      what: 'Makes without encryption',
      why: 'A volume can’t be encrypted later: its data must then be copied to another one.',
      remedy: 'Set `encrypted`, and the key, before there is data on it.',
    },
    {
      types: HOSTS,
      attributes: DISKS,
      harm: neverOn,
      alsoNew: true,
      severity: 'care',
      what: 'Makes with a disk in clear',
      why: 'A disk can’t be encrypted later: the host must then be made anew.',
      remedy: 'Set `encrypted`, and the key, before there is data on it.',
    },
  ],
);
