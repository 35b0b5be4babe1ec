import type { Problem } from '../../cluster/errors';
import type { ChangeHistory } from '../changing/change-history';
import type { HeldPartitions, PartitionCounts } from '../health/cluster/count-partitions';
import type { SeenGroups } from '../health/groups/read-group-lag';
import type { DiskOutlook } from '../health/host/disk-outlook';
import type { DiskUsage } from '../health/host/disk-usage';
import type { NetworkRates } from '../health/host/host-pulse';

/** Where a host is. */
export interface HostPlace {
  readonly address: string;
  /** Undefined where it is none of EC2's, or not made yet. */
  readonly instanceId: string | undefined;
}

/** A data disk, what is written to it (each topic, the largest first), and what becomes of it. */
export type ShownDisk = DiskUsage & DiskOutlook;

/** What a look at one host by itself brings. */
export interface SeenHost {
  /** Each process with systemd's word for it, such as `active`; none where nobody could look. */
  readonly units: Readonly<Record<string, string>>;
  /** For how many seconds each process has been running; one that does not, or that nobody saw, is missing. */
  readonly upSeconds: Readonly<Record<string, number>>;
  /** Undefined where nobody could look. */
  readonly kafkaVersion: string | undefined;
  readonly disks: readonly ShownDisk[];
  /** Undefined where nobody could look, or hosts share a network, as those on one machine do. */
  readonly network: NetworkUse | undefined;
  /** What `converge` would do; empty where files and processes are current. */
  readonly behind: readonly string[];
  /** In what its machine is older than a new one would be: what `replace` would renew. */
  readonly renewal: readonly string[];
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** One host, as an operator wants to see it. */
export interface HostStatus extends HostPlace, SeenHost {
  readonly name: string;
  readonly rack: string;
  /** Such as `broker 1, controller` and `ZooKeeper 1, leader`. */
  readonly roles: readonly string[];
  /** Whether its processes do their work, as the cluster has it. */
  readonly serves: boolean;
  /** The day on which the first certificate that it shows ends. @default - it shows none */
  readonly certificateEnds?: string;
  /** Of its broker. @default - it has none, or no controller told */
  readonly partitions?: HeldPartitions;
}

/** What passes through a host's network, and what it may always have in each direction. */
export interface NetworkUse extends NetworkRates {
  /** Undefined where the instance type's facts are not known. */
  readonly baselineBytesPerSecond: number | undefined;
}

/** Who vouches for the metadata. */
export interface QuorumStatus {
  /** Members that answered and lead or follow. */
  readonly serving: number;
  /** That there should be. */
  readonly members: number;
}

/** The cluster at one moment. */
export interface ClusterStatus {
  readonly clusterName: string;
  /** When it was looked at. */
  readonly at: Date;
  /** Each release that runs, by the word of its hosts; none where nobody could look. */
  readonly kafkaVersions: readonly string[];
  /** How clients reach it. */
  readonly security: 'tls' | 'plaintext';
  readonly zookeeper: QuorumStatus;
  /** Undefined where no controller told of topics. */
  readonly partitions: Omit<PartitionCounts, 'byBroker'> | undefined;
  /** What is replicated under a throttle, such as `broker 1` and `topic events`. */
  readonly throttled: readonly string[];
  /** Host names; undefined where there is none, or nobody could tell. */
  readonly controller: string | undefined;
  readonly zookeeperLeader: string | undefined;
  readonly hosts: readonly HostStatus[];
  /** What is wrong with it as a whole: what would keep a gate closed, and what would not. */
  readonly problems: readonly Problem[];
  /** What should be known of it, and is no fault. */
  readonly notes: readonly Problem[];
}

/** And who changes it now, what was done of late, and who reads. */
export interface ShownStatus extends ClusterStatus {
  /** Undefined where no broker says. */
  readonly groups: SeenGroups | undefined;
  /** Undefined where ZooKeeper does not say. */
  readonly history: ChangeHistory | undefined;
}

/** Whether the cluster is healthy, and every host has its files and runs with them. */
export function isWell({ hosts, problems }: ClusterStatus): boolean {
  return (
    problems.length === 0 &&
    hosts.every((host) => host.problems.length === 0 && host.behind.length === 0)
  );
}
