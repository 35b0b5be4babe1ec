import { say } from '../../masking/say';
import { listSome } from '../lists';
import type { Rule } from '../rule';

/** Changes whose values somebody has taken out of the plan. */
export const valuesRedacted: Rule = {
  id: 'values-redacted',
  title: 'Values of a change have been taken out of the plan',
  judge: ({ plan: { redacted } }) =>
    redacted.length === 0
      ? []
      : [
          {
            severity: 'care',
            what: say`The plan doesn’t show what changes in ${listSome(redacted)}.`,
            why: 'Values are missing there, or stand as REDACTED or the like. No rule can judge what isn’t there to read.',
            remedy:
              'Review what `terraform show -json` writes, and take nothing out of it before: the review masks secrets itself.',
            addresses: redacted,
          },
        ],
};
