import { hostChangeUnjudged } from '../../../../scripts/plan-review/rules/host-change-unjudged';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('names an attribute of which nobody knows what its change does', () => {
  const cluster = plannedCluster({ instance: () => ({ a_new_attribute: 1 }) });
  expect(judge(hostChangeUnjudged, cluster)[0]).toMatchObject({
    severity: 'care',
    what: 'Changes a_new_attribute of broker 1, 2, 3 in place, which may stop the instance.',
  });
});

it('is silent over those that it knows', () => {
  const cluster = plannedCluster({ instance: () => ({ tags: { Name: 'x' }, instance_type: 'x' }) });
  expect(judge(hostChangeUnjudged, cluster)).toEqual([]);
});
