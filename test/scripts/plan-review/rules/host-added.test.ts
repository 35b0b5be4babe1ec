import { hostAdded } from '../../../../scripts/plan-review/rules/host-added';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('says that a broker that joins holds nothing yet', () => {
  const cluster = plannedCluster({
    brokers: 4,
    instanceChange: (id) => (id === 4 ? { before: null, actions: ['create'] } : {}),
  });
  expect(judge(hostAdded, cluster)).toMatchObject([
    { severity: 'care', what: 'Adds broker 4 to a cluster that stands.' },
  ]);
});

it.each([
  ['a cluster is made from nothing', plannedCluster({ isNew: true })],
  ['nobody joins', plannedCluster()],
])('is silent where %s', (_, cluster) => {
  expect(judge(hostAdded, cluster)).toEqual([]);
});
