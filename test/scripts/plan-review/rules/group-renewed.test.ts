import { groupRenewed } from '../../../../scripts/plan-review/rules/group-renewed';
import { severityOf } from '../../../support/judge-plan';

it.each<[string, object, object, 'danger' | 'care' | undefined]>([
  [
    'aws_autoscaling_group.kafka',
    { vpc_zone_identifier: ['a', 'b'] },
    { vpc_zone_identifier: ['a'] },
    'danger',
  ],
  [
    'aws_autoscaling_group.web',
    { vpc_zone_identifier: ['a', 'b'] },
    { vpc_zone_identifier: ['a'] },
    'care',
  ],
  [
    'aws_autoscaling_group.kafka',
    { instance_refresh: [] },
    { instance_refresh: [{ strategy: 'Rolling' }] },
    'danger',
  ],
  [
    'aws_autoscaling_group.kafka',
    { launch_template: [{ version: '1' }] },
    { launch_template: [{ version: '2' }] },
    'care',
  ],
  [
    'aws_autoscaling_group.kafka',
    { max_instance_lifetime: 0 },
    { max_instance_lifetime: 604800 },
    'danger',
  ],
  [
    'aws_autoscaling_group.kafka',
    { suspended_processes: ['Terminate'] },
    { suspended_processes: [] },
    'care',
  ],
  [
    'aws_autoscaling_group.kafka',
    { health_check_type: 'EC2' },
    { health_check_type: 'ELB' },
    'care',
  ],
  [
    'aws_autoscaling_group.kafka',
    { capacity_rebalance: false },
    { capacity_rebalance: true },
    'danger',
  ],
  ['aws_autoscaling_group.kafka', { max_size: 3 }, { max_size: 6 }, undefined],
  ['aws_eks_node_group.kafka', { version: '1.29' }, { version: '1.30' }, 'care'],
  [
    'google_compute_instance_group_manager.kafka',
    { stateful_disk: [{ device_name: 'data', delete_rule: 'NEVER' }] },
    { stateful_disk: [{ device_name: 'data', delete_rule: 'ON_PERMANENT_INSTANCE_DELETION' }] },
    'danger',
  ],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(severityOf(groupRenewed, [{ address, before: { ...before }, after: { ...after } }])).toBe(
    severity,
  );
});
