import { joinSaid, say, unmarked } from '../../masking/say';
import { distinct, listSome } from '../lists';
import type { Rule } from '../rule';

/** Texts that change, and that the plan doesn't show. */
export const textUnseen: Rule = {
  id: 'text-unseen',
  title: 'A configuration file or user data changes to something that the plan doesn’t show',
  judge: ({ configuration, userData }) => {
    const unseen = [...configuration, ...userData].filter(({ note }) => note !== undefined);
    if (unseen.length === 0) return [];
    const names = unseen.map(({ shown }) => joinSaid([...shown.hosts, shown.label], ' '));
    const notes = unmarked(distinct(unseen.map(({ note }) => note ?? '')).join(' '));
    return [
      {
        severity: 'care',
        what: say`Changes ${listSome(names)} without showing all of it. ${notes}`,
        why: 'No rule can judge what isn’t there to read.',
        remedy: 'Look at the text where it comes from, or give it to terraform as content.',
        addresses: unseen.map(({ address }) => address),
      },
    ];
  },
};
