import { volumeLost } from '../../../../scripts/plan-review/rules/volume-lost';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { plannedCluster } from '../../../support/planned-cluster';

const VOLUME = {
  id: 'vol-1',
  size: 500,
  tags: { 'kafka-cluster': 'prod', 'kafka-host': 'broker-1', 'kafka-disk': 'kafka-1' },
};
const volume = (change: Partial<PlannedResource>): PlannedResource => ({
  address: 'aws_ebs_volume.data',
  before: VOLUME,
  after: VOLUME,
  ...change,
});

it.each([
  ['stays', {}],
  ['is made', { before: null }],
  ['grows', { after: { ...VOLUME, size: 501 } }],
  ['gets other tags', { after: { ...VOLUME, tags: {} } }],
])('is content with a volume that %s', (_, change) => {
  expect(judge(volumeLost, [volume(change)])).toEqual([]);
});

it.each([
  ['is deleted', { after: null }, 'danger'],
  ['lost its block', { after: null, reason: 'delete_because_no_resource_config' }, 'danger'],
  [
    'is replaced',
    { actions: ['delete', 'create'], replacePaths: [['availability_zone']] },
    'danger',
  ],
  ['is replaced, the new one first', { actions: ['create', 'delete'] }, 'danger'],
  ['is what a replacement left behind', { after: null, deposed: 'a1' }, 'danger'],
  ['shrinks by one', { after: { ...VOLUME, size: 499 } }, 'danger'],
  [
    'gets a size that nobody knows yet',
    {
      after: { tags: VOLUME.tags, id: 'vol-1' },
      actions: ['update'],
      afterUnknown: { size: true },
    },
    'care',
  ],
])('warns of a volume that %s', (_, change, expected) => {
  expect(severityOf(volumeLost, [volume(change)])).toBe(expected);
});

it('says whose volume it is, and why prevent_destroy does not help', () => {
  const [finding] = judge(volumeLost, [
    volume({ after: null, reason: 'delete_because_no_resource_config' }),
  ]);
  expect(finding?.what).toBe('Deletes volume kafka-1 of broker-1.');
  expect(finding?.why).toContain('prevent_destroy');
});

it('finds the host of a foreign volume by its attachment', () => {
  const attachment = { instance_id: 'i-2', volume_id: 'vol-9' };
  const [finding] = judge(volumeLost, [
    ...plannedCluster(),
    { address: 'aws_volume_attachment.a', before: attachment, after: null },
    { address: 'aws_ebs_volume.other', before: { id: 'vol-9' }, after: null },
  ]);
  expect(finding?.what).toBe('Deletes volume aws_ebs_volume.other of broker-2.');
});

it('names the volumes of one host together', () => {
  const volumes = ['kafka-1', 'kafka-2'].map((disk) => ({
    address: `aws_ebs_volume.${disk}`,
    before: { ...VOLUME, tags: { ...VOLUME.tags, 'kafka-disk': disk } },
    after: null,
  }));
  expect(judge(volumeLost, volumes).map(({ what }) => what)).toEqual([
    'Deletes volumes kafka-1, kafka-2 of broker-1.',
  ]);
});

const BLOCK = { device_name: '/dev/sdf', volume_size: 1000, delete_on_termination: false };

it.each([
  ['grows', [{ ...BLOCK, volume_size: 2000 }], undefined],
  ['shrinks', [{ ...BLOCK, volume_size: 10 }], 'danger'],
  ['goes with its instance', [{ ...BLOCK, delete_on_termination: true }], 'danger'],
  ['leaves the code', [], 'danger'],
])('judges a volume in the block of an instance that %s', (_, blocks, expected) => {
  const instance = (ebs_block_device: object[]) => ({ id: 'i-1', ebs_block_device });
  const resource = {
    address: 'aws_instance.a',
    before: instance([BLOCK]),
    after: instance(blocks),
  };
  expect(severityOf(volumeLost, [resource])).toBe(expected);
});

it('warns of a size that the plan leaves out', () => {
  const after = { ...VOLUME, size: null };
  expect(severityOf(volumeLost, [volume({ after })])).toBe('care');
});
