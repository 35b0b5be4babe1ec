import { joinSaid, say, type Sayable } from '../../../masking/say';
import { quoteDerived } from '../../../terraform-plan/quote';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { blocksOf, isChanged, isUnknown, textOf, textsOf } from '../../../terraform-plan/values';
import { matcherFor } from '../../kinds/matcher-for';
import type { TypePattern } from '../../kinds/type-patterns';
import type { PlanFacts } from '../../plan-facts';
import { standsAlone } from '../resources/stands-alone';

/** Rights that someone is given without a policy of his own. */
export interface HandedOut {
  readonly resource: ResourceChange;
  readonly what: Sayable;
  /** Whether these are nearly all rights, or everyone has them. */
  readonly isMighty: boolean;
}

/** What hands rights out, and by which attributes: what is new in them is what is handed out. */
export const HANDERS: readonly (readonly [readonly TypePattern[], readonly string[]])[] = [
  [['*_policy_attachment'], ['policy_arn']],
  [['aws_iam_role', 'aws_iam_user', 'aws_iam_group'], ['managed_policy_arns']],
  [
    ['google_*_iam_member', 'google_*_iam_binding'],
    ['role', 'member', 'members'],
  ],
  [['*_role_assignment'], ['role_definition_name', 'role_definition_id', 'principal_id']],
  [
    ['kubernetes_role_binding', 'kubernetes_cluster_role_binding'],
    ['role_ref', 'subject'],
  ],
];

/** What is more than a policy allows, by coming. */
export const GRANTS: Readonly<Record<string, Sayable>> = {
  aws_iam_access_key: say`a key of a user, for good`,
  aws_iam_group_membership: say`what the group may do, for its members`,
  aws_iam_user_group_membership: say`what the groups may do, for the user`,
  aws_iam_user_login_profile: say`the console, by password`,
  aws_kms_grant: say`the use of a KMS key, beside its policy`,
};

const MIGHTY =
  /(^|\/)(AdministratorAccess|PowerUserAccess|IAMFullAccess|AmazonEC2FullAccess|AmazonS3FullAccess)$|^roles\/(owner|editor|iam\.securityAdmin|resourcemanager\.\w+Admin)$|^(Owner|Contributor|User Access Administrator)$|^cluster-admin$|^all(Authenticated)?Users$/;

export function rightsHandedOut(facts: PlanFacts): readonly HandedOut[] {
  const written = facts.plan.changes.filter(
    ({ mode, change }) => mode === 'managed' && ['create', 'update', 'replace'].includes(change),
  );
  return written.flatMap((resource) => {
    const grant = Object.hasOwn(GRANTS, resource.type) ? GRANTS[resource.type] : undefined;
    if (grant !== undefined) return [{ resource, what: grant, isMighty: false }];
    const isNew = resource.change === 'create' && standsAlone(resource, facts);
    return [...handed(resource, isNew), ...unbounded(resource)];
  });
}

function handed(resource: ResourceChange, isNew: boolean): readonly HandedOut[] {
  const keys = keysOf(resource.type);
  const before = new Set(keys.flatMap((key) => textsAt(resource.before, key)));
  const added = keys
    .flatMap((key) => textsAt(resource.after, key))
    .filter((text) => !before.has(text));
  const isUntold = resource.change === 'update' || keys[0] === 'policy_arn';
  const unknown = isUntold && keys.some((key) => isUnknown(resource, key)) ? [NOT_KNOWN] : [];
  const isMighty = added.some((text) => MIGHTY.test(text));
  const said = added.map((text) => quoteDerived(resource, ['after'], keys, text));
  const rights = [...said, ...unknown];
  if (rights.length === 0 || (isNew && !isMighty)) return [];
  return [{ resource, what: say`what ${joinSaid(rights)} says`, isMighty }];
}

const NOT_KNOWN = say`a policy that is not known yet`;

const matchers = HANDERS.map(([types, keys]) => ({ fits: matcherFor({ types }), keys }));

function keysOf(type: string): readonly string[] {
  return matchers.find(({ fits }) => fits(type))?.keys ?? [];
}

function textsAt(values: Values | undefined, key: string): readonly string[] {
  const inner = blocksOf(values, key).flatMap((block) => textOf(block, 'name') ?? []);
  return [
    ...inner,
    ...textsOf(values, key),
    ...(textOf(values, key) ? [textOf(values, key)!] : []),
  ];
}

/** A boundary that goes gives back what it kept. */
function unbounded(resource: ResourceChange): readonly HandedOut[] {
  const key = 'permissions_boundary';
  const had = textOf(resource.before, key) ?? '';
  const isOff = resource.change === 'update' && (had !== '' || isUnknown(resource, key));
  return isOff && isChanged(resource, key)
    ? [{ resource, what: say`what its permissions boundary kept from it`, isMighty: false }]
    : [];
}
