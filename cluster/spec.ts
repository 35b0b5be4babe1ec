import type { BrokerLogsSpec } from './processes/broker-logs';
import type { ClientSpec } from './clients/client-spec';
import type { ShipperSpec } from './shippers/shipper-spec';
import type { InstanceTypeFacts } from './hardware/instance-types';
import type { InterBrokerProtocol, KafkaVersion } from './kafka-releases';
import type { ListenersSpec } from './listeners/listeners-spec';
import type { LogLevels } from './processes/log-levels';
import type { ByRole, Role } from './processes/processes';
import type { MetadataSpec } from './metadata';
import type { FreeBrokerSettingValues } from './settings/reserved-broker-settings';
import type { SecuritySpec } from './security';
import type { StorageSpec } from './hardware/storage/storage';
import type { ZookeeperSpec } from './zookeeper';
import type { QuotaSpec } from './topics/quota-spec';
import type { RetentionSpec, TopicDefaultsSpec } from './topics/topic-defaults';
import type { TopicSpec } from './topics/topic-spec';
import type { ZookeeperSettingValues } from './settings/zookeeper-settings';

export type { RetentionSpec, TopicDefaultsSpec };

/** A Kafka cluster for logs, as its owner describes it. Everything else follows from it. */
export interface KafkaClusterSpec {
  /**
   * The cluster's name: part of host names, of the ZooKeeper chroot and of every resource's name.
   * 2-32 lower-case letters, digits and hyphens, beginning with a letter. Renaming makes another cluster.
   */
  readonly clusterName: string;

  /**
   * How traffic is protected, and who is let in. Without TLS only where `Security.plaintext()` says so.
   * @default Security.tls()
   */
  readonly security?: SecuritySpec;

  /** EC2 instance type of the brokers, such as `d3.2xlarge`: a known one, or one of `instanceTypes`. */
  readonly instanceType: string;

  /**
   * The facts of instance types that this package does not know, by their names; they win over the
   * ones that it knows. `aws ec2 describe-instance-types` tells them.
   * @default {}
   */
  readonly instanceTypes?: Readonly<Record<string, InstanceTypeFacts>>;

  /**
   * The brokers: two or more; three survive a loss during a restart. As many in each rack, or one more in
   * some, whose brokers then hold less than those of the smaller racks.
   */
  readonly brokers: readonly BrokerSpec[];

  /** Where brokers keep their data. */
  readonly storage: StorageSpec;

  /** What the cluster must carry; the capacity check multiplies it out. */
  readonly workload: WorkloadSpec;

  /**
   * What keeps the metadata of the cluster.
   * @default Metadata.zookeeper()
   */
  readonly metadata?: MetadataSpec;

  /**
   * Where the ZooKeeper quorum runs.
   * @default - what `metadata` says; both together are refused
   * @deprecated It goes on being read. Write `metadata: Metadata.zookeeper(…)`, with the same inside.
   */
  readonly zookeeper?: ZookeeperSpec;

  /** @default - kept for 72 hours */
  readonly retention?: RetentionSpec;

  /** @default - 3 replicas, 2 of them in sync for a write to be acknowledged, 6 partitions */
  readonly topicDefaults?: TopicDefaultsSpec;

  /**
   * The topics that the cluster is to have, beside those that others make. One that leaves the list stays
   * in the cluster as it is.
   * @default - none
   */
  readonly topics?: readonly TopicSpec[];

  /**
   * What clients may take of each broker. One that leaves the list is taken back.
   * @default - none
   */
  readonly quotas?: readonly QuotaSpec[];

  /**
   * Who may produce and consume, under `Security.tls()`: each logs in with its name and a password that
   * is made for it. Nothing else is granted to anybody.
   * @default - none
   */
  readonly clients?: readonly ClientSpec[];

  /**
   * Hosts that write logs, and what of them goes to which topic. `cdktf-kafka shippers` writes what is installed on
   * them.
   * @default []
   */
  readonly shippers?: readonly ShipperSpec[];

  /**
   * Kafka's release: one of those that this package carries (docs/kafka-release.md).
   * @default '3.9.2'
   */
  readonly kafkaVersion?: KafkaVersion;

  /**
   * What brokers speak among themselves, where that is older than `kafkaVersion`: while brokers of an older
   * release still run, and until all run well with the new one (docs/kafka-release.md).
   * @default - that of `kafkaVersion`
   */
  readonly interBrokerProtocol?: InterBrokerProtocol;

  /** @default - clients on 9092 (TLS: 9093), brokers among themselves on 9091 (9095), none for other names */
  readonly listeners?: ListenersSpec;

  /** @default - from the memory of the instance types */
  readonly jvm?: JvmSpec;

  /**
   * Variables in the environment of the processes: for agents in the JVM, say. What stands here is in
   * clear in the bucket and on the hosts. A change restarts the processes, one host after the other.
   * @default - none
   */
  readonly environment?: EnvironmentSpec;

