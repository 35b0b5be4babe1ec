import { goesWithHost } from '../evidence/gone-hosts';
import { listSome } from '../list-some';
import type { ResourceChange } from '../plan';
import { resourcesOf } from '../evidence/resources-of';
import type { Judgement, Rule } from '../rule';
import { isLost, textOf } from '../values';

const KINDS = [
  'aws_iam_instance_profile',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
] as const;

/** Rights that hosts need, and lose. */
export const iamRemoved: Rule = {
  id: 'iam-removed',
  title: 'A role, its policy or its instance profile goes, or a host is left without one',
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    const lost = resourcesOf(facts, ...KINDS).filter(
      (resource) => isLost(resource) && !isForHost(resource),
    );
    const stripped = resourcesOf(facts, 'aws_instance').filter(
      ({ change, before, after }) =>
        change === 'update' &&
        textOf(before, 'iam_instance_profile') &&
        textOf(before, 'iam_instance_profile') !== textOf(after, 'iam_instance_profile'),
    );
    return [
      ...(lost.length > 0 ? [judgement(lost, 'Takes away or makes anew')] : []),
      ...(stripped.length > 0 ? [judgement(stripped, 'Changes the instance profile of')] : []),
    ];
  },
};

function judgement(resources: readonly ResourceChange[], verb: string): Judgement {
  const addresses = resources.map(({ address }) => address);
  return {
    severity: 'care',
    what: `${verb} ${listSome(addresses)}.`,
    why: 'A host that may no longer read its files and the key runs on, and doesn’t come up again at its next start.',
    remedy: 'See that no standing host needs it.',
    addresses,
  };
}
