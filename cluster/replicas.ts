import { replicaShares } from './placing/replica-shares';
import type { ResolvedSpec } from './resolve-spec';
import { internalReplicas } from './settings/broker/groups';
import { numberOfSetting } from './settings/setting-of-spec';

/**
 * Replicas of the workload's partitions on the broker that has most of them: one of those in the smallest
 * rack, where racks differ.
 */
export function replicasPerBroker({ brokers, workload, topicDefaults }: ResolvedSpec): number {
  const members = brokers.map(({ rack }) => ({ rack, weight: 1 }));
  const most = Math.max(0, ...replicaShares(members, topicDefaults.replicationFactor));
  return Math.ceil(workload.partitions * most - ROUNDING);
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
  const { brokers, workload, topicDefaults, brokerSettings } = spec;
  const setting = (key: string, otherwise: number) =>
    numberOfSetting(brokerSettings, key, otherwise);
  const offsets = {
    partitions: setting('offsets.topic.num.partitions', OFFSETS_PARTITIONS),
    replicas: setting('offsets.topic.replication.factor', internalReplicas(spec)),
  };
  const followers =
    workload.partitions * (topicDefaults.replicationFactor - 1) +
    offsets.partitions * (offsets.replicas - 1);
  return Math.ceil(followers / Math.max(1, brokers.length * (brokers.length - 1)));
}
