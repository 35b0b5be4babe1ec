import type { Plan } from './plan';

/** A plan, seen as what happens to clusters. Made once, asked by every rule. */
export interface PlanFacts {
  readonly plan: Plan;
  /** The clusters that the plan knows of, ours by their tags; a foreign stack's hosts are one of no name. */
  readonly clusters: readonly ClusterFacts[];
  /** Configuration files whose text changes. */
  readonly configuration: readonly ConfigurationChange[];
  /** User data and launch templates whose text changes. */
  readonly userData: readonly TextChange[];
}

/** What the plan does to the hosts of one cluster. */
export interface ClusterFacts {
  /** As its tags name it. */
  readonly name?: string;
  readonly hosts: readonly HostFacts[];
  /** The lowest `min.insync.replicas` and `default.replication.factor` its files name. */
  readonly minInsyncReplicas?: number;
  readonly replicationFactor?: number;
}

export interface HostFacts {
  /** Such as `broker-1`; a foreign host goes by its Name tag or address. */
  readonly name: string;
  readonly address: string;
  readonly isBroker: boolean;
  readonly isZookeeper: boolean;
  readonly fate: 'untouched' | 'added' | 'changed-running' | 'stopped' | 'replaced' | 'removed';
}

/** A text before and after; absent where there is none. Secrets are masked. */
export interface TextChange {
  readonly address: string;
  /** Such as `broker-1 /etc/kafka/server.properties`. */
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** A configuration file of hosts, and each key of it that changes. */
export interface ConfigurationChange extends TextChange {
  readonly hosts: readonly string[];
  readonly keys: readonly KeyChange[];
  /** What the change needs on its hosts. */
  readonly effect: 'nothing' | 'reload' | 'dynamic' | 'broker-restart' | 'zookeeper-restart';
}

export interface KeyChange {
  readonly key: string;
  /** Absent where the file doesn't set it: then Kafka's default holds. */
  readonly before?: string;
  readonly after?: string;
  readonly default?: string;
  readonly update: 'dynamic' | 'rolling-restart' | 'read-only' | 'unknown';
}
