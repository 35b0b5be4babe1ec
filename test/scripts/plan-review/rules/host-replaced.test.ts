import { hostReplaced } from '../../../../scripts/plan-review/rules/host-replaced';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('says which host is made anew, and why', () => {
  const options = {
    instanceChange: (id: number) =>
      id === 2 ? { actions: ['delete', 'create'], reason: 'replace_by_request' } : {},
  };
  expect(judge(hostReplaced, plannedCluster(options))).toMatchObject([
    { severity: 'care', what: 'Replaces broker 2, because of a request (`-replace`).' },
  ]);
});

it('is silent where none is', () => {
  expect(judge(hostReplaced, plannedCluster({ instance: () => ({ instance_type: 'x' }) }))).toEqual(
    [],
  );
});
