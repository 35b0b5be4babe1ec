/**
 * What some clients may take of each broker. Kafka slows down who takes more; nothing is refused, and
 * nothing is lost. A client counts against the narrowest quota that fits it: one of its user and client
 * id together first, then of its user, then of its client id, each by name before by default.
 */
export type QuotaSpec = ClientQuotaSpec | IpQuotaSpec;

/** By user, by client id, or by both together. */
export interface ClientQuotaSpec extends ClientLimits {
  /** Undefined: whatever the user. Without authentication every client is `ANONYMOUS`. */
  readonly user?: QuotaName;
  /** `client.id` of producers and consumers. Undefined: whatever the client id. */
  readonly clientId?: QuotaName;
}

/** By the address that connections come from. */
export interface IpQuotaSpec {
  /** An IP address. */
  readonly ip: QuotaName;
  /** New connections a second, to each broker. A whole number, at least 1. */
  readonly connectionsPerSecond: number;
}

/** A name, or all that have no quota by name. */
export type QuotaName = string | { readonly default: true };

/** At least one of these. */
export interface ClientLimits {
  /** Bytes a second that they may produce to each broker. A whole number, at least 1. */
  readonly produceBytesPerSecond?: number;
  /** Bytes a second that they may fetch from each broker. A whole number, at least 1. */
  readonly consumeBytesPerSecond?: number;
  /** Percent of one thread of each broker, for network and requests; 200 is two threads. Above 0. */
  readonly requestPercentage?: number;
  /** Partitions a second that they may create and delete in the cluster. Above 0. */
  readonly partitionMutationsPerSecond?: number;
}
