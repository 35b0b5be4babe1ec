import { joinSaid, say } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { DATA_STORES } from '../facts/resources/data-stores';

/** Changes that nobody here can read. */
export const changeUnknown: Rule = {
  id: 'change-unknown',
  title: 'The plan does something to a resource that this version can’t read',
  judge: ({ plan }) =>
    plan.changes.filter(({ change }) => change === 'unknown').map((change) => judgement(change)),
};

const GRAVE = new Set(['aws_ebs_volume', 'aws_instance', 'aws_kms_key', 'aws_volume_attachment']);

function judgement({ type, address, actions }: ResourceChange): Judgement {
  return {
    severity: GRAVE.has(type) || DATA_STORES.has(type) ? 'danger' : 'care',
    what: say`Does “${actions.length > 0 ? joinSaid(actions) : 'nothing that it names'}” to ${address}.`,
    why: 'This version of the review doesn’t know these actions. They may delete.',
    remedy: 'Read this change in terraform’s own output, or review with a newer version.',
    addresses: [address],
  };
}
