import { say, type Sayable } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { attributeRule } from '../attributes/attribute-rule';
import { changedFromOne, changed, type Harm } from '../attributes/harms';
import { isForeignTo } from '../facts/iam/foreign-accounts';
import { POLICY_ATTRIBUTES, policyChanges, sayRights } from '../facts/iam/policy-changes';
import { isForEveryone, isForSecrets, isMighty, type Right } from '../facts/iam/rights';
import { standsAlone } from '../facts/resources/stands-alone';
import { groupBy, listSome } from '../lists';
import type { PlanFacts } from '../plan-facts';
import type { Judgement, Severity } from '../rule';
import { tell } from '../tell';

/** What only holds a policy of something else: that it comes is all that there is to judge. */
const HOLDERS = `
  aws_iam_role_policy aws_iam_user_policy aws_iam_group_policy aws_sqs_queue_policy
  aws_sns_topic_policy aws_s3_bucket_policy aws_s3control_access_point_policy aws_kms_key_policy
  aws_ecr_repository_policy aws_secretsmanager_secret_policy
`;

/** What hands out rights that are written elsewhere, and by which attributes. */
const HANDED = {
  types: `
    *_policy_attachment aws_iam_role aws_iam_user aws_iam_group google_*_iam_member
    google_*_iam_binding *_role_assignment kubernetes_role_binding kubernetes_cluster_role_binding
  `,
  attributes: `
    policy_arn managed_policy_arns role member members role_definition_name role_definition_id
    principal_id role_ref.name subject.name
  `,
} as const;

const MIGHTY =
  /(^|\/)(AdministratorAccess|PowerUserAccess|IAMFullAccess|AmazonEC2FullAccess|AmazonS3FullAccess)$|^roles\/(owner|editor|iam\.securityAdmin|resourcemanager\.\w+Admin)$|^(Owner|Contributor|User Access Administrator)$|^cluster-admin$|^all(Authenticated)?Users$/;

const newlyMighty: Harm = ({ before, after }) => {
  const old = [before].flat();
  return [after].flat().some((name) => MIGHTY.test(String(name)) && !old.includes(name));
};

const others: Harm = (change) => {
  const old = [change.before].flat();
  const isMore = [change.after].flat().some((name) => Boolean(name) && !old.includes(name));
  return change.isUnknown || (isMore && !newlyMighty(change));
};

const SECRETS =
  'Hosts have no right to secrets of the account: one that is taken over then reads passwords and keys of others, such as that of the authority, by which it can give itself out for anyone.';

const MIGHT =
  'Whoever has it can do nearly everything, or everyone has it: one host or key that is taken over is then enough to take all.';

/** Rights that were not there. */
export const iamWidened = attributeRule(
  {
    id: 'iam-widened',
    title: 'A policy allows more than before, or someone is given further rights',
    reads: [
      { types: 'aws_*', attributes: POLICY_ATTRIBUTES },
      { types: HOLDERS, and: ['created'] },
    ],
    judge: policiesWidened,
    severity: 'care',
    what: 'Newly gives rights by',
    why: 'Whoever takes over a host has the rights of its role.',
    remedy: 'Name the actions, the resources and the accounts that are needed, and no more.',
  },
  [
    { ...HANDED, harm: newlyMighty, alsoNew: true, severity: 'danger', why: MIGHT },
    { ...HANDED, harm: others, alsoReaching: true },
    {
      types: 'aws_iam_role aws_iam_user',
      attributes: 'permissions_boundary',
      harm: (change) => change.isUnknown || changedFromOne(change),
      what: 'Gives back what the boundary kept from',
    },
    {
      types: `
        aws_iam_access_key aws_iam_group_membership aws_iam_user_group_membership
        aws_iam_user_login_profile aws_kms_grant
      `,
      attributes: 'user users group groups key_id grantee_principal operations',
      harm: changed,
      alsoNew: true,
    },
  ],
);

function policiesWidened(facts: PlanFacts): readonly Judgement[] {
  const isForeign = isForeignTo(facts.plan);
  const isOfHosts = isPolicyOfHosts(facts);
  const widened = facts.plan.changes.filter(isWritten).flatMap((resource) => {
    // The policy of something that is new itself widens nothing, unless it opens all there is.
    const isNew = resource.change === 'create' && standsAlone(resource, facts);
    return policyChanges(resource).flatMap((change) => {
      if (change === undefined) return isNew ? [] : [widening(resource, 'care', UNREAD)];
      const grave = change.allowed.filter((right) => isGrave(right, resource));
      const secret = change.allowed.filter(
        (right) => !isNew && !grave.includes(right) && isForSecrets(right) && isOfHosts(resource),
      );
      const told = [...grave, ...secret];
      const rest = change.allowed.filter(
        (right) => !told.includes(right) && (!isNew || isForeign(right)),
      );
      return [
        ...(secret.length > 0
          ? [{ ...widening(resource, 'danger', sayRights(resource, secret)), why: SECRETS }]
          : []),
        ...(grave.length > 0 ? [widening(resource, 'danger', sayRights(resource, grave))] : []),
        ...(rest.length > 0 ? [widening(resource, 'care', sayRights(resource, rest))] : []),
        ...(change.undenied.length > 0 ? [widening(resource, 'care', say`what it denied`)] : []),
      ];
    });
  });
  return [
    ...groupBy(widened, ({ severity, what, why }) => `${severity} ${what} ${why}`).values(),
  ].flatMap((group) => judgement(group as [Widening]));
}

const UNREAD = say`what the plan doesn’t show, or what can’t be read`;

interface Widening {
  readonly resource: ResourceChange;
  readonly severity: Severity;
  readonly what: Sayable;
  /** @default - by the severity */
  readonly why?: string;
}

/** Whether a policy is of a role that machines have. */
function isPolicyOfHosts({ plan }: PlanFacts): (resource: ResourceChange) => boolean {
  const roles = plan.changes
    .filter(({ type }) => type === 'aws_iam_instance_profile')
    .flatMap(({ before, after }) => [before?.role, after?.role])
    .filter((role) => typeof role === 'string');
  return ({ type, before, after }) =>
    type === 'aws_iam_role_policy' &&
    [before?.role, after?.role].some((role) => roles.includes(role as string));
}

function widening(resource: ResourceChange, severity: Severity, what: Sayable): Widening {
  return { resource, severity, what };
}

function isWritten({ mode, change }: ResourceChange): boolean {
  return mode === 'managed' && change !== 'none' && change !== 'read' && change !== 'forget';
}

/** A key's and an endpoint's own policy say `*` for themselves, and in those it isn't everyone. */
function isGrave(right: Right, { type }: ResourceChange): boolean {
  return isMighty(right) || (type !== 'aws_vpc_endpoint' && isForEveryone(right));
}

function judgement(group: readonly [Widening, ...Widening[]]): readonly Judgement[] {
  const [{ severity, what, why }] = group;
  const resources = group.map(({ resource }) => resource);
  return tell(resources, {
    severity,
    what: say`Newly allows ${what} by ${listSome(resources.map(({ address }) => address))}.`,
    why:
      why ??
      (severity === 'danger' ? MIGHT : 'Whoever takes over a host has the rights of its role.'),
    remedy: 'Name the actions, the resources and the accounts that are needed, and no more.',
  });
}
