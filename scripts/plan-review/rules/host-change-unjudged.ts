import { say } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import { distinct, listSome } from '../lists';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Changes of an instance of which nobody knows here whether they stop it. */
export const hostChangeUnjudged: Rule = {
  id: 'host-change-unjudged',
  title: 'An attribute of an instance changes in place, and may or may not stop it',
  reads: [{ types: 'aws_instance', attributes: '*' }],
  judge: ({ clusters }) =>
    clusters.flatMap(({ hosts }) => {
      const changed = hosts.filter(({ unjudged }) => unjudged.length > 0);
      const attributes = distinct(changed.flatMap(({ unjudged }) => unjudged));
      return tell(changed, {
        severity: 'care',
        what: say`Changes ${listSome(attributes, 12)} of ${nameHosts(changed)} in place, which may stop the instance.`,
        why: 'The rules don’t know this attribute. If the change stops instances, all of them may stop at the same time.',
        remedy: 'Look up in the provider’s documentation whether the change stops the instance.',
      });
    }),
};
