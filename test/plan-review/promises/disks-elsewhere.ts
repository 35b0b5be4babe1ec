import { changes, deletes, forgets, makes, replaces } from './changes';
import type { Promises } from './promise';

const GOOGLE_DISK = {
  ...{ id: 'projects/acme/zones/europe-west3-a/disks/kafka-1', name: 'kafka-1', size: 500 },
  ...{ type: 'pd-ssd', zone: 'europe-west3-a', labels: { app: 'kafka' }, image: '', snapshot: '' },
};
const AZURE_DISK = {
  ...{ id: '/subscriptions/0/resourceGroups/k/providers/Microsoft.Compute/disks/kafka-1' },
  ...{ name: 'kafka-1', location: 'westeurope', resource_group_name: 'k', disk_size_gb: 512 },
  ...{ storage_account_type: 'Premium_LRS', create_option: 'Empty', zone: '1', tags: {} },
};
const HETZNER_VOLUME = {
  ...{ id: '4711', name: 'kafka-1', size: 200, location: 'fsn1', format: 'xfs', server_id: 815 },
  ...{ delete_protection: true, linux_device: '/dev/disk/by-id/scsi-0HC_Volume_4711', labels: {} },
};
const VSPHERE_HOST = {
  ...{ id: '4225f5a1', name: 'kafka-1', num_cpus: 8, memory: 32768, guest_id: 'debian11_64Guest' },
  ...{ datastore_id: 'datastore-12', resource_pool_id: 'resgroup-9', folder: 'kafka' },
  disk: [
    { label: 'disk0', size: 40, unit_number: 0, keep_on_remove: false },
    { label: 'data', size: 500, unit_number: 1, keep_on_remove: false },
  ],
};
const PROXMOX_HOST = {
  ...{ id: '101', vm_id: 101, name: 'kafka-1', node_name: 'pve1', started: true },
  disk: [
    { interface: 'scsi0', size: 32, datastore_id: 'local-zfs', file_format: 'raw' },
    { interface: 'scsi1', size: 500, datastore_id: 'tank', file_format: 'raw' },
  ],
};

