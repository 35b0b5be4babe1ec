import { say } from '../../masking/say';
import { attributeRule } from '../attributes/attribute-rule';
import { changed, changedFromOne } from '../attributes/harms';
import { policyChanges, sayRights } from '../facts/iam/policy-changes';
import { tell } from '../tell';

const RUNS_ON = {
  severity: 'care',
  why: 'A host that may no longer read its files and the key runs on, and doesn’t come up again at its next start.',
  remedy: 'See that no standing host needs it.',
} as const;

/** Rights that hosts need, and lose. A role or a policy that goes, `resource-lost` tells. */
export const iamRemoved = attributeRule(
  {
    id: 'iam-removed',
    title: 'A policy allows less, or a host or its instance profile gets another role or none',
    judge: ({ plan }) =>
      plan.changes
        // A key that is closed is another rule's affair: it is graver.
        .filter(({ mode, change }) => mode === 'managed' && change === 'update')
        .filter(({ type }) => !type.startsWith('aws_kms_'))
        .flatMap((resource) => {
          const lost = policyChanges(resource).flatMap((change) => change?.lost ?? []);
          const what = say`No longer allows ${sayRights(resource, lost)} by ${resource.address}.`;
          return lost.length === 0 ? [] : tell([resource], { ...RUNS_ON, what });
        }),
    ...RUNS_ON,
  },
  [
    {
      types: 'aws_iam_instance_profile',
      attributes: 'role',
      harm: changed,
      what: 'Gives another role to',
    },
    {
      types: 'aws_instance',
      attributes: 'iam_instance_profile',
      harm: changedFromOne,
      what: 'Changes the instance profile of',
    },
  ],
);
