import { say } from '../../masking/say';
import type { Rule } from '../rule';

/** Plans that leave something out. */
export const planPartial: Rule = {
  id: 'plan-partial',
  title: 'The plan leaves changes out, as with -target',
  judge: ({ plan }) =>
    plan.isPartial
      ? [
          {
            severity: 'care',
            what: say`The plan is partial: more changes may wait than it shows.`,
            why: 'It leaves something out: resources, as with `-target`, deferred changes, or its configuration, which tells what there is. What follows this apply is not reviewed here, and gates may be among what is left out.',
            remedy: 'Apply it only as one of several steps, and review a whole plan behind it.',
            addresses: [],
          },
        ]
      : [],
};
