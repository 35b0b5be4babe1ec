import type { Problem } from '../../../cluster/errors';
import { RUN_PROGRAM } from '../../../cluster/program';

/**
 * How it stands with a client's password in the secret store: the brokers take it, there is none, they take
 * another, it is too weak to be used, or nobody could tell.
 */
export type PasswordState = 'fits' | 'missing' | 'refused' | 'weak' | 'untried';

/**
 * Passwords are made by this package, with 32 letters. One that somebody put into the secret store may be
 * another, but none that could be guessed, nor one that a file of settings would have to escape.
 */
const STRONG = /^[A-Za-z0-9_-]{20,128}$/;
/** Of that many letters, so many must differ: no row of one letter. */
const DIFFERENT = 8;

export function isStrong(password: string): boolean {
  return STRONG.test(password) && new Set(password).size >= DIFFERENT;
}

/** Without the password: it may be in use. */
export function passwordProblem(client: string): Problem {
  return {
    path: `client ${client}`,
    rule: `have a password of 20-128 letters, digits, hyphens and underscores, ${DIFFERENT} of them different`,
    value: 'a weaker one in the secret store',
    remedy: `Have one made: \`${RUN_PROGRAM} clients --rotate-password ${client}\``,
  };
}
