import { say } from '../../masking/say';
import { distinct, listSome } from '../lists';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** What the configuration itself asks for, and doesn't get. */
export const checkFailed: Rule = {
  id: 'check-failed',
  title: 'A check or a condition of the configuration fails, or can’t be seen before the apply',
  judge: ({ plan: { failedChecks, changes } }) => {
    const failed = failedChecks.filter(({ isUnknown }) => !isUnknown);
    const problems = distinct(failed.flatMap((check) => check.problems));
    const told = listSome(problems.map((problem) => say`“${problem}”`));
    // What is made from nothing can't be checked before it is there.
    const isOnStanding = changes.some(({ change }) => !/none|read|create/.test(change));
    const open = isOnStanding ? failedChecks.filter(({ isUnknown }) => isUnknown) : [];
    const namesOf = (checks: typeof failed) =>
      listSome(distinct(checks.map(({ address }) => address)));
    return [
      ...tell(failed, {
        severity: 'care',
        what: say`Fails what the configuration checks: ${namesOf(failed)}.${told && say` They say ${told}.`}`,
        why: 'A check stops no apply: terraform goes on with what its author did not want.',
        remedy: 'Find out why it fails before you apply.',
      }),
      ...tell(open, {
        severity: 'care',
        what: say`Leaves open until after the apply whether this holds: ${namesOf(open)}.`,
        why: 'What it checks depends on values that only the apply makes, and then it is done.',
        remedy: 'Look after the apply at what terraform says of it.',
      }),
    ];
  },
};
