import type { ResolvedQuota } from '../../../cluster/topics/resolve-quotas';

/** What a cluster has of topics and quotas. */
export interface FoundTopics {
  /** All, by their names; Kafka's own and those of smoke checks are left out. */
  readonly topics: ReadonlyMap<string, FoundTopic>;
  readonly quotas: readonly ResolvedQuota[];
  /** Topics of which replicas are being moved: how many they are to have shows when that is over. */
  readonly moving: ReadonlySet<string>;
  /** Ids of the brokers that are there. */
  readonly registered: readonly number[];
  /** What this tool has made or taken over before; undefined where nobody has noted it. */
  readonly managed?: ManagedNames;
}

/** What a spec named when it was last brought to the cluster. */
export interface ManagedNames {
  readonly topics: readonly string[];
  /** As `entityText` has them. */
  readonly quotas: readonly string[];
}

export interface FoundTopic {
  readonly name: string;
  /** In the order of their numbers. */
  readonly partitions: readonly FoundPartition[];
  /** By key. Of topics that no spec names, few or none. */
  readonly settings: FoundSettings;
}

/** What is known of the settings of a topic, by key. */
export type FoundSettings = ReadonlyMap<string, FoundSetting>;

export interface FoundPartition {
  readonly index: number;
  /** -1 where there is none. */
  readonly leader: number;
  /** Ids of brokers; the first is to lead. */
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

export interface FoundSetting {
  /** What is in effect. */
  readonly value: string;
  /** Whether the topic sets it for itself. */
  readonly isOwn: boolean;
  /** What would be in effect if it didn't. */
  readonly otherwise: string;
}
