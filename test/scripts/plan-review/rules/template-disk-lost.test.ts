import { templateDiskLost } from '../../../../scripts/plan-review/rules/template-disk-lost';
import { severityOf } from '../../../support/judge-plan';

const disk = (ebs: object, device_name = '/dev/sdf') => ({
  block_device_mappings: [
    { device_name, ebs: [{ volume_size: 500, delete_on_termination: 'false', ...ebs }] },
  ],
});

it.each<[string, object, object, 'danger' | 'care' | undefined]>([
  ['aws_launch_template.a', disk({}), disk({ volume_size: 50 }), 'danger'],
  ['aws_launch_template.a', disk({}), disk({ volume_size: 1000 }), undefined],
  ['aws_launch_template.a', disk({}), { block_device_mappings: [] }, 'danger'],
  ['aws_launch_template.a', disk({}), disk({}, '/dev/sdg'), 'danger'],
  ['aws_launch_template.a', disk({}), disk({ delete_on_termination: 'true' }), 'danger'],
  ['aws_launch_template.a', disk({ volume_type: 'gp3' }), disk({ volume_type: 'st1' }), 'care'],
  [
    'aws_launch_configuration.a',
    { ebs_block_device: [{ device_name: 'a', volume_size: 9 }] },
    { ebs_block_device: [{ device_name: 'a', volume_size: 8 }] },
    'danger',
  ],
  [
    'google_compute_instance_template.a',
    { disk: [{ device_name: 'a', disk_size_gb: 9 }] },
    { disk: [{ device_name: 'a', disk_size_gb: 8 }] },
    'danger',
  ],
  [
    'google_compute_instance_template.a',
    { disk: [{ device_name: 'a', auto_delete: false }] },
    { disk: [{ device_name: 'a', auto_delete: true }] },
    'danger',
  ],
  [
    'azurerm_linux_virtual_machine_scale_set.a',
    { data_disk: [{ lun: 0, disk_size_gb: 9 }] },
    { data_disk: [] },
    'danger',
  ],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(
    severityOf(templateDiskLost, [{ address, before: { ...before }, after: { ...after } }]),
  ).toBe(severity);
});
