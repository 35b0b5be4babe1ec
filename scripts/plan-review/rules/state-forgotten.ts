import { say } from '../../masking/say';
import { isGrave } from '../facts/resources/is-grave';
import { kindOf } from '../kinds/kind-of';
import { groupBy, listSome } from '../lists';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Resources that terraform would no longer know. */
export const stateForgotten: Rule = {
  id: 'state-forgotten',
  title: 'A resource stays where it is, but leaves terraform’s state',
  judge: ({ plan }) => {
    const forgotten = plan.changes.filter(
      ({ change, type }) => change === 'forget' && kindOf(type) !== 'nothing',
    );
    return [...groupBy(forgotten, isGrave)]
      .sort(([grave], [other]) => Number(other) - Number(grave))
      .flatMap(([isHeavy, group]) =>
        tell(group, {
          severity: isHeavy ? 'danger' : 'care',
          what: say`Forgets ${listSome(group.map(({ address }) => address))}.`,
          why: isHeavy
            ? 'Terraform leaves it as it is and looks after it no more. If the code names it again, a new and empty one is made beside it, and a host may come up with the wrong one.'
            : 'Terraform leaves it as it is and looks after it no more: later changes don’t reach it.',
          remedy:
            'Have a place where it is managed from now on, such as another state that imports it.',
        }),
      );
  },
};
