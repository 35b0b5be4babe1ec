import { hostRemoved } from '../../../../scripts/plan-review/rules/host-removed';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('warns of a broker that goes', () => {
  const cluster = plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) });
  expect(judge(hostRemoved, cluster)).toMatchObject([
    { severity: 'danger', what: 'Removes broker 4.' },
  ]);
});

it('asks to look at another host that goes', () => {
  const web = {
    address: 'aws_instance.web',
    before: { id: 'i', tags: { Name: 'web' } },
    after: null,
  };
  expect(judge(hostRemoved, [web])).toMatchObject([
    { severity: 'care', what: 'Removes host web.' },
  ]);
});

it('is silent where all stay', () => {
  expect(judge(hostRemoved, plannedCluster())).toEqual([]);
});
