import { randomBytes } from 'node:crypto';

/**
 * Where the secrets of one cluster are kept, each by a name such as `authority/key`. They are nowhere else:
 * not in what is rendered, planned or logged.
 */
export interface SecretStore {
  /** Undefined where there is none of this name. */
  read(name: string): Promise<string | undefined>;
  /** Keeps a secret unless there is one of this name; of several at once, one is kept, and all get that. */
  keep(name: string, secret: string): Promise<string>;
  /** Puts one in the place of another. */
  replace(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** A password that nobody guesses or has to remember: 192 bits, in letters that no file must escape. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
