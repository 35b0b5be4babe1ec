import { attributeRule } from '../attributes/attribute-rule';
import { fewer, lowered } from '../attributes/harms';

const SMALLER = {
  harm: lowered(),
  why: 'Hardly any disk can become smaller in place: the apply fails half-way, or the way around it is a new one, without the data.',
  remedy: 'Keep the size. To have less, make a smaller one beside it and move the data.',
};

/** Disks and stores that become smaller than what they may hold. */
export const storeShrunk = attributeRule(
  {
    id: 'store-shrunk',
    title: 'A disk, a claim or another store of data becomes smaller',
    isAboutData: true,
    severity: 'danger',
  },
  [
    {
      holds: ['data'],
      // Told of with its host by `volume-lost`.
      except: 'aws_ebs_volume',
      attributes: `
        size size_gb size_in_gb size_in_gbs disk_size disk_size_gb disk_space volume_size
        allocated_storage storage_gb storage_mb storage_size_gb capacity storage_capacity
        storage_size storage_size_in_gb max_size_gb quota spec.resources.requests.storage
        ebs_options.volume_size settings.disk_size
        broker_node_group_info.storage_info.ebs_storage_info.volume_size spec.capacity.storage
      `,
      what: 'Shrinks',
      ...SMALLER,
    },
    {
      holds: ['hosts'],
      // Told of with the host’s volumes by `volume-lost`.
      except: 'aws_instance',
      attributes: `
        disk.size disks.size disk_list.disk_size_mib disk.disk_size disk.size_gb disk.disk_size_gb
        disk_size disk_size_gb os_disk.disk_size_gb storage_data_disk.disk_size_gb
        root_volume.size_in_gb block_device.volume_size boot_disk.initialize_params.size
        node_config.disk_size_gb system_disk_size
      `,
      what: 'Shrinks a disk of',
      ...SMALLER,
    },
    {
      // Virtual machines whose disks are blocks of their own.
      types: `
        vsphere_virtual_machine proxmox_virtual_environment_vm proxmox_vm_qemu
        nutanix_virtual_machine libvirt_domain ovirt_vm xenorchestra_vm
      `,
      attributes: 'disk disks disk_list',
      harm: fewer,
      isFinal: true,
      what: 'Takes a disk from',
      why: 'Unless the provider is told to keep it, the disk is deleted with all that is on it.',
      remedy: 'Keep the disk, or see first that what is on it is in sync elsewhere.',
    },
  ],
);
