import type { Acl } from '@platformatic/kafka';
import { describeAcl, userOf } from './grant-acl';

/** One thing to do, so that the cluster lets in who stands in the spec, and nobody else. */
export type ClientStep =
  | { readonly kind: 'make-user' | 'same-password' | 'remove-user'; readonly user: string }
  | { readonly kind: 'new-password'; readonly user: string; readonly why: NewPasswordReason }
  | { readonly kind: 'grant' | 'withdraw' | 'deny' | 'lift'; readonly acl: Acl };

/** Why a client gets another password. */
export type NewPasswordReason = keyof typeof NEW_PASSWORD;

const NEW_PASSWORD = {
  asked: 'as asked',
  lost: 'as the secret store has lost the one that it has',
} as const;

/** Whom a step is about: `client shipper`, or `user somebody` where no spec names him. */
export function subjectOfClientStep(step: ClientStep): string {
  switch (step.kind) {
    case 'remove-user':
      return `user ${step.user}`;
    case 'grant':
    case 'deny':
    case 'lift':
      return `client ${userOf(step.acl)}`;
    case 'withdraw':
      return `user ${userOf(step.acl)}`;
    case 'make-user':
    case 'new-password':
    case 'same-password':
      return `client ${step.user}`;
  }
}

/** Each kind of step in words, with why it is taken. */
export function describeClientStep(step: ClientStep): string {
  switch (step.kind) {
    case 'make-user':
      return 'let it log in, with a password of its own';
    case 'new-password':
      return `give it another password, ${NEW_PASSWORD[step.why]}`;
    case 'same-password':
      return 'give it the password of the secret store, as the brokers know another';
    case 'remove-user':
      return 'let it log in no more: it stands in no spec';
    case 'grant':
      return `grant ${describeAcl(step.acl)}`;
    case 'withdraw':
      return `take back ${describeAcl(step.acl)}, which the spec does not grant`;
    case 'deny':
      return `revoke it, as asked: ${describeAcl(step.acl)}`;
    case 'lift':
      return `let it in again, as asked: take back ${describeAcl(step.acl)}`;
  }
}

/** What is wrong with a cluster until the step is taken: the rule that does not hold, and what was found. */
export function faultOf(step: ClientStep): readonly [rule: string, found: string] {
  switch (step.kind) {
    case 'make-user':
      return ['be able to log in', 'no such user in the cluster'];
    case 'new-password':
    case 'same-password':
      return ['log in with the password in the secret store', 'another one, or none'];
    case 'remove-user':
      return ['stand in the spec, or not be able to log in', 'a user that no spec names'];
    case 'grant':
      return ['have the grants of the spec', `no ${describeAcl(step.acl)}`];
    case 'withdraw':
      return ['have no grants but those of the spec', describeAcl(step.acl)];
    case 'deny':
      return ['be revoked', `no ${describeAcl(step.acl)}`];
    case 'lift':
      return ['be let in again', describeAcl(step.acl)];
  }
}
