/** Kafka's names of the ways a listener can be protected. */
export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';

/** How the cluster's traffic is protected. Made by the factories of {@link Security}. */
export type SecuritySpec = PlaintextSecurity;

/** No encryption and no authentication, on any listener. */
export interface PlaintextSecurity {
  readonly kind: 'plaintext';
}

/**
 * The choice has no default: plaintext must be asked for by name, so that nobody runs it unawares.
 * TLS and SASL become further variants of {@link SecuritySpec}; `securityProtocol` is the one place
 * that maps a variant to Kafka's listeners.
 */
export const Security = {
  /** Whoever reaches a listener's port can read and write every topic: for closed networks only. */
  plaintext: (): PlaintextSecurity => ({ kind: 'plaintext' }),
} as const;

/** The protocol of all listeners under this security. */
export function securityProtocol(security: SecuritySpec): SecurityProtocol {
  switch (security.kind) {
    case 'plaintext':
      return 'PLAINTEXT';
  }
}
