/** Who signs the certificates of members and tools. Made by the factories of {@link Authority}. */
export type AuthoritySpec = OwnAuthoritySpec | AwsPrivateCaSpec | CommandAuthoritySpec;

/** An authority of the cluster's own: its key is made by `converge`, and lies in the cluster's secret store alone. */
export interface OwnAuthoritySpec {
  readonly kind: 'own';
}

/** An authority of AWS Private CA. It signs for a cluster with what its caller's credentials may do. */
export interface AwsPrivateCaSpec {
  readonly kind: 'aws-private-ca';
  /**
   * Of the authority: `arn:aws:acm-pca:REGION:ACCOUNT:certificate-authority/ID`. The root that it leads to
   * should give the names of this cluster to nobody else.
   * @see https://docs.aws.amazon.com/privateca/latest/userguide/PcaIssueCert.html
   */
  readonly arn: string;
}

/** A command on the machine that runs `converge`. */
export interface CommandAuthoritySpec {
  readonly kind: 'command';
  /**
   * The program and its arguments; no shell looks at them. It reads a certificate request (PKCS #10) from
   * standard input, and prints the certificate, then those that lead from it to a trusted one, all as PEM.
   * What the certificate is to say stands in its environment: `CDKTF_KAFKA_COMMON_NAME`, `CDKTF_KAFKA_SAN` as
   * openssl has it (`DNS:broker-1.logs.internal,IP:10.0.0.7`; empty for the tools) and `CDKTF_KAFKA_DAYS`.
   */
  readonly command: readonly string[];
  /**
   * The certificates that members, tools and clients are to trust, as PEM. To put another authority in the
   * place of this one, name the new one here.
   */
  readonly trusted: string;
  /**
   * How long it may take for one certificate, in seconds. 1-3,600.
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/** Whose word members and tools take for who somebody is. */
export const Authority = {
  /** The cluster's own. */
  own: (): OwnAuthoritySpec => ({ kind: 'own' }),

  /** One of AWS Private CA. */
  awsPrivateCa: (options: Omit<AwsPrivateCaSpec, 'kind'>): AwsPrivateCaSpec => ({
    kind: 'aws-private-ca',
    ...options,
  }),

  /** Any other, by a command that signs. */
  command: (options: Omit<CommandAuthoritySpec, 'kind'>): CommandAuthoritySpec => ({
    kind: 'command',
    ...options,
  }),
} as const;

/** Of a command that signs, where the spec names no other. */
export const DEFAULT_SIGNING_SECONDS = 60;
