import { say } from '../../masking/say';
import type { FailedCheck, Plan } from '../../terraform-plan/plan';
import { distinct, listSome } from '../lists';
import type { Judgement, Rule } from '../rule';

/** What the configuration itself asks for, and doesn't get. */
export const checkFailed: Rule = {
  id: 'check-failed',
  title: 'A check or a condition of the configuration fails, or can’t be seen before the apply',
  judge: ({ plan }) => {
    const failed = plan.failedChecks.filter(({ isUnknown }) => !isUnknown);
    const unknown = plan.failedChecks.filter(({ isUnknown }) => isUnknown);
    return [
      ...(failed.length > 0 ? [failedOnes(failed)] : []),
      ...(unknown.length > 0 && changesWhatStands(plan) ? [unknownOnes(unknown)] : []),
    ];
  },
};

/** What is made from nothing can't be checked before it is there. */
function changesWhatStands({ changes }: Plan): boolean {
  return changes.some(({ change }) => !['none', 'read', 'create'].includes(change));
}

const namesOf = (checks: readonly FailedCheck[]) =>
  listSome(distinct(checks.map(({ address }) => address)));

function failedOnes(checks: readonly FailedCheck[]): Judgement {
  const problems = distinct(checks.flatMap(({ problems }) => problems));
  const told = listSome(problems.map((problem) => say`“${problem}”`));
  const said = problems.length === 0 ? '' : say` They say ${told}.`;
  return {
    severity: 'care',
    what: say`Fails what the configuration checks: ${namesOf(checks)}.${said}`,
    why: 'A check stops no apply: terraform goes on with what its author did not want.',
    remedy: 'Find out why it fails before you apply.',
    addresses: checks.map(({ address }) => address),
  };
}

function unknownOnes(checks: readonly FailedCheck[]): Judgement {
  return {
    severity: 'care',
    what: say`Leaves open until after the apply whether this holds: ${namesOf(checks)}.`,
    why: 'What it checks depends on values that only the apply makes, and then it is done.',
    remedy: 'Look after the apply at what terraform says of it.',
    addresses: checks.map(({ address }) => address),
  };
}
