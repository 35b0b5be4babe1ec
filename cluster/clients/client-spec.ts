import type { ClientLimits } from '../topics/quota-spec';

/**
 * Somebody who produces or consumes. It may do what stands here and nothing else: no other topics, no
 * other groups, nothing made, changed or removed.
 */
export interface ClientSpec {
  /** The name that it logs in with: 1-64 lower-case letters, digits, dots, hyphens and underscores. */
  readonly name: string;
  /**
   * Whether it shows a certificate of one of `security.clientAuthorities`, in whose common name (CN) its name
   * stands, in place of a password.
   * @default false
   */
  readonly certificate?: boolean;
  /**
   * The topics that it writes to: names, or beginnings of names with a `*` at the end (`app-*`).
   * @default []
   */
  readonly produce?: readonly string[];
  /**
   * The topics that it reads, in the same words.
   * @default []
   */
  readonly consume?: readonly string[];
  /**
   * The consumer group that it joins and commits to, or the beginning of several with a `*` at the end.
   * @default - none: it reads without a group
   */
  readonly group?: string;
  /**
   * What it may take of each broker, by its name: the same as an entry of `quotas` with `user`.
   * @default - as much as there is
   */
  readonly limits?: ClientLimits;
}
