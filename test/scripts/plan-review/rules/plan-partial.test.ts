import { planPartial } from '../../../../scripts/plan-review/rules/plan-partial';
import { factsOf } from '../../../support/judge-plan';

it('says when a plan leaves something out, and only then', () => {
  const facts = factsOf([]);
  const partial = { ...facts, plan: { ...facts.plan, isPartial: true } };
  expect(planPartial.judge({ ...facts, plan: { ...facts.plan, isPartial: false } })).toEqual([]);
  expect(planPartial.judge(partial)).toMatchObject([{ severity: 'care' }]);
});
