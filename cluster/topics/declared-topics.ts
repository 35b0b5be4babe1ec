import { entityText, type ResolvedQuota } from './resolve-quotas';
import type { ResolvedTopic } from './resolve-topics';

/** The topics and quotas of a spec as a plan shows them: each by its name, in Kafka's own words. */
export interface DeclaredTopics {
  readonly topics: Readonly<Record<string, DeclaredTopic>>;
  readonly quotas: Readonly<Record<string, ResolvedQuota['limits']>>;
}

/** `partitions`, `replication.factor` and settings: also what it takes from the cluster, so that a change of that shows. */
export type DeclaredTopic = Readonly<Record<string, string>>;

/** Undefined where a spec has none. */
export function declaredTopics({
  topics,
  quotas,
}: {
  readonly topics: readonly ResolvedTopic[];
  readonly quotas: readonly ResolvedQuota[];
}): DeclaredTopics | undefined {
  if (topics.length + quotas.length === 0) return undefined;
  return {
    topics: Object.fromEntries(topics.map((topic) => [topic.name, declared(topic)])),
    quotas: Object.fromEntries(quotas.map(({ entity, limits }) => [entityText(entity), limits])),
  };
}

const HOUR_MS = 3_600_000;

function declared(topic: ResolvedTopic): DeclaredTopic {
  const { partitions, replicationFactor, minInsyncReplicas, retention, config } = topic;
  const deletes = (config['cleanup.policy'] ?? 'delete').includes('delete');
  const { hours, bytesPerPartition } = retention;
  return {
    partitions: String(partitions),
    'replication.factor': String(replicationFactor),
    'min.insync.replicas': String(minInsyncReplicas),
    ...(deletes && { 'retention.ms': String(Math.round(hours * HOUR_MS)) }),
    ...(deletes &&
      bytesPerPartition !== undefined && { 'retention.bytes': String(bytesPerPartition) }),
    ...config,
  };
}
