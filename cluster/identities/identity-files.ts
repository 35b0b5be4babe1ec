import type { ProcessPaths } from '../processes/process-paths';

/** Where a process finds what it shows to others and what it believes of them. */
export interface IdentityFiles {
  /** Its private key, and its certificate with all that lead to the authority: PEM, the key as PKCS#8. */
  readonly identity: string;
  /** The certificates of the authorities that it trusts: PEM. */
  readonly trusted: string;
}

/** Both of them. */
export const identityPaths = ({ identity, trusted }: IdentityFiles): readonly string[] => [
  identity,
  trusted,
];

/** The authorities that sign for clients; rendered, since it is no secret. */
export function clientAuthoritiesFile({ config }: Pick<ProcessPaths, 'config'>): string {
  return `${config}/client-authorities.pem`;
}

/** They are of the host alone, and no part of what is rendered for it: the key never leaves it. */
export function identityFiles({ config }: Pick<ProcessPaths, 'config'>): IdentityFiles {
  return { identity: `${config}/tls/identity.pem`, trusted: `${config}/tls/trusted.pem` };
}
