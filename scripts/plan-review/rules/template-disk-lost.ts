import { attributeRule } from '../attributes/attribute-rule';
import { changedFromOne, lowered, removed, turnedOn } from '../attributes/harms';
import { words } from '../lists';

/** Where templates have their disks; that of the system stands in a place of its own, but for AWS. */
const DISKS = words(`
  block_device_mappings.ebs block_device_mappings ebs_block_device disk data_disk
  storage_data_disk storage_profile_data_disk attached_disk data_disks
  instance_details.block_volumes.create_details block_device
`);

const inDisks = (attributes: string) =>
  DISKS.flatMap((disk) => words(attributes).map((attribute) => `${disk}.${attribute}`));

/** Templates of hosts, of all providers, whose disks no longer hold what they held. */
export const templateDiskLost = attributeRule(
  {
    id: 'template-disk-lost',
    title: 'A disk in a template of hosts shrinks, goes, or is to go with its host',
    isAboutData: true,
    types: `
      *_launch_template *_launch_configuration *_instance_template *_scale_set
      *_instance_configuration *_scaling_configuration *_node_pool *_node_group
    `,
    severity: 'danger',
    remedy: 'Keep the disk as it is, or keep data on volumes of its own that a host takes over.',
  },
  [
    {
      attributes: inDisks('volume_size disk_size_gb size disk_size size_in_gbs'),
      harm: lowered(),
      what: 'Makes a disk smaller in',
      why: 'Hosts that are made from now on have less room than those that stand: what a broker held no longer fits when it is made anew.',
    },
    {
      attributes: inDisks('device_name lun disk_name virtual_name'),
      harm: removed,
      what: 'Takes a disk out of',
      why: 'Hosts that are made from now on come without it: what belongs on it lands on the system’s disk, or the host doesn’t come up.',
    },
    {
      attributes: inDisks('delete_on_termination auto_delete delete_with_instance'),
      harm: turnedOn,
      what: 'Lets a disk go with its host in',
      why: 'From now on the disk is deleted with its host, and its records with it.',
    },
    {
      attributes: inDisks(`
        no_device snapshot_id source source_image source_snapshot volume_type disk_type
        storage_account_type iops throughput interface type mode kms_key_id boot caching
        create_option
      `),
      harm: changedFromOne,
      severity: 'care',
      what: 'Changes a disk in',
      why: 'Hosts that are made from now on have another disk than those that stand.',
    },
  ],
);