  /**
   * Levels of loggers, by their names; `root` is that of all others. A change restarts the processes,
   * one host after the other; to look into a running broker for an hour, use
   * `kafka-configs --entity-type broker-loggers`.
   * @default - INFO; WARN for requests
   */
  readonly logLevels?: LogLevelsSpec;

  /**
   * Private DNS domain of the hosts.
   * @default - `<clusterName>.internal`
   */
  readonly domain?: string;

  /**
   * Any further broker setting by Kafka's own key; it wins over this package's default.
   * Keys that other fields of the spec decide are refused, and so are secrets, and keys that the spec's
   * release of Kafka doesn't have.
   * @see https://kafka.apache.org/39/documentation.html#brokerconfigs
   */
  readonly brokerSettings?: FreeBrokerSettingValues;

  /**
   * Any further ZooKeeper setting by its own key.
   * @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_configuration
   */
  readonly zookeeperSettings?: ZookeeperSettingValues;

  /**
   * Whether `cdktf-kafka drill` may kill, freeze and fill what belongs to this cluster: for one that
   * nobody depends on, such as a staging cluster.
   * @default false
   */
  readonly mayBeDrilled?: boolean;

  /**
   * Whether each host has Debian's node exporter, which tells Prometheus of its disks, network, memory and clock. Without
   * it, alerts and dashboards on them show nothing, unless hosts have one of their own.
   * @default true
   */
  readonly nodeExporter?: boolean;

  /**
   * Where the log files of brokers and ZooKeeper members go, besides lying on their hosts. It costs money (docs/broker-logs.md).
   * @default - nowhere
   */
  readonly brokerLogs?: BrokerLogsSpec;
}

/** One broker. Its identity is what stands here, never its place in the list. */
export interface BrokerSpec {
  /**
   * `broker.id`: 0-1000; unique; never reused for other data. Kafka gives out higher ids itself, and
   * those of 1001-1255 are kept for controllers, which one day share this space with the brokers.
   */
  readonly id: number;
  /** `broker.rack`: availability zone, or any name for what fails together. Replicas are spread over it. */
  readonly rack: string;
  /** @default - the cluster's `instanceType` */
  readonly instanceType?: string;
  /**
   * For a broker whose disks differ from the others'. Kafka gives it as many partitions all the same.
   * @default - the cluster's `storage`
   */
  readonly storage?: StorageSpec;
  /**
   * Broker settings for this one, in place of those of `brokerSettings`: threads, sockets, queues and
   * connections, as its host bears them. What the replicas of a partition must agree on is refused.
   * @default {}
   */
  readonly brokerSettings?: FreeBrokerSettingValues;
}

/** What comes in, what goes out, and in how many partitions. */
export type WorkloadSpec = (IngestMegabytes | IngestLines) & WorkloadCommon;

/** What a workload says beside its ingest. */
export interface WorkloadCommon {
  /**
   * Peak over average of ingest. 1-100.
   * @default 2
   */
  readonly peakFactor?: number;
  /** How many consumer groups read everything. 0-100. */
  readonly consumers: number;
  /** Partitions of all topics together, each counted once, not by replica. */
  readonly partitions: number;
  /**
   * Bytes produced over bytes stored: 4 where shippers compress text four to one. 1-50.
   * Ingest is given uncompressed.
   * @default 1
   */
  readonly compressionRatio?: number;
}

export interface IngestMegabytes {
  /** Average ingest over a day, in megabytes (10^6 bytes) a second, before replication. */
  readonly ingestMBPerSecond: number;
}

export interface IngestLines {
  /** Average lines a second over a day. */
  readonly linesPerSecond: number;
  /** Average bytes of a line, with what a shipper adds to it. */
  readonly bytesPerLine: number;
}

export interface JvmSpec extends JvmFlags {
  /**
   * Heap of a broker in MiB. Most memory belongs to the page cache, not here.
   * @default - an eighth of the host's memory, 1,024-6,144
   */
  readonly brokerHeapMiB?: number;
  /**
   * Heap of a ZooKeeper member in MiB.
   * @default 1024
   */
  readonly zookeeperHeapMiB?: number;
  /**
   * Further arguments of java for the brokers, such as `-XX:G1HeapRegionSize=16M`, each as one word. They come
   * after this package's own and win over them; another collector (`-XX:+UseZGC`) takes G1's place.
   * @default []
   */
  readonly brokerFlags?: readonly string[];
  /** Further arguments of java for ZooKeeper. @default [] */
  readonly zookeeperFlags?: readonly string[];
}

/** Further arguments of java, by process. @default [] for each */
export type JvmFlags = Readonly<Partial<Record<`${Role}Flags`, readonly string[]>>>;

/** Variables by their names, by process. @default {} for each */
export type EnvironmentSpec = Partial<ByRole<Readonly<Record<string, string>>>>;

/** By process: `{ broker: { 'kafka.request.logger': 'DEBUG' } }`. @default {} for each */
export type LogLevelsSpec = Partial<ByRole<LogLevels>>;
