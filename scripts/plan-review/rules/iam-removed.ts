import { say, type Sayable } from '../../masking/say';
import { policyChanges, sayRights } from '../facts/iam/policies-of';
import { rightsLost } from '../facts/iam/rights-lost';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { isChanged, textOf } from '../../terraform-plan/values';

/** Rights that hosts need, and lose. A role or a policy that goes, `resource-lost` tells. */
export const iamRemoved: Rule = {
  id: 'iam-removed',
  title: 'A policy allows less, or a host or its instance profile gets another role or none',
  reads: [
    { types: 'aws_iam_instance_profile', attributes: 'role' },
    { types: 'aws_instance', attributes: 'iam_instance_profile' },
  ],
  judge: (facts) => {
    const changed = (type: string, key: string) =>
      resourcesOf(facts, type).filter((each) => each.change === 'update' && isChanged(each, key));
    const stripped = changed('aws_instance', 'iam_instance_profile').filter(({ before }) =>
      Boolean(textOf(before, 'iam_instance_profile')),
    );
    return [
      ...judgement(changed('aws_iam_instance_profile', 'role'), say`Gives another role to`),
      ...facts.plan.changes.filter(isWritten).flatMap(narrowing),
      ...judgement(stripped, say`Changes the instance profile of`),
    ];
  },
};

/** A key that is closed is another rule's affair: it is graver. */
function isWritten({ mode, change, type }: ResourceChange): boolean {
  return mode === 'managed' && change === 'update' && !type.startsWith('aws_kms_');
}

function narrowing(resource: ResourceChange): readonly Judgement[] {
  const what = policyChanges(resource).flatMap((change) => rightsLost(change).what);
  const lost = listSome(sayRights(resource, what), 3);
  return what.length === 0 ? [] : judgement([resource], say`No longer allows ${lost} by`);
}

function judgement(resources: readonly ResourceChange[], verb: Sayable): readonly Judgement[] {
  if (resources.length === 0) return [];
  const addresses = resources.map(({ address }) => address);
  return [
    {
      severity: 'care',
      what: say`${verb} ${listSome(addresses)}.`,
      why: 'A host that may no longer read its files and the key runs on, and doesn’t come up again at its next start.',
      remedy: 'See that no standing host needs it.',
      addresses,
    },
  ];
}
