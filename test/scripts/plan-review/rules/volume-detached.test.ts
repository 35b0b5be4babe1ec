import { volumeDetached } from '../../../../scripts/plan-review/rules/volume-detached';
import { severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { plannedCluster } from '../../../support/planned-cluster';

const ATTACHMENT = { id: 'a', device_name: '/dev/sdf', instance_id: 'i-1', volume_id: 'vol-1' };
const VOLUME: PlannedResource = {
  address: 'aws_ebs_volume.data',
  before: { id: 'vol-1', size: 1 },
  after: { id: 'vol-1', size: 1 },
};
const attachment = (change: Partial<PlannedResource>): PlannedResource => ({
  address: 'aws_volume_attachment.data',
  before: ATTACHMENT,
  after: ATTACHMENT,
  ...change,
});
const REPLACED = { actions: ['delete', 'create'] };

it.each([
  ['that stays', plannedCluster(), attachment({}), VOLUME],
  [
    'whose host is made anew: the volume comes along',
    plannedCluster({ instanceChange: (id) => (id === 1 ? REPLACED : {}) }),
    attachment({
      ...REPLACED,
      after: { device_name: '/dev/sdf', volume_id: 'vol-1' },
      afterUnknown: { instance_id: true },
    }),
    VOLUME,
  ],
  [
    'whose host goes',
    plannedCluster({ instance: (id) => (id === 1 ? null : {}) }),
    attachment({ after: null }),
    VOLUME,
  ],
  [
    'whose volume goes: that is told elsewhere',
    plannedCluster(),
    attachment({ after: null }),
    { ...VOLUME, after: null },
  ],
])('is content with an attachment %s', (_, cluster, change, volume) => {
  expect(severityOf(volumeDetached, [...cluster, change, volume])).toBeUndefined();
});

it.each([
  ['goes', attachment({ after: null }), 'danger'],
  [
    'gets another volume',
    attachment({ ...REPLACED, after: { ...ATTACHMENT, volume_id: 'vol-2' } }),
    'danger',
  ],
  [
    'gets a volume that nobody knows yet',
    attachment({ ...REPLACED, after: { instance_id: 'i-1' }, afterUnknown: { volume_id: true } }),
    'danger',
  ],
  [
    'gets another device name',
    attachment({ ...REPLACED, after: { ...ATTACHMENT, device_name: '/dev/sdg' } }),
    'care',
  ],
])('warns of an attachment that %s', (_, change, expected) => {
  expect(severityOf(volumeDetached, [...plannedCluster(), change, VOLUME])).toBe(expected);
});

it.each([
  ['another volume', { volume_id: 'vol-2' }, {}, 'danger'],
  ['a volume that is known later', { volume_id: undefined }, { volume_id: true }, 'danger'],
  ['to be torn off', { force_detach: true }, {}, 'care'],
])('judges an attachment that gets %s in place', (...[, values, afterUnknown, expected]) => {
  const after = { ...ATTACHMENT, ...values };
  const changed = attachment({ after, afterUnknown, actions: ['update'] });
  expect(severityOf(volumeDetached, [...plannedCluster(), changed, VOLUME])).toBe(expected);
});
