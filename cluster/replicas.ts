import { replicaShares } from './placing/replica-shares';
import type { ResolvedSpec } from './resolve-spec';
import { internalReplicas } from './settings/broker/groups';
import { numberOfSetting } from './settings/setting-of-spec';
import type { ResolvedTopic } from './topics/resolve-topics';

/** Partitions that are alike: those of a topic of the spec, or all that stand in no spec. */
export type PartitionGroup = Pick<ResolvedTopic, 'partitions' | 'replicationFactor' | 'retention'>;

/** The workload's partitions: those of the spec's topics, and what is left with the defaults. */
export function partitionGroups(spec: ResolvedSpec): readonly PartitionGroup[] {
  const { topics, workload, topicDefaults, retention } = spec;
  const declared = topics.reduce((sum, { partitions }) => sum + partitions, 0);
  const others = Math.max(0, workload.partitions - declared);
  const { replicationFactor } = topicDefaults;
  return [...topics, { partitions: others, replicationFactor, retention }];
}

/** Replicas of all partitions of the workload. */
export function replicasOfWorkload(spec: ResolvedSpec): number {
  return partitionGroups(spec).reduce(
    (sum, { partitions, replicationFactor }) => sum + partitions * replicationFactor,
    0,
  );
}

/**
 * Replicas of the workload's partitions on the broker that has most of them: one of those in the smallest
 * rack, where racks differ.
 */
export function replicasPerBroker(spec: ResolvedSpec): number {
  const members = spec.brokers.map(({ rack }) => ({ rack, weight: 1 }));
  const held = members.map(() => 0);
  for (const { partitions, replicationFactor } of partitionGroups(spec)) {
    const shares = replicaShares(members, replicationFactor);
    for (const [at, share] of shares.entries()) held[at]! += partitions * share;
  }
  return Math.ceil(Math.max(0, ...held) - ROUNDING);
}

/** Sums of parts that are no binary fractions. */
const ROUNDING = 1e-6;

/** Kafka's default of `offsets.topic.num.partitions`. */
const OFFSETS_PARTITIONS = 50;

/**
 * Replicas that a broker fetches from each other one: those of the workload's partitions and of
 * `__consumer_offsets`, which exists as soon as anybody consumes. `__transaction_state` only exists
 * where somebody uses transactions, and is left out.
 */
export function followedPartitions(spec: ResolvedSpec): number {
  const { brokers, workload, brokerSettings } = spec;
  const setting = (key: string, otherwise: number) =>
    numberOfSetting(brokerSettings, key, otherwise);
  const offsets = {
    partitions: setting('offsets.topic.num.partitions', OFFSETS_PARTITIONS),
    replicas: setting('offsets.topic.replication.factor', internalReplicas(spec)),
  };
  const followers =
    replicasOfWorkload(spec) - workload.partitions + offsets.partitions * (offsets.replicas - 1);
  return Math.ceil(followers / Math.max(1, brokers.length * (brokers.length - 1)));
}
