import { quoteDerived } from '../../terraform-plan/quote';
import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import { configurationAddress } from '../../terraform-plan/configuration-address';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import {
  POLICY_ATTRIBUTES,
  policyChanges,
  sayRights,
  type PolicyChange,
} from '../facts/iam/policies-of';
import {
  allowsEveryone,
  allowsEverything,
  parsePolicy,
  type PolicyStatement,
} from '../facts/iam/policy-statements';
import { newlyAllowed } from '../facts/iam/newly-allowed';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { isLost, isSame, isUnknown, textOf, textsOf } from '../../terraform-plan/values';

const ATTACHMENTS = [
  ...['aws_iam_role_policy_attachment', 'aws_iam_user_policy_attachment'],
  ...['aws_iam_group_policy_attachment', 'aws_iam_policy_attachment'],
];

/** What hands rights to someone without a policy of its own. */
const GRANTS: Readonly<Record<string, Sayable>> = {
  aws_iam_access_key: say`a key of a user, for good`,
  aws_iam_group_membership: say`what the group may do, for its members`,
  aws_iam_user_group_membership: say`what the groups may do, for the user`,
  aws_iam_user_login_profile: say`the console, by password`,
  aws_kms_grant: say`the use of a KMS key, beside its policy`,
};

/** Rights that were not there. */
export const iamWidened: Rule = {
  id: 'iam-widened',
  title: 'A policy allows more than before, or a standing role is given another one',
  reads: [
    ...Object.entries(POLICY_ATTRIBUTES).map(([type, attributes]) => ({
      ...{ types: [type], attributes },
      and: ['created'] as const,
    })),
    { types: ATTACHMENTS, attributes: ['policy_arn'], and: ['created'] },
    { types: ['aws_iam_role'], attributes: ['managed_policy_arns', 'permissions_boundary'] },
    { types: ['aws_iam_user'], attributes: ['permissions_boundary'] },
    { types: Object.keys(GRANTS), attributes: ['*'], and: ['created'] },
  ],
  judge: (facts) => {
    const roles = newRoles(facts);
    const changes = resourcesOf(facts, ...Object.keys(POLICY_ATTRIBUTES))
      .filter(isWritten)
      .flatMap((resource) => policyChanges(resource).map((change) => ({ resource, change })));
    const unread = changes.filter(
      ({ resource, change }) => !isReadable(change) && !isNewThing(resource, roles),
    );
    return [
      ...changes.flatMap(({ resource, change }) => judgePolicy(resource, change, roles)),
      ...unreadable([...new Set(unread.map(({ resource }) => resource.address))]),
      ...attachedPolicies(facts, roles),
      ...boundariesLost(facts),
      ...givenAway(facts),
      ...deniersLost(facts),
    ];
  },
};

function isWritten({ change }: ResourceChange): boolean {
  return change === 'create' || change === 'update' || change === 'replace';
}

/** Whether the role that a resource names is made by this plan: then nobody has it yet. */
type HasNewRole = (resource: ResourceChange) => boolean;

function newRoles(facts: PlanFacts): HasNewRole {
  const roles = resourcesOf(facts, 'aws_iam_role');
  const created = roles.filter(({ change }) => change === 'create');
  const names = new Set(created.map(({ after }) => textOf(after, 'name')));
  const isNew = new Map<string, boolean>();
  for (const { address, change } of roles) {
    const place = configurationAddress(address);
    isNew.set(place, (isNew.get(place) ?? true) && change === 'create');
  }
  return ({ address, after }) => {
    const name = textOf(after, 'role');
    if (name !== undefined) return names.has(name);
    // A name that isn't known yet is that of the role that the code leads to.
    const meant = (facts.plan.dependencies.get(configurationAddress(address)) ?? []).filter(
      (place) => isNew.has(place),
    );
    return meant.length > 0 && meant.every((place) => isNew.get(place));
  };
}

/** The policy of something that is new itself widens nothing, unless it opens all there is. */
function isNewThing(resource: ResourceChange, hasNewRole: HasNewRole): boolean {
  const { before, after, type } = resource;
  if (before !== undefined) return false;
  if (type === 'aws_iam_role_policy') return hasNewRole(resource);
  const target = ['bucket', 'key_id', 'queue_url', 'arn', 'user', 'group'].find(
    (key) => textOf(after, key) !== undefined,
  );
  // The id of what it belongs to is known only where that stands already.
  return !type.endsWith('_policy') || type === 'aws_iam_policy' || target === undefined;
}

function judgePolicy(
  resource: ResourceChange,
  change: PolicyChange,
  hasNewRole: HasNewRole,
): readonly Judgement[] {
  const isNew = isNewThing(resource, hasNewRole);
  const before = change.before === undefined ? [] : parsePolicy(change.before);
  const after = change.after === undefined ? [] : parsePolicy(change.after);
  if (change.isUnknown || before === undefined || after === undefined) return [];
  const widened = after
    .map((statement) => ({ statement, what: newlyAllowed(statement, before) }))
    .filter(({ what }) => what !== undefined);
  const grave = widened.filter(({ statement }) => isGrave(statement, resource));
  const rest = widened.filter(({ statement }) => !isGrave(statement, resource));
  const denials = isNew ? [] : before.filter((each) => isDenialLost(each, after));
  return [
    ...(grave.length > 0
      ? [
          allows(
            resource,
            sayRights(
              resource,
              grave.map(({ what }) => what!),
            ),
            'danger',
          ),
        ]
      : []),
    ...(!isNew && rest.length > 0
      ? [
          allows(
            resource,
            sayRights(
              resource,
              rest.map(({ what }) => what!),
            ),
            'care',
          ),
        ]
      : []),
    ...(denials.length > 0 ? [denialLost(resource)] : []),
  ];
}

