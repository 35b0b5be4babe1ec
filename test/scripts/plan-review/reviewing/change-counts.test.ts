import { countChanges } from '../../../../scripts/plan-review/reviewing/change-counts';
import { factsOf } from '../../../support/judge-plan';

it('counts what the plan does by type, and nothing that it leaves or reads', () => {
  const { plan } = factsOf([
    { address: 'aws_route.a', after: { id: 'a' } },
    { address: 'aws_route.b', after: { id: 'b' } },
    { address: 'aws_route.c', before: { id: 'c' }, after: null },
    { address: 'aws_eip.a', before: { id: 'a' }, after: { id: 'a' } },
    { address: 'aws_eip.b', before: { id: 'a' }, after: { id: 'b' }, actions: ['explode'] },
    { address: 'data.aws_ami.a', after: { id: 'a' }, actions: ['read'] },
  ]);
  expect(countChanges(plan)).toEqual([
    { type: 'aws_eip', change: 'unknown', count: 1 },
    { type: 'aws_route', change: 'create', count: 2 },
    { type: 'aws_route', change: 'delete', count: 1 },
  ]);
});
