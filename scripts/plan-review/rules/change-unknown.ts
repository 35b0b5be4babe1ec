import { joinSaid, say } from '../../masking/say';
import { isGrave } from '../facts/resources/is-grave';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';

/** Changes that nobody here can read. */
export const changeUnknown: Rule = {
  id: 'change-unknown',
  title: 'The plan does something to a resource that this version can’t read',
  judge: ({ plan }) => plan.changes.filter(({ change }) => change === 'unknown').map(judgement),
};

function judgement(resource: ResourceChange): Judgement {
  const { address, actions } = resource;
  return {
    severity: isGrave(resource) ? 'danger' : 'care',
    what: say`Does “${actions.length > 0 ? joinSaid(actions) : 'nothing that it names'}” to ${address}.`,
    why: 'This version of the review doesn’t know these actions. They may delete.',
    remedy: 'Read this change in terraform’s own output, or review with a newer version.',
    addresses: [address],
  };
}
