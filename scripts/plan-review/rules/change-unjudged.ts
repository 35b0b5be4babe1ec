import { say } from '../../masking/say';
import { groupBy, listSome } from '../lists';
import type { Rule } from '../rule';
import { unjudgedChanges } from '../facts/resources/unjudged-changes';

/** Changes of what hosts, clients or data hang on, of which no rule knows what they mean. */
export const changeUnjudged: Rule = {
  id: 'change-unjudged',
  title: 'A network, a store of data or a group of hosts changes in a way that no rule judges',
  judge: (facts) => {
    const weighty = unjudgedChanges(facts).filter(({ isWeighty }) => isWeighty);
    const alike = groupBy(weighty, ({ resource, attributes }) =>
      [resource.type, ...attributes].join(' '),
    );
    return [...alike.values()].map((group) => {
      const addresses = group.map(({ resource }) => resource.address);
      return {
        severity: 'care',
        what:
          group[0]!.resource.change === 'create'
            ? say`Makes ${listSome(addresses)}.`
            : say`Changes ${listSome(group[0]!.attributes)} of ${listSome(addresses)}.`,
        why: 'Hosts, their clients or data may hang on it: how many there are, how they are reached, what is kept. No rule knows what this change does to them.',
        remedy: 'Read this change in terraform’s own output.',
        addresses,
      };
    });
  },
};
