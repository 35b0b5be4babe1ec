import type { Problem } from '../../cluster/errors';

/** The topics of a cluster, or some of them, as they are right now. */
export interface DescribedTopics {
  readonly clusterName: string;
  readonly at: Date;
  /** For how long it was watched how much is written; 0 where it was not. */
  readonly watchedSeconds: number;
  /** What is wrong with them. */
  readonly problems: readonly Problem[];
  /** Those in trouble first, then by what they take of disks. Those of smoke checks are left out. */
  readonly topics: readonly DescribedTopic[];
}

/** Whose a topic is: of the spec, of a spec before this one, of nobody that is known, or Kafka's own. */
export type TopicOrigin = 'spec' | 'former-spec' | 'other' | 'kafka';

export interface DescribedTopic {
  readonly name: string;
  readonly origin: TopicOrigin;
  /** In the order of their numbers. */
  readonly partitions: readonly DescribedPartition[];
  /** Of the partition that has fewest; one that is only on its way does not count. */
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number;
  /** In Kafka's words: `delete`, `compact`, or both. */
  readonly cleanupPolicy: string;
  /** Undefined where records are kept for ever, or until they take `retentionBytes`. */
  readonly retentionMs: number | undefined;
  /** Of each partition; undefined where size alone deletes nothing. */
  readonly retentionBytes: number | undefined;
  /** All replicas that are known of, on all disks. */
  readonly sizeBytes: number;
  /** What the leaders have: once what is stored. */
  readonly leaderBytes: number;
  /** Replicas whose broker does not say how large they are. */
  readonly unknownReplicas: number;
  /** What producers write, as it is stored once; undefined where nobody watched, or nobody could tell. */
  readonly bytesInPerSecond: number | undefined;
  /** Of how many partitions that is: one that changed its leader or lost old records meanwhile tells nothing. */
  readonly watchedPartitions: number;
  /** Each broker that holds some of it, by its id. */
  readonly brokers: readonly BrokerShare[];
  readonly trouble: TopicTrouble;
  /** How it differs from the spec, as what would be done about it. */
  readonly differences: readonly string[];
  /** What it sets for itself; of topics that no spec names, and that were not asked for by name, not all. */
  readonly ownSettings: Readonly<Record<string, string>>;
}

/** Numbers of partitions in trouble; one may be in several. */
export interface TopicTrouble {
  readonly leaderless: number;
  /** They refuse writes with acks=all. */
  readonly underMinInsync: number;
  readonly underReplicated: number;
  /** That is no fault. */
  readonly reassigning: number;
}

/** What a broker has of a topic. */
export interface BrokerShare {
  readonly id: number;
  readonly leads: number;
  readonly replicas: number;
  readonly outOfSync: number;
  /** Undefined where it does not say. */
  readonly sizeBytes: number | undefined;
}

export interface DescribedPartition {
  readonly index: number;
  /** The id of a broker; undefined where there is none. */
  readonly leader: number | undefined;
  /** In Kafka's order: the first is to lead. */
  readonly replicas: readonly DescribedReplica[];
}

export interface DescribedReplica {
  readonly broker: number;
  readonly inSync: boolean;
  /** A reassignment brings it here: it need not be in sync yet. */
  readonly isComing: boolean;
  /** Undefined where its broker does not say. */
  readonly sizeBytes: number | undefined;
}

/** Whether nothing is wrong with them. */
export function areWell({ problems }: Pick<DescribedTopics, 'problems'>): boolean {
  return problems.length === 0;
}
