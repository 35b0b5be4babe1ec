import { valuesRedacted } from '../../../../scripts/plan-review/rules/values-redacted';
import { factsOf } from '../../../support/judge-plan';

it('names what it can’t see', () => {
  const before = { size: 'REDACTED' };
  const facts = factsOf([
    { address: 'aws_ebs_volume.a', actions: ['update'], before, after: before },
    { address: 'aws_ebs_volume.b', before: { size: 1 }, after: { size: 2 } },
  ]);
  expect(valuesRedacted.judge(facts)).toMatchObject([
    {
      severity: 'care',
      what: 'The plan doesn’t show what changes in aws_ebs_volume.a.',
      addresses: ['aws_ebs_volume.a'],
    },
  ]);
});

it('says nothing of a plan that shows all', () => {
  expect(
    valuesRedacted.judge(
      factsOf([{ address: 'aws_ebs_volume.b', before: { size: 1 }, after: { size: 2 } }]),
    ),
  ).toEqual([]);
});
