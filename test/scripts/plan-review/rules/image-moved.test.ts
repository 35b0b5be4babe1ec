import { imageMoved } from '../../../../scripts/plan-review/rules/image-moved';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('says from which image to which', () => {
  const cluster = plannedCluster({ instance: () => ({ ami: 'ami-2' }) });
  expect(judge(imageMoved, cluster)).toMatchObject([{ severity: 'care' }]);
  expect(judge(imageMoved, cluster)[0]?.what).toContain('ami-1 → ami-2');
});

it('knows launch templates, and images that are known only later', () => {
  const template = {
    address: 'aws_launch_template.a',
    before: { image_id: 'ami-1' },
    after: {},
    afterUnknown: { image_id: true },
    actions: ['update'],
  };
  expect(judge(imageMoved, [template])[0]?.what).toContain('known only after the apply');
});

it('is silent where the image stays, or the host is new', () => {
  expect(judge(imageMoved, plannedCluster({ instance: () => ({ instance_type: 'x' }) }))).toEqual(
    [],
  );
  expect(judge(imageMoved, plannedCluster({ isNew: true }))).toEqual([]);
});