/** A key's and an endpoint's own policy say `*` for themselves, and in those it isn't everyone. */
function isGrave(statement: PolicyStatement, { type }: ResourceChange): boolean {
  const isOpen = type !== 'aws_vpc_endpoint' && allowsEveryone(statement);
  return allowsEverything(statement) || isOpen;
}

function isDenialLost(statement: PolicyStatement, after: readonly PolicyStatement[]): boolean {
  return (
    statement.effect === 'Deny' && !after.some(({ source }) => isSame(source, statement.source))
  );
}

function allows(
  { address }: ResourceChange,
  what: readonly Sayable[],
  severity: Judgement['severity'],
): Judgement {
  const more = what.length > 3 ? say`; and ${unmarked(what.length - 3)} more` : '';
  return {
    severity,
    what: say`${address} newly allows ${joinSaid(what.slice(0, 3), '; ')}${more}.`,
    why:
      severity === 'danger'
        ? 'Whoever has it can do nearly everything, or everyone has it: one host or key that is taken over is then enough to take all.'
        : 'Whoever takes over a host has the rights of its role.',
    remedy: 'Name the actions and resources that are needed, and no more.',
    addresses: [address],
  };
}

function denialLost({ address }: ResourceChange): Judgement {
  return {
    severity: 'care',
    what: say`${address} no longer denies what it denied.`,
    why: 'A denial stands above all that other policies allow: without it, they count again.',
    remedy: 'See what the denial guarded against, such as access without TLS.',
    addresses: [address],
  };
}

function isReadable({ before, after, isUnknown }: PolicyChange): boolean {
  const texts = [before, after].filter((text) => text !== undefined);
  return !isUnknown && texts.every((text) => parsePolicy(text) !== undefined);
}

function unreadable(addresses: readonly Sayable[]): readonly Judgement[] {
  if (addresses.length === 0) return [];
  return [
    {
      severity: 'care',
      what: say`Changes policies to ones that the plan doesn’t show, or that can’t be read: ${listSome(addresses)}.`,
      why: 'Nobody can tell now whether they allow more than before.',
      remedy: 'Look at where the policies come from, or plan again when they are known.',
      addresses,
    },
  ];
}

const MIGHTY =
  /\/(AdministratorAccess|PowerUserAccess|IAMFullAccess|AmazonEC2FullAccess|AmazonS3FullAccess)$/;

function attachedPolicies(facts: PlanFacts, hasNewRole: HasNewRole): readonly Judgement[] {
  const attached = resourcesOf(facts, ...ATTACHMENTS)
    .filter(isWritten)
    .map((resource) => ({
      resource,
      policies: [textOf(resource.after, 'policy_arn') ?? 'a policy that is not known yet'],
      isNew: resource.type === 'aws_iam_role_policy_attachment' && hasNewRole(resource),
    }));
  const managed = resourcesOf(facts, 'aws_iam_role')
    .filter(isWritten)
    .map((resource) => {
      const before = new Set(textsOf(resource.before, 'managed_policy_arns'));
      const now = textsOf(resource.after, 'managed_policy_arns');
      const isNew = resource.before === undefined;
      const isUntold = resource.change === 'update' && isUnknown(resource, 'managed_policy_arns');
      const policies = now.filter((policy) => !before.has(policy));
      return {
        resource,
        policies: isUntold ? ['a policy that is not known yet'] : policies,
        isNew,
      };
    });
  return [...attached, ...managed].flatMap(({ resource, policies, isNew }) => {
    const isMighty = policies.some((policy) => MIGHTY.test(policy));
    if (policies.length === 0 || (isNew && !isMighty)) return [];
    const names = quoteDerived(
      resource,
      ['before', 'after'],
      ['policy_arn', 'managed_policy_arns'],
      policies.join(', '),
    );
    return [allows(resource, [say`what ${names} says`], isMighty ? 'danger' : 'care')];
  });
}

function boundariesLost(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_iam_role', 'aws_iam_user')
    .filter((resource) => {
      const [had, has] = [resource.before, resource.after].map((values) =>
        textOf(values, 'permissions_boundary'),
      );
      const isUntold = isUnknown(resource, 'permissions_boundary');
      return resource.change === 'update' && ((had && had !== has) || isUntold);
    })
    .map((resource) => allows(resource, [say`what its permissions boundary kept from it`], 'care'));
}

function givenAway(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, ...Object.keys(GRANTS))
    .filter(isWritten)
    .map((resource) => allows(resource, [GRANTS[resource.type]!], 'care'));
}

/** Policies of buckets that go, with what they denied; those of a bucket that goes deny nobody. */
function deniersLost(facts: PlanFacts): readonly Judgement[] {
  const lost = resourcesOf(facts, 'aws_s3_bucket').filter(isLost);
  const buckets = new Set(lost.map(({ before }) => textOf(before, 'bucket')));
  return resourcesOf(facts, 'aws_s3_bucket_policy')
    .filter(({ change, before }) => change === 'delete' && !buckets.has(textOf(before, 'bucket')))
    .filter(({ before }) =>
      parsePolicy(textOf(before, 'policy') ?? '')?.some(({ effect }) => effect === 'Deny'),
    )
    .map(denialLost);
}
