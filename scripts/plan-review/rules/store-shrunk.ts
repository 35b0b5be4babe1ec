import { attributeRule } from '../attributes/attribute-rule';
import { lostBlock, lowered } from '../attributes/harms';

const SHRUNK = {
  severity: 'danger',
  what: 'Shrinks',
  why: 'Hardly any disk can become smaller in place: the apply fails half-way, or the way around it is a new one, without the data.',
  remedy: 'Keep the size. To have less, make a smaller one beside it and move the data.',
} as const;

/** Disks and stores that become smaller than what they may hold. */
export const storeShrunk = attributeRule(
  {
    id: 'store-shrunk',
    title: 'A disk, a claim or another store of data becomes smaller',
    isAboutData: true,
  },
  [
    {
      holds: ['hosts'],
      // Told of with the host’s volumes by `volume-lost`.
      except: ['aws_instance'],
      attributes: [
        ...['disk.size', 'disk.size_gb', 'disk.disk_size_gb', 'disk_size', 'disk_size_gb'],
        ...['os_disk.disk_size_gb', 'storage_data_disk.disk_size_gb', 'root_volume.size_in_gb'],
        ...['boot_disk.initialize_params.size', 'boot_disk.size', 'block_device.volume_size'],
        ...['node_config.disk_size_gb', 'root_disk_size', 'system_disk_size', 'data_disks.size'],
      ],
      harm: lowered(),
      ...SHRUNK,
    },
    {
      types: ['vsphere_virtual_machine', '*_vm', '*_vm_qemu', '*_lxc', 'libvirt_domain'],
      attributes: ['disk', 'disks', 'mountpoint', 'scsi', 'virtio'],
      harm: lostBlock,
      severity: 'danger',
      isFinal: true,
      what: 'Takes a disk out of',
      why: 'The host loses it while it runs, and with many hypervisors its file is deleted.',
      remedy: 'Keep the disk, or move what it holds to others first.',
    },
    {
      holds: ['data'],
      // Told of with its host by `volume-lost`.
      except: ['aws_ebs_volume'],
      attributes: [
        ...[
          'size',
          'size_gb',
          'size_in_gb',
          'size_in_gbs',
          'disk_size',
          'disk_size_gb',
          'disk_space',
        ],
        ...[
          'volume_size',
          'allocated_storage',
          'storage_gb',
          'storage_mb',
          'storage_size_gb',
          'capacity',
        ],
        ...['storage_capacity', 'storage_size', 'storage_size_in_gb', 'max_size_gb', 'quota'],
        ...['spec.resources.requests.storage', 'ebs_options.volume_size', 'settings.disk_size'],
        ...[
          'broker_node_group_info.storage_info.ebs_storage_info.volume_size',
          'spec.capacity.storage',
        ],
      ],
      harm: lowered(),
      ...SHRUNK,
    },
  ],
);
