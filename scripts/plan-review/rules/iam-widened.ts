import { say, type Sayable } from '../../masking/say';
import { foreignAccounts, ownAccounts } from '../facts/iam/accounts';
import { GRANTS, HANDERS, rightsHandedOut } from '../facts/iam/rights-handed-out';
import { newlyAllowed } from '../facts/iam/newly-allowed';
import {
  POLICY_ATTRIBUTES,
  policyChanges,
  sayRights,
  type PolicyChange,
} from '../facts/iam/policies-of';
import {
  allowsEveryone,
  allowsEverything,
  type PolicyStatement,
} from '../facts/iam/policy-statements';
import { standsAlone } from '../facts/resources/stands-alone';
import { groupBy, listSome, words } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { isSame } from '../../terraform-plan/values';

/** What only holds a policy of something else: that it comes is all that there is to judge. */
const HOLDERS = words(`
  aws_iam_role_policy aws_iam_user_policy aws_iam_group_policy aws_sqs_queue_policy
  aws_sns_topic_policy aws_s3_bucket_policy aws_s3control_access_point_policy aws_kms_key_policy
  aws_ecr_repository_policy aws_secretsmanager_secret_policy
`);

/** Rights that were not there. */
export const iamWidened: Rule = {
  id: 'iam-widened',
  title: 'A policy allows more than before, or someone is given further rights',
  reads: [
    { types: 'aws_*', attributes: POLICY_ATTRIBUTES },
    { types: HOLDERS, and: ['created'] },
    ...HANDERS.map(([types, attributes]) => ({ types, attributes })),
    { types: HANDERS.flatMap(([types]) => types), and: ['created'] },
    { types: 'aws_iam_role aws_iam_user', attributes: 'permissions_boundary' },
    { types: Object.keys(GRANTS), attributes: '*', and: ['created'] },
  ],
  judge: (facts) => {
    const own = ownAccounts(facts.plan);
    const written = facts.plan.changes.filter(isWritten);
    const changes = written.flatMap((resource) =>
      policyChanges(resource).map((change) => ({ resource, change })),
    );
    const widened = [
      ...changes.flatMap(({ resource, change }) =>
        judgePolicy(change, { resource, own, isNew: isNew(resource, facts) }),
      ),
      ...rightsHandedOut(facts).map(({ resource, what, isMighty }) =>
        allows(resource, [what], isMighty ? 'danger' : 'care'),
      ),
    ];
    return [...groupBy(widened, ({ severity, what }) => `${severity} ${what}`).values()].map(
      judgement,
    );
  },
};

/** Rights that come by one resource. */
interface Widened {
  readonly resource: ResourceChange;
  readonly what: Sayable;
  readonly severity: Judgement['severity'];
}

function isWritten({ mode, change }: ResourceChange): boolean {
  return mode === 'managed' && change !== 'none' && change !== 'read' && change !== 'forget';
}

/** The policy of something that is new itself widens nothing, unless it opens all there is. */
function isNew(resource: ResourceChange, facts: PlanFacts): boolean {
  return resource.change === 'create' && standsAlone(resource, facts);
}

interface Place {
  readonly resource: ResourceChange;
  /** The accounts that the plan’s resources stand in. */
  readonly own: ReadonlySet<string>;
  readonly isNew: boolean;
}

function judgePolicy({ before, after }: PolicyChange, place: Place): readonly Widened[] {
  const { resource, own } = place;
  if (!before || !after) return place.isNew ? [] : [allows(resource, [UNREAD], 'care')];
  const widened = after.flatMap((statement) => {
    const what = newlyAllowed(statement, before);
    return what === undefined ? [] : [{ statement, what }];
  });
  const isTold = ({ statement }: (typeof widened)[number]) =>
    !place.isNew || foreignAccounts(statement, own).length > 0;
  const grave = widened.filter(({ statement }) => isGrave(statement, resource));
  const rest = widened.filter((each) => !grave.includes(each) && isTold(each));
  const told = (found: typeof widened) =>
    sayRights(
      resource,
      found.map(({ what }) => what),
    );
  return [
    ...(grave.length > 0 ? [allows(resource, told(grave), 'danger')] : []),
    ...(rest.length > 0 ? [allows(resource, told(rest), 'care')] : []),
    ...(before.some((each) => isDenialLost(each, after))
      ? [allows(resource, [say`what it denied`], 'care')]
      : []),
  ];
}

const UNREAD = say`what the plan doesn’t show, or what can’t be read`;

/** A key's and an endpoint's own policy say `*` for themselves, and in those it isn't everyone. */
function isGrave(statement: PolicyStatement, { type }: ResourceChange): boolean {
  const isOpen = type !== 'aws_vpc_endpoint' && allowsEveryone(statement);
  return allowsEverything(statement) || isOpen;
}

function isDenialLost({ effect, source }: PolicyStatement, after: readonly PolicyStatement[]) {
  return effect === 'Deny' && !after.some((each) => isSame(each.source, source));
}

function allows(
  resource: ResourceChange,
  what: readonly Sayable[],
  severity: Widened['severity'],
): Widened {
  return { resource, what: listSome(what, 3), severity };
}

function judgement(group: readonly Widened[]): Judgement {
  const [{ what, severity }] = group as readonly [Widened];
  const addresses = group.map(({ resource }) => resource.address);
  return {
    severity,
    what: say`Newly allows ${what} by ${listSome(addresses)}.`,
    why:
      severity === 'danger'
        ? 'Whoever has it can do nearly everything, or everyone has it: one host or key that is taken over is then enough to take all.'
        : 'Whoever takes over a host has the rights of its role.',
    remedy: 'Name the actions, the resources and the accounts that are needed, and no more.',
    addresses,
  };
}
