import { say, type Sayable } from '../../masking/say';
import { goesWithHost } from '../facts/hosts/gone-hosts';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import { POLICY_ATTRIBUTES, policyChanges, sayRights } from '../facts/iam/policies-of';
import { rightsLost } from '../facts/iam/rights-lost';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { isChanged, isLost, textOf } from '../../terraform-plan/values';

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
  title: 'A role, its policy or its instance profile goes, allows less or is another one',
  reads: [
    { types: KINDS, and: ['lost'] },
    { types: ['aws_iam_instance_profile'], attributes: ['role'] },
  ],
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    const lost = resourcesOf(facts, ...KINDS).filter(
      (resource) => isLost(resource) && !isForHost(resource),
    );
    const moved = resourcesOf(facts, 'aws_iam_instance_profile').filter(
      (profile) => profile.change === 'update' && isChanged(profile, 'role'),
    );
    const stripped = resourcesOf(facts, 'aws_instance').filter(
      ({ change, before, after }) =>
        change === 'update' &&
        textOf(before, 'iam_instance_profile') &&
        textOf(before, 'iam_instance_profile') !== textOf(after, 'iam_instance_profile'),
    );
    const narrowed = resourcesOf(facts, ...POLICY_TYPES)
      .filter(({ change, before }) => change === 'update' && before !== undefined)
      .flatMap((resource) => narrowing(resource));
    return [
      ...(lost.length > 0 ? [judgement(lost, say`Takes away or makes anew`)] : []),
      ...(moved.length > 0 ? [judgement(moved, say`Gives another role to`)] : []),
      ...narrowed,
      ...(stripped.length > 0 ? [judgement(stripped, say`Changes the instance profile of`)] : []),
    ];
  },
};

/** A key that is closed is another rule's affair: it is graver. */
const POLICY_TYPES = Object.keys(POLICY_ATTRIBUTES).filter((type) => !type.startsWith('aws_kms_'));

function narrowing(resource: ResourceChange): readonly Judgement[] {
  const what = policyChanges(resource).flatMap((change) => rightsLost(change)?.what ?? []);
  if (what.length === 0) return [];
  const verb = say`No longer allows ${listSome(sayRights(resource, what), 3)} by`;
  return [judgement([resource], verb)];
}

function judgement(resources: readonly ResourceChange[], verb: Sayable): Judgement {
  const addresses = resources.map(({ address }) => address);
  return {
    severity: 'care',
    what: say`${verb} ${listSome(addresses)}.`,
    why: 'A host that may no longer read its files and the key runs on, and doesn’t come up again at its next start.',
    remedy: 'See that no standing host needs it.',
    addresses,
  };
}
