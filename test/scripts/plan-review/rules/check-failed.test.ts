import { unmarked } from '../../../../scripts/masking/say';
import { checkFailed } from '../../../../scripts/plan-review/rules/check-failed';
import type { PlannedResource } from '../../../support/plan-builder';
import { factsOf } from '../../../support/judge-plan';

const GROWN = { address: 'aws_ebs_volume.a', before: { size: 1 }, after: { size: 2 } };

const judge = (
  resources: readonly PlannedResource[],
  ...checks: readonly { readonly isUnknown?: boolean; readonly problems?: readonly string[] }[]
) => {
  const facts = factsOf(resources);
  const failedChecks = checks.map(({ isUnknown = false, problems = [] }, index) => ({
    ...{ address: unmarked(`check.c${index}`), isUnknown, problems: problems.map(unmarked) },
  }));
  return checkFailed.judge({ ...facts, plan: { ...facts.plan, failedChecks } });
};

it('tells in one finding which checks fail and what they say', () => {
  expect(
    judge([GROWN], { problems: ['It is down.'] }, { problems: ['It is down.'] }),
  ).toMatchObject([
    {
      severity: 'care',
      what: 'Fails what the configuration checks: check.c0, check.c1. They say “It is down.”.',
      addresses: ['check.c0', 'check.c1'],
    },
  ]);
});

it('tells a failing check also of a plan that changes nothing', () => {
  expect(judge([], {})).toMatchObject([{ what: 'Fails what the configuration checks: check.c0.' }]);
});

it('tells what stays open where something that stands changes, and not where all is new', () => {
  const unknown = { isUnknown: true };
  expect(judge([GROWN], unknown)).toMatchObject([{ severity: 'care', addresses: ['check.c0'] }]);
  expect(judge([{ address: 'aws_ebs_volume.a', after: { size: 1 } }], unknown)).toEqual([]);
  expect(judge([], unknown)).toEqual([]);
});

it('says nothing where all hold', () => {
  expect(judge([GROWN])).toEqual([]);
});
