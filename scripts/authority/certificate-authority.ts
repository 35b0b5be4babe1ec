import type { CertificateNames } from '../../cluster/identities/member-identities';

/** What an authority is asked to put its name to. */
export interface SigningRequest {
  /**
   * A certificate request (PKCS #10), as PEM. Only its key counts, and that whoever made it has that key;
   * names and everything else that it asks for are not looked at.
   */
  readonly request: string;
  /** What the certificate is to say, from the spec. */
  readonly names: CertificateNames;
  /** For how many days. */
  readonly days: number;
}

/** Whoever signs the certificates of a cluster: its own authority, or one that the caller brings. */
export interface CertificateAuthority {
  /** The certificates that all who belong to the cluster trust, as PEM. */
  trusted(): Promise<string>;
  /**
   * @returns the certificate, and those that lead from it to a trusted one, as PEM. Whoever gets it looks
   * at it: `requireFit`
   * @throws UserError where the request is none, whoever made it does not have its key, or nobody signs
   */
  sign(request: SigningRequest): Promise<string>;
}
