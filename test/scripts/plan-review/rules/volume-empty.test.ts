import { volumeEmpty } from '../../../../scripts/plan-review/rules/volume-empty';
import { judge, severityOf } from '../../../support/judge-plan';
import type { PlannedResource } from '../../../support/plan-builder';
import { instanceAddress, plannedCluster } from '../../../support/planned-cluster';

const volume = (host: string): PlannedResource => ({
  address: 'aws_ebs_volume.data',
  after: { size: 500, tags: { 'kafka-cluster': 'prod', 'kafka-host': host } },
  afterUnknown: { id: true },
});
const attachment = (rest: Partial<PlannedResource>): PlannedResource => ({
  address: 'aws_volume_attachment.data',
  after: { device_name: '/dev/sdf' },
  afterUnknown: { volume_id: true },
  ...rest,
});

it('warns once of an empty disk for a host that stands', () => {
  const known = attachment({ after: { instance_id: 'i-1' } });
  expect(judge(volumeEmpty, [...plannedCluster(), volume('broker-1'), known])).toMatchObject([
    { severity: 'care', addresses: ['aws_ebs_volume.data', 'aws_volume_attachment.data'] },
  ]);
});

it('finds the host by what the code leads to where its id is not known', () => {
  const unknown = attachment({ refersTo: [`${instanceAddress(2)}.id`] });
  expect(severityOf(volumeEmpty, [...plannedCluster(), unknown])).toBe('care');
});

it('is content with the disks of a host that is new', () => {
  const isNew = plannedCluster({ isNew: true });
  expect(judge(volumeEmpty, [...isNew, volume('broker-1'), attachment({})])).toEqual([]);
  expect(judge(volumeEmpty, [...plannedCluster(), volume('broker-4')])).toEqual([]);
});
