export interface RetentionSpec {
  /** How long records are kept, in hours, unless a topic says otherwise. At least 1. @default 72 */
  readonly hours?: number;
  /**
   * Bytes of a partition above which its oldest segments go even before `hours` have passed: of each
   * replica, compressed as its producers do it. What keeps a noisy topic from filling the disks.
   * `capacity` says how many hours it leaves. At least 1,048,576.
   * @default - no bound
   * @see https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.bytes
   */
  readonly bytesPerPartition?: number;
}

export interface TopicDefaultsSpec {
  /**
   * Partitions of a new topic that names no number.
   * @default 6
   */
  readonly partitions?: number;
  /**
   * Replicas of each partition.
   * @default 3
   */
  readonly replicationFactor?: number;
  /**
   * In-sync replicas below which a write with acks=all is refused. Below `replicationFactor`,
   * or no broker could ever be restarted without refusing writes.
   * @default 2
   */
  readonly minInsyncReplicas?: number;
}

export interface ResolvedRetention {
  readonly hours: number;
  /** Undefined where only the hours count. */
  readonly bytesPerPartition: number | undefined;
}
