import type { AuthoritySpec } from './identities/authority-spec';

/** Kafka's names of the ways in which listeners are protected here. */
export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_SSL';

/** How the cluster's traffic is protected, and who is let in. Made by the factories of {@link Security}. */
export type SecuritySpec = PlaintextSecurity | TlsSecurity;

/** No encryption and no authentication, on any listener. */
export interface PlaintextSecurity {
  readonly kind: 'plaintext';
}

/** Of a cluster on its way: its members speak as under plaintext, and the ports with TLS are open beside. No spec says so. */
export interface OpenedSecurity extends PlaintextSecurity {
  readonly alsoTls: true;
}

/**
 * TLS 1.3 on every port. Brokers, ZooKeeper members and this package's tools show each other certificates
 * of one authority; clients log in with a name and a password (SCRAM-SHA-512), and may do
 * what `clients` of the spec grants them, nothing else.
 */
export interface TlsSecurity {
  readonly kind: 'tls';
  /**
   * How long the certificates of hosts hold, in days. 2-397.
   * @default 365
   */
  readonly certificateDays?: number;
  /**
   * The certificates of authorities that sign for clients, each as PEM: brokers then have one listener more,
   * where a client is let in by a certificate. They are no secret, and none of them may be the authority of
   * the cluster's members. While one takes the place of another, both stand here.
   * @default - none: clients log in with passwords alone
   */
  readonly clientAuthorities?: readonly string[];
  /**
   * After how long a client that logs in with a password has to show it again, in seconds. 60-86,400. Whoever
   * was taken out of the spec, or has an older password, is gone by then.
   * @default 3600
   */
  readonly sessionSeconds?: number;
  /**
   * Who may read the brokers' metrics besides the tools: common names (CN) of certificates, such as that of
   * Prometheus, of one of `clientAuthorities`, or of the members' where that is the caller's.
   * @default []
   */
  readonly metricsReaders?: readonly string[];
  /**
   * Whether the ports without TLS stay open beside the others, for clients that are not moved yet. Whoever
   * reaches those may do everything, as without security.
   * @default false
   */
  readonly alsoPlaintext?: boolean;
  /**
   * Who signs them. Another one than until now takes the place of that in phases: docs/certificates.md.
   * @default Authority.own()
   */
  readonly authority?: AuthoritySpec;
}

export type SecurityKind = SecuritySpec['kind'];

export const SECURITY_KINDS = ['plaintext', 'tls'] as const satisfies readonly SecurityKind[];

/** Plaintext must be asked for by name, so that nobody runs it unawares. */
export const Security = {
  /** Whoever reaches a listener's port can read and write every topic: for closed networks only. */
  plaintext: (): PlaintextSecurity => ({ kind: 'plaintext' }),

  /** Encrypted, with certificates for the members and passwords for the clients. */
  tls: (options: Omit<TlsSecurity, 'kind'> = {}): TlsSecurity => ({ kind: 'tls', ...options }),
} as const;

/** That of a spec; TLS where it says nothing. */
export function securityOf({ security }: { readonly security?: SecuritySpec }): SecuritySpec {
  return security ?? Security.tls();
}

/** Whose ports a cluster has: first the one that its members speak, and that tools ask by. */
export function openPorts(security: SecuritySpec): readonly SecurityKind[] {
  const { kind } = security;
  return hasBothPorts(security) ? [kind, otherKind(kind)] : [kind];
}

/** Whether a cluster has ports of both kinds, as while it goes from one to the other. */
export function hasBothPorts(security: SecuritySpec): boolean {
  return security.kind === 'plaintext' ? 'alsoTls' in security : (security.alsoPlaintext ?? false);
}

const otherKind = (kind: SecurityKind): SecurityKind => (kind === 'tls' ? 'plaintext' : 'tls');

/** Of certificates where the spec names no other life. */
export const DEFAULT_CERTIFICATE_DAYS = 365;

/** Of a client's session where the spec names no other life. */
export const DEFAULT_SESSION_SECONDS = 3_600;

/** Whether clients may show certificates. */
export function trustsClients(security: SecuritySpec): boolean {
  return security.kind === 'tls' && (security.clientAuthorities ?? []).length > 0;
}

/** Those of TLS 1.3 that processors have instructions for. */
export const TLS_CIPHERS = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'] as const;

/** How clients log in under TLS. */
export const CLIENT_MECHANISM = 'SCRAM-SHA-512';

/** Who comes in at a listener. */
export type ListenerCallers = 'brokers' | 'clients';

/** How it is found out under TLS who somebody is. */
export type Proof = 'certificate' | 'password';

/** The protocol of a listener under this security. */
export function securityProtocol(
  { kind }: Pick<SecuritySpec, 'kind'>,
  proof: Proof,
): SecurityProtocol {
  switch (kind) {
    case 'plaintext':
      return 'PLAINTEXT';
    case 'tls':
      return proof === 'certificate' ? 'SSL' : 'SASL_SSL';
  }
}
