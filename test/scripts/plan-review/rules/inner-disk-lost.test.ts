import { innerDiskLost } from '../../../../scripts/plan-review/rules/inner-disk-lost';
import { judge, severityOf } from '../../../support/judge-plan';
import { plannedCluster, type PlannedClusterOptions } from '../../../support/planned-cluster';

const attachment = {
  address: 'aws_volume_attachment.data',
  before: { instance_id: 'i-1', volume_id: 'vol-1' },
  after: { instance_id: 'i-1', volume_id: 'vol-1' },
};
const REPLACED = { actions: ['delete', 'create'] };

function first(before: object, change: object, options: PlannedClusterOptions = {}) {
  return plannedCluster(options).map((resource) =>
    /Broker1_Machine/.test(resource.address)
      ? {
          ...resource,
          before: { ...resource.before, ...before },
          after: { ...resource.before, ...before },
          ...change,
        }
      : resource,
  );
}

it.each([
  ['a host with a volume of its own is made anew', [...first({}, REPLACED), attachment]],
  [
    'a host without a volume of its own stops',
    first({}, { after: { instance_type: 'm6i.large' } }),
  ],
  ['a host with an instance store stays', first({ instance_type: 'd3.xlarge' }, {})],
  [
    'its system disk goes',
    [
      ...first(
        {
          ebs_block_device: [
            { delete_on_termination: true, device_name: '/dev/xvda', volume_id: 'v' },
          ],
        },
        REPLACED,
      ),
      attachment,
    ],
  ],
])('is content where %s', (_, resources) => {
  expect(judge(innerDiskLost, resources)).toEqual([]);
});

it.each([
  ['stops', { after: { instance_type: 'd3.2xlarge' } }],
  ['is made anew', REPLACED],
  ['goes', { after: null }],
])('warns where a host with an instance store %s', (_, change) => {
  expect(severityOf(innerDiskLost, first({ instance_type: 'd3.xlarge' }, change))).toBe('danger');
});

it('warns of an instance store beside volumes only where the host is given its disks', () => {
  const stopped = (values: object) => [
    ...first({ instance_type: 'd3.xlarge', ...values }, { after: { instance_type: 'd3.2xlarge' } }),
    attachment,
  ];
  expect(judge(innerDiskLost, stopped({}))).toEqual([]);
  const given = {
    ephemeral_block_device: [{ device_name: '/dev/sdb', virtual_name: 'ephemeral0' }],
  };
  expect(severityOf(innerDiskLost, stopped(given))).toBe('danger');
});

it('warns where volumes in the instance’s own block go with it', () => {
  const disk = { delete_on_termination: true, device_name: '/dev/sdf', volume_id: 'vol-7' };
  const [finding] = judge(innerDiskLost, first({ ebs_block_device: [disk] }, REPLACED));
  expect(finding?.what).toContain('/dev/sdf');
});

it('warns where a broker has nothing but its system disk, and goes', () => {
  expect(judge(innerDiskLost, first({}, REPLACED))[0]?.what).toContain('system disk');
});
