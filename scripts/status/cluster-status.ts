import type { Problem } from '../../cluster/errors';
import type { ChangeHistory } from '../changing/change-history';
import type { DiskOutlook } from '../health/host/disk-outlook';
import type { DiskUsage } from '../health/host/disk-usage';

/** One host, as an operator wants to see it. */
export interface HostStatus {
  readonly name: string;
  readonly address: string;
  readonly instanceId: string | undefined;
  readonly rack: string;
  /** Such as `broker 1, controller` and `ZooKeeper 1, leader`. */
  readonly roles: readonly string[];
  /** Each process with systemd's word for it, such as `active`. */
  readonly units: Readonly<Record<string, string>>;
  /** Undefined where nobody could look. */
  readonly kafkaVersion: string | undefined;
  /** `writes` are those to each topic, the largest first. */
  readonly disks: readonly (DiskUsage & DiskOutlook)[];
  /** Whether its processes do their work, as the cluster has it. */
  readonly serves: boolean;
  /** The day on which the first certificate that it shows ends. @default - it shows none */
  readonly certificateEnds?: string;
  /** What `converge` would do; empty where files and processes are current. */
  readonly behind: readonly string[];
  /** In what its machine is older than a new one would be: what `replace` would renew. */
  readonly renewal: readonly string[];
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** The cluster at one moment. */
export interface ClusterStatus {
  readonly clusterName: string;
  /** Host names; undefined where there is none, or nobody could tell. */
  readonly controller: string | undefined;
  readonly zookeeperLeader: string | undefined;
  readonly hosts: readonly HostStatus[];
  /** What is wrong with it as a whole: what would keep a gate closed, and what would not. */
  readonly problems: readonly Problem[];
  /** What should be known of it, and is no fault. */
  readonly notes: readonly Problem[];
}

/** And who changes it now, and what was done of late. */
export interface ShownStatus extends ClusterStatus {
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
