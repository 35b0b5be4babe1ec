import {
  anyRecord,
  either,
  integer,
  amount,
  isRecord,
  list,
  optional,
  record,
  text,
  type Check,
} from '../checks/checks';
import type { ClientLimits, ClientQuotaSpec, IpQuotaSpec, QuotaName } from '../topics/quota-spec';
import type { RetentionSpec } from '../topics/topic-defaults';
import { TOPIC_NAME } from '../topics/topic-names';
import type { TopicSpec } from '../topics/topic-spec';

export const RETENTION = record<RetentionSpec>(
  {
    hours: optional(amount(1, 876_000, 'Give the hours for which records are kept')),
    bytesPerPartition: optional(
      integer(1_048_576, Number.MAX_SAFE_INTEGER, 'Give the bytes of one partition'),
    ),
  },
  'Give { hours, bytesPerPartition }',
);

export const PARTITIONS = integer(1, 10_000, 'Give the partitions of a new topic');
export const REPLICATION_FACTOR = integer(
  1,
  32,
  'Give the replicas of each partition; 3 survives a loss during a restart',
);
export const MIN_INSYNC_REPLICAS = integer(
  1,
  31,
  'Give the in-sync replicas that a write needs; 2 of 3 is usual',
);

/** What a topic is called. */
export const TOPIC = text(
  TOPIC_NAME,
  "be 1-249 letters, digits, dots, underscores and hyphens, and neither '.' nor '..'",
  "Name one such as 'app-logs'",
);

export const TOPICS = list(
  record<TopicSpec>(
    {
      name: TOPIC,
      partitions: optional(PARTITIONS),
      replicationFactor: optional(REPLICATION_FACTOR),
      minInsyncReplicas: optional(MIN_INSYNC_REPLICAS),
      retention: optional(RETENTION),
      config: optional(anyRecord('Give an object of keys and values')),
    },
    'Give { name }',
  ),
  "List the topics: { name: 'app-logs', partitions: 12 }",
);

const DEFAULT = record<{ readonly default: true }>(
  {
    default: (value, path) =>
      value === true ? [] : [{ path, rule: 'be true', value, remedy: 'Write { default: true }' }],
  },
  'Write { default: true }',
);

const NAME = either<string, { readonly default: true }>(
  (value) => typeof value === 'string',
  text(
    /^[\x20-\x7e]{1,249}$/,
    'be 1-249 letters of ASCII in one line, or { default: true }',
    'Name it, or write { default: true } for all that have no quota by name',
  ),
  DEFAULT,
) as Check<QuotaName>;

const BYTES = integer(1, Number.MAX_SAFE_INTEGER, 'Give bytes a second, to each broker');

const LIMIT_FIELDS = {
  produceBytesPerSecond: optional(BYTES),
  consumeBytesPerSecond: optional(BYTES),
  requestPercentage: optional(
    amount(0.01, 100_000, 'Give percent of a thread; 100 is one of them'),
  ),
  partitionMutationsPerSecond: optional(
    amount(0.01, 1_000_000, 'Give partitions a second that are created and deleted'),
  ),
};

/** What one client may take. */
export const CLIENT_LIMITS = record<ClientLimits>(
  LIMIT_FIELDS,
  'Give limits, such as { produceBytesPerSecond: 1_000_000 }',
);

const clientQuota = record<ClientQuotaSpec>(
  { user: optional(NAME), clientId: optional(NAME), ...LIMIT_FIELDS },
  "Give { user, clientId } and limits, such as { clientId: 'app', produceBytesPerSecond: 1_000_000 }",
);

const ipQuota = record<IpQuotaSpec>(
  {
    ip: NAME,
    connectionsPerSecond: integer(1, 2 ** 31 - 1, 'Give new connections a second'),
  },
  'Give { ip, connectionsPerSecond }',
);

export const QUOTAS = list(
  either((value) => isRecord(value) && 'ip' in value, ipQuota, clientQuota),
  "List the quotas: { clientId: 'app', produceBytesPerSecond: 1_000_000 }",
);
