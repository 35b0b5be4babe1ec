import type {
  ClientLimits,
  ClientQuotaSpec,
  IpQuotaSpec,
  QuotaName,
  QuotaSpec,
} from './quota-spec';

/** A quota as Kafka has it. */
export interface ResolvedQuota {
  /** By `user`, `client-id` or `ip`; null is the default of all without a quota by name. */
  readonly entity: QuotaEntity;
  /** Kafka's keys and their numbers. */
  readonly limits: Readonly<Record<string, number>>;
}

export type QuotaEntity = Readonly<Partial<Record<QuotaEntityType, string | null>>>;

/** In the order in which an entity is told. */
export const QUOTA_ENTITY_TYPES = ['user', 'client-id', 'ip'] as const;

export type QuotaEntityType = (typeof QUOTA_ENTITY_TYPES)[number];

/** Kafka's key of each limit of a spec. */
export const QUOTA_KEYS = {
  produceBytesPerSecond: 'producer_byte_rate',
  consumeBytesPerSecond: 'consumer_byte_rate',
  requestPercentage: 'request_percentage',
  partitionMutationsPerSecond: 'controller_mutation_rate',
  connectionsPerSecond: 'connection_creation_rate',
} as const satisfies Readonly<
  Record<keyof ClientLimits | Exclude<keyof IpQuotaSpec, 'ip'>, string>
>;

export function resolveQuota(quota: QuotaSpec): ResolvedQuota {
  const { user, clientId, ip } = quota as ClientQuotaSpec & Partial<IpQuotaSpec>;
  const limits = quota as Readonly<Record<string, unknown>>;
  return {
    entity: {
      ...(user !== undefined && { user: nameOf(user) }),
      ...(clientId !== undefined && { 'client-id': nameOf(clientId) }),
      ...(ip !== undefined && { ip: nameOf(ip) }),
    },
    limits: Object.fromEntries(
      Object.entries(QUOTA_KEYS).flatMap(([field, key]) => {
        const limit = limits[field];
        return typeof limit === 'number' ? [[key, limit]] : [];
      }),
    ),
  };
}

function nameOf(name: QuotaName): string | null {
  return typeof name === 'string' ? name : null;
}

/** An entity in words, which no other has: `user alice, client id default`. */
export function entityText(entity: QuotaEntity): string {
  return QUOTA_ENTITY_TYPES.flatMap((type) => {
    const name = entity[type];
    if (name === undefined) return [];
    return `${type.replace('-', ' ')} ${name === null ? 'default' : `'${name}'`}`;
  }).join(', ');
}