/** The same losses with other clouds and hypervisors. */
export const disksElsewhere: Promises = [
  [
    'deletes a persistent disk of Google Cloud',
    'lost',
    'nothing of it is kept',
    [deletes('google_compute_disk.kafka[0]', GOOGLE_DISK)],
  ],
  [
    'replaces a persistent disk by another type',
    'lost',
    'the new one is empty',
    [replaces('google_compute_disk.kafka[0]', GOOGLE_DISK, { type: 'pd-balanced' })],
  ],
  [
    'deletes a regional disk of Google Cloud',
    'lost',
    'both of its copies go',
    [
      deletes('google_compute_region_disk.kafka', {
        ...{ id: 'd', name: 'kafka', size: 500, region: 'europe-west3' },
        replica_zones: ['europe-west3-a', 'europe-west3-b'],
      }),
    ],
  ],
  [
    'takes a disk away from a standing host of Google Cloud',
    'danger',
    'its data folder is gone under it',
    [
      deletes('google_compute_attached_disk.kafka', {
        ...{ id: 'a', disk: 'kafka-1', instance: 'kafka-1', mode: 'READ_WRITE', zone: 'a' },
      }),
    ],
  ],
  [
    'deletes a managed disk of Azure',
    'lost',
    'nothing of it is kept',
    [deletes('azurerm_managed_disk.kafka["1"]', AZURE_DISK)],
  ],
  [
    'makes a managed disk of Azure smaller, which replaces it',
    'lost',
    'the new one is empty',
    [replaces('azurerm_managed_disk.kafka["1"]', AZURE_DISK, { disk_size_gb: 128 })],
  ],
  [
    'detaches the data disk of a host of Azure',
    'danger',
    'its data folder is gone under it',
    [
      deletes('azurerm_virtual_machine_data_disk_attachment.kafka', {
        ...{ id: 'x', managed_disk_id: AZURE_DISK.id, virtual_machine_id: 'vm', lun: 1 },
      }),
    ],
  ],
  [
    'deletes a volume of Hetzner',
    'lost',
    'nothing of it is kept',
    [deletes('hcloud_volume.kafka[2]', HETZNER_VOLUME, { reason: 'delete_because_count_index' })],
  ],
  [
    'takes the guard against deletion from a volume of Hetzner',
    'care',
    'nothing goes now; nothing stops the next one any more',
    [changes('hcloud_volume.kafka[0]', HETZNER_VOLUME, { delete_protection: false })],
  ],
  [
    'replaces a volume of Hetzner to format it otherwise',
    'lost',
    'the new one is empty',
    [replaces('hcloud_volume.kafka[0]', HETZNER_VOLUME, { format: 'ext4' })],
  ],
  [
    'deletes a volume of DigitalOcean',
    'lost',
    'nothing of it is kept',
    [
      deletes('digitalocean_volume.kafka', {
        ...{ id: '506f78a4', name: 'kafka-1', region: 'fra1', size: 500 },
        ...{ initial_filesystem_type: 'xfs', droplet_ids: [1], snapshot_id: '' },
      }),
    ],
  ],
  [
    'deletes a volume of OpenStack',
    'lost',
    'nothing of it is kept',
    [
      deletes('openstack_blockstorage_volume_v3.kafka[0]', {
        ...{ id: 'ea257959', name: 'kafka-0', size: 500, volume_type: 'ssd' },
        ...{ availability_zone: 'nova', enable_online_resize: true },
      }),
    ],
  ],
  [
    'deletes a block volume of Oracle’s cloud',
    'lost',
    'nothing of it is kept',
    [
      deletes('oci_core_volume.kafka', {
        ...{ id: 'ocid1.volume.oc1..a', display_name: 'kafka', size_in_gbs: '500' },
        ...{ availability_domain: 'AD-1', compartment_id: 'ocid1.compartment' },
      }),
    ],
  ],
  [
    'takes the data disk out of a virtual machine of vSphere',
    'lost',
    'without keep_on_remove the file of the disk is deleted',
    [changes('vsphere_virtual_machine.kafka[0]', VSPHERE_HOST, { disk: [VSPHERE_HOST.disk[0]] })],
  ],
  [
    'replaces a virtual machine of vSphere',
    'danger',
    'its disks are part of it',
    [replaces('vsphere_virtual_machine.kafka[0]', VSPHERE_HOST, { datastore_id: 'datastore-13' })],
  ],
  [
    'deletes a virtual disk of vSphere',
    'lost',
    'nothing of it is kept',
    [
      deletes('vsphere_virtual_disk.kafka', {
        ...{ id: '/kafka/data.vmdk', vmdk_path: '/kafka/data.vmdk', size: 500 },
        ...{ datastore: 'ds1', type: 'thin', datacenter: 'dc1' },
      }),
    ],
  ],
  [
    'deletes a volume of libvirt',
    'lost',
    'its file is deleted',
    [
      deletes('libvirt_volume.kafka_data[1]', {
        ...{ id: '/var/lib/libvirt/images/kafka-1.qcow2', name: 'kafka-1.qcow2' },
        ...{ pool: 'default', size: 536870912000, format: 'qcow2' },
      }),
    ],
  ],
  [
    'replaces a domain of libvirt that has its own disk',
    'danger',
    'a broker is made anew, and its disk may be another one',
    [
      replaces(
        'libvirt_domain.kafka[0]',
        {
          ...{ id: '7d9c', name: 'kafka-0', memory: 16384, vcpu: 4, running: true },
          disk: [{ volume_id: '/var/lib/libvirt/images/kafka-0.qcow2' }],
        },
        { name: 'broker-0' },
      ),
    ],
  ],
  [
    'deletes a virtual machine of Proxmox',
    'danger',
    'its disks are deleted with it',
    [deletes('proxmox_virtual_environment_vm.kafka[2]', PROXMOX_HOST)],
  ],
  [
    'makes the data disk of a virtual machine of Proxmox smaller',
    'danger',
    'a disk can’t shrink: at best it fails, at worst a new one is made',
    [
      changes('proxmox_virtual_environment_vm.kafka[0]', PROXMOX_HOST, {
        disk: [PROXMOX_HOST.disk[0], { ...PROXMOX_HOST.disk[1], size: 100 }],
      }),
    ],
  ],
  [
    'takes a managed disk of Azure out of the state',
    'danger',
    'the next apply no longer knows the disk of a broker',
    [forgets('azurerm_managed_disk.kafka["1"]', AZURE_DISK)],
  ],
  [
    'deletes a snapshot of a disk of Google Cloud',
    'lost',
    'it is the backup',
    [
      deletes('google_compute_snapshot.kafka', {
        ...{ id: 's', name: 'kafka-2025', source_disk: 'kafka-1', storage_bytes: 1 },
      }),
    ],
  ],
  [
    'makes a persistent disk larger',
    'safe',
    'it grows while it is in use',
    [changes('google_compute_disk.kafka[0]', GOOGLE_DISK, { size: 1000 })],
  ],
  [
    'changes only the labels of a persistent disk',
    'safe',
    'labels say what a thing is, and change nothing of it',
    [
      changes('google_compute_disk.kafka[0]', GOOGLE_DISK, {
        labels: { app: 'kafka', team: 'streaming' },
      }),
    ],
  ],
  [
    'makes a new volume of Hetzner that no server uses',
    'safe',
    'it stands alone',
    [makes('hcloud_volume.spare', { name: 'spare', size: 10, location: 'fsn1' })],
  ],
];
