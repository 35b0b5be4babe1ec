import { DATA_STORES } from '../../../../scripts/plan-review/facts/resources/data-stores';
import { dataStoreLost } from '../../../../scripts/plan-review/rules/data-store-lost';
import { judge, severityOf } from '../../../support/judge-plan';

it.each([...DATA_STORES])('warns where an %s goes or is made anew', (type) => {
  const resource = { address: `${type}.a`, before: { id: 'a' } };
  expect(severityOf(dataStoreLost, [{ ...resource, after: null }])).toBe('danger');
  const replaced = { ...resource, after: { id: 'b' }, actions: ['delete', 'create'] };
  expect(severityOf(dataStoreLost, [replaced])).toBe('danger');
  expect(judge(dataStoreLost, [{ ...resource, after: { id: 'a', tags: {} } }])).toEqual([]);
});

it('leaves other types to other rules', () => {
  expect(
    judge(dataStoreLost, [{ address: 'aws_route.a', before: { id: 'a' }, after: null }]),
  ).toEqual([]);
});
