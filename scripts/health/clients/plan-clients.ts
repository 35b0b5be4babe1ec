import type { Acl } from '@platformatic/kafka';
import { OWN_USER_PREFIX } from '../../../cluster/clients/own-users';
import type { Problem } from '../../../cluster/errors';
import { distinguishedName, memberName } from '../../../cluster/identities/member-identities';
import type { ResolvedSpec } from '../../../cluster/resolve-spec';
import type { ClientStep, NewPasswordReason } from './client-steps';
import type { FoundClients } from './found-clients';
import { aclKey, grantAcl, userOf } from './grant-acl';
import { passwordProblem, type PasswordState } from './password-state';
import { denialsOf, isDenial, isRevoked } from './revocation';

/** What is known before anything is done. */
export interface ClientsBefore extends FoundClients {
  /** How it stands with the passwords of the spec's clients. @default - nobody looked, as who only judges may not */
  readonly passwords?: ReadonlyMap<string, PasswordState>;
  /** Clients that are to get another password. @default - none */
  readonly rotated?: readonly string[];
  /** Users from whom everything is to be taken, whatever the spec grants them. @default - none */
  readonly revoked?: readonly string[];
  /** Users that were revoked, and are to be let in again. @default - none */
  readonly reinstated?: readonly string[];
}

/** How a cluster's clients differ from its spec, as data: nothing is done by making it. */
export interface ClientPlan {
  readonly steps: readonly ClientStep[];
  /** What differs, and somebody has to decide. */
  readonly problems: readonly Problem[];
  /** Clients of the spec that were revoked, by their names. @default - none */
  readonly revoked?: readonly string[];
}

/**
 * What brings the clients of a spec to a cluster. What is new comes first, so that a client whose grants
 * are written otherwise never lacks one; and no grant is left to a name that others could take.
 */
export function planClients(
  { clusterName, clients }: Pick<ResolvedSpec, 'clusterName' | 'clients'>,
  found: ClientsBefore,
): ClientPlan {
  const { users, acls, revoked = [], reinstated = [] } = found;
  const names = clients.filter(({ certificate }) => !certificate).map(({ name }) => name);
  const wanted = clients.flatMap(({ user, grants }) => grants.map((each) => grantAcl(user, each)));
  const isForeign = (user: string) => !names.includes(user) && !isOwn(user, clusterName);
  const denied = clients.filter(({ user }) => isRevoked(user, acls)).map(({ name }) => name);
  const isAsked = (acl: Acl) => reinstated.includes(userOf(acl));
  return {
    steps: [
      // Whose key was stolen waits for nothing else.
      ...without(revoked.flatMap(denialsOf), acls).map((acl) => ({ kind: 'deny', acl }) as const),
      ...acls
        .filter((acl) => isDenial(acl) && isAsked(acl))
        .map((acl) => ({ kind: 'lift', acl }) as const),
      ...names.flatMap((user) => loginSteps(user, found)),
      ...without(wanted, acls).map((acl) => ({ kind: 'grant', acl }) as const),
      ...without(acls, wanted)
        .filter((acl) => !isOwn(userOf(acl), clusterName) && !isDenial(acl))
        .map((acl) => ({ kind: 'withdraw', acl }) as const),
      ...users.filter(isForeign).map((user) => ({ kind: 'remove-user', user }) as const),
    ],
    problems: names.flatMap((user) =>
      found.passwords?.get(user) === 'weak' && !found.rotated?.includes(user)
        ? [passwordProblem(user)]
        : [],
    ),
    ...(denied.length > 0 && { revoked: denied }),
  };
}

function loginSteps(
  user: string,
  { users, passwords, rotated = [] }: ClientsBefore,
): readonly ClientStep[] {
  const state = passwords?.get(user);
  const renew = (why: NewPasswordReason) => [{ kind: 'new-password', user, why } as const];
  if (rotated.includes(user)) return renew('asked');
  // Somebody has to say whether it is to be used: that is told as a problem.
  if (state === 'weak') return [];
  if (!users.includes(user)) return [{ kind: 'make-user', user }];
  if (state === 'missing') return renew('lost');
  return state === 'refused' ? [{ kind: 'same-password', user }] : [];
}

/** Those of the one list that are not in the other. */
function without(acls: readonly Acl[], others: readonly Acl[]): readonly Acl[] {
  const keys = new Set(others.map(aclKey));
  return acls.filter((acl) => !keys.has(aclKey(acl)));
}

/**
 * Whether it is the members' own name, which needs no grants and may have some, or a user of this package's
 * own checks: one may run right now.
 */
function isOwn(user: string, clusterName: string): boolean {
  const members = distinguishedName({ commonName: memberName(clusterName) });
  return user === members || user.startsWith(OWN_USER_PREFIX);
}
