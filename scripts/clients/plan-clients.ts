import type { Acl } from '@platformatic/kafka';
import type { ResolvedClient } from '../../cluster/clients/resolve-clients';
import { OWN_USER_PREFIX } from '../../cluster/clients/own-users';
import type { FoundClients } from './found-clients';
import { aclKey, describeAcl, grantAcl, userOf } from './grant-acl';

/** One thing to do, so that the cluster lets in who stands in the spec, and nobody else. */
export type ClientStep =
  | { readonly kind: 'make-user' | 'remove-user'; readonly user: string }
  | { readonly kind: 'grant' | 'withdraw'; readonly acl: Acl };

/** What is known before anything is done. */
export interface ClientsBefore extends FoundClients {
  /** The clients whose passwords are in the secret store. */
  readonly withPassword: ReadonlySet<string>;
}

/**
 * What brings the clients of a spec to a cluster. What is new comes first, so that a client whose grants
 * are written otherwise never lacks one. Users of this package's own checks are left alone: a check may
 * run right now.
 */
export function planClients(
  wanted: readonly ResolvedClient[],
  { users, acls, withPassword }: ClientsBefore,
): readonly ClientStep[] {
  const names = wanted.map(({ name }) => name);
  const wantedAcls = wanted.flatMap(({ name, grants }) =>
    grants.map((each) => grantAcl(name, each)),
  );
  const [wantedKeys, foundKeys] = [wantedAcls, acls].map((each) => new Set(each.map(aclKey)));
  return [
    ...names
      .filter((name) => !users.includes(name) || !withPassword.has(name))
      .map((user) => ({ kind: 'make-user', user }) as const),
    ...wantedAcls
      .filter((acl) => !foundKeys!.has(aclKey(acl)))
      .map((acl) => ({ kind: 'grant', acl }) as const),
    ...users
      .filter((user) => !names.includes(user) && !isOwnUser(user))
      .map((user) => ({ kind: 'remove-user', user }) as const),
    ...acls
      .filter((acl) => !wantedKeys!.has(aclKey(acl)) && !isOwnUser(userOf(acl)))
      .map((acl) => ({ kind: 'withdraw', acl }) as const),
  ];
}

const isOwnUser = (user: string) => user.startsWith(OWN_USER_PREFIX);

/** In words, whom first: `shipper: may log in, with a password of its own`. */
export function describeClientStep(step: ClientStep): string {
  switch (step.kind) {
    case 'make-user':
      return `${step.user}: may log in, with a new password`;
    case 'remove-user':
      return `${step.user}: may no longer log in`;
    case 'grant':
      return `${userOf(step.acl)}: is given ${describeAcl(step.acl)}`;
    case 'withdraw':
      return `${userOf(step.acl)}: loses ${describeAcl(step.acl)}`;
  }
}
