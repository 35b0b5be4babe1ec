import { storeShrunk } from '../../../../scripts/plan-review/rules/store-shrunk';
import { severityOf } from '../../../support/judge-plan';

it.each([
  ['google_compute_disk', { size: 100 }, { size: 50 }, 'danger'],
  ['google_compute_disk', { size: 50 }, { size: 100 }, undefined],
  ['azurerm_managed_disk', { disk_size_gb: 100 }, { disk_size_gb: 50 }, 'danger'],
  ['aws_db_instance', { allocated_storage: 100 }, { allocated_storage: 50 }, 'danger'],
  ['hcloud_volume', { size: 100 }, { size: 50 }, 'danger'],
  [
    'kubernetes_persistent_volume_claim_v1',
    { spec: [{ resources: [{ requests: { storage: '100Gi' } }] }] },
    { spec: [{ resources: [{ requests: { storage: '50Gi' } }] }] },
    'danger',
  ],
  ['proxmox_vm_qemu', { disk: [{ size: '100G' }] }, { disk: [{ size: '50G' }] }, 'danger'],
  [
    'vsphere_virtual_machine',
    { disk: [{ label: 'a' }, { label: 'b' }] },
    { disk: [{ label: 'a' }] },
    'danger',
  ],
  [
    'vsphere_virtual_machine',
    { disk: [{ label: 'a' }] },
    { disk: [{ label: 'a' }, { label: 'b' }] },
    undefined,
  ],
  ['aws_ebs_volume', { size: 100 }, { size: 50 }, undefined],
  [
    'proxmox_virtual_environment_vm',
    { disk: [{ interface: 'scsi0', size: 8 }] },
    { disk: [{ interface: 'scsi0', size: 4 }] },
    'danger',
  ],
  [
    'vsphere_virtual_machine',
    { disk: [{ label: 'system' }, { label: 'data' }] },
    { disk: [{ label: 'system' }] },
    'danger',
  ],
  [
    'vsphere_virtual_machine',
    { disk: [{ label: 'system', size: 8 }] },
    {
      disk: [
        { label: 'data', size: 4 },
        { label: 'system', size: 8 },
      ],
    },
    undefined,
  ],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  expect(severityOf(storeShrunk, [{ address: `${type}.a`, before, after }])).toBe(expected);
});
