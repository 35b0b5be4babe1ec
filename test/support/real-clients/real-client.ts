/** What a client is set up with, in no client's own words. */
export interface ClientSetup {
  readonly servers: string;
  /** Undefined for one that speaks without TLS. */
  readonly tls: ClientTls | undefined;
  readonly login?: { readonly user: string; readonly password: string };
}

export interface ClientTls {
  /** The file of the authorities that it trusts. */
  readonly trusted: string;
  /** A file with key and certificate. */
  readonly identity?: string;
  /** The newest version that it speaks. @default - the newest that it knows */
  readonly version?: 'TLSv1.2';
}

/** What a client is asked to do, with the topic or the group that it is about. */
export type ClientWork =
  | { readonly kind: 'write'; readonly topic: string }
  | { readonly kind: 'read'; readonly topic: string }
  | { readonly kind: 'describe'; readonly topic: string }
  | { readonly kind: 'alter'; readonly topic: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'join'; readonly topic: string; readonly group: string }
  | { readonly kind: 'look-at-group'; readonly group: string };

export interface Shown {
  readonly worked: boolean;
  /** All that it printed, or the messages of its error. */
  readonly words: string;
}

/** Does the work with a client that people use; undefined where it has no such command. */
export type RealClient = (setup: ClientSetup, work: ClientWork) => Promise<Shown | undefined>;
