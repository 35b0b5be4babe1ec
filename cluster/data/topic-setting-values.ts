// Written by `npm run generate:broker-settings` from the classes of each release.

/** The topic settings that some release here knows, by Kafka's own keys. */
export interface TopicSettingValues {
  /** Default 'delete'. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_cleanup.policy} */
  readonly 'cleanup.policy'?: string | readonly ('compact' | 'delete')[];
  /** Default -1; 1 to 9 or -1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_compression.gzip.level} */
  readonly 'compression.gzip.level'?: number;
  /** Default 9; 1 to 17. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_compression.lz4.level} */
  readonly 'compression.lz4.level'?: number;
  /** Default 'producer'. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_compression.type} */
  readonly 'compression.type'?: 'gzip' | 'lz4' | 'producer' | 'snappy' | 'uncompressed' | 'zstd';
  /** Default 3; -131072 to 22. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_compression.zstd.level} */
  readonly 'compression.zstd.level'?: number;
  /** Default 86400000; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_delete.retention.ms} */
  readonly 'delete.retention.ms'?: number;
  /** Default 60000; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_file.delete.delay.ms} */
  readonly 'file.delete.delay.ms'?: number;
  /** Default 9223372036854775807; at least 1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_flush.messages} */
  readonly 'flush.messages'?: number;
  /** Default 9223372036854775807; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_flush.ms} */
  readonly 'flush.ms'?: number;
  /** Default ''. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_follower.replication.throttled.replicas} */
  readonly 'follower.replication.throttled.replicas'?: string | readonly string[];
  /** Default 4096; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_index.interval.bytes} */
  readonly 'index.interval.bytes'?: number;
  /** Default ''. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_leader.replication.throttled.replicas} */
  readonly 'leader.replication.throttled.replicas'?: string | readonly string[];
  /** Default -2; at least -2. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_local.retention.bytes} */
  readonly 'local.retention.bytes'?: number;
  /** Default -2; at least -2. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_local.retention.ms} */
  readonly 'local.retention.ms'?: number;
  /** Default 9223372036854775807; at least 1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_max.compaction.lag.ms} */
  readonly 'max.compaction.lag.ms'?: number;
  /** Default 1048588; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_max.message.bytes} */
  readonly 'max.message.bytes'?: number;
  /** Default true. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.downconversion.enable} */
  readonly 'message.downconversion.enable'?: boolean;
  /** Default '3.0-IV1'. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.format.version} */
  readonly 'message.format.version'?: string;
  /** Default 9223372036854775807; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.timestamp.after.max.ms} */
  readonly 'message.timestamp.after.max.ms'?: number;
  /** Default 9223372036854775807; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.timestamp.before.max.ms} */
  readonly 'message.timestamp.before.max.ms'?: number;
  /** Default 9223372036854775807; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.timestamp.difference.max.ms} */
  readonly 'message.timestamp.difference.max.ms'?: number;
  /** Default 'CreateTime'. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_message.timestamp.type} */
  readonly 'message.timestamp.type'?: 'CreateTime' | 'LogAppendTime';
  /** Default 0.5; 0 to 1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_min.cleanable.dirty.ratio} */
  readonly 'min.cleanable.dirty.ratio'?: number;
  /** Default 0; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_min.compaction.lag.ms} */
  readonly 'min.compaction.lag.ms'?: number;
  /** Default 1; at least 1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_min.insync.replicas} */
  readonly 'min.insync.replicas'?: number;
  /** Default false. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_preallocate} */
  readonly 'preallocate'?: boolean;
  /** Kafka 3.9.2, 3.9.1 only. Default false. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_remote.log.copy.disable} */
  readonly 'remote.log.copy.disable'?: boolean;
  /** Kafka 3.9.2, 3.9.1 only. Default false. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_remote.log.delete.on.disable} */
  readonly 'remote.log.delete.on.disable'?: boolean;
  /** Default false. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_remote.storage.enable} */
  readonly 'remote.storage.enable'?: boolean;
  /** Default -1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_retention.bytes} */
  readonly 'retention.bytes'?: number;
  /** Default 604800000; at least -1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_retention.ms} */
  readonly 'retention.ms'?: number;
  /** Default 1073741824; at least 14. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_segment.bytes} */
  readonly 'segment.bytes'?: number;
  /** Default 10485760; at least 4. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_segment.index.bytes} */
  readonly 'segment.index.bytes'?: number;
  /** Default 0; at least 0. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_segment.jitter.ms} */
  readonly 'segment.jitter.ms'?: number;
  /** Default 604800000; at least 1. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_segment.ms} */
  readonly 'segment.ms'?: number;
  /** Default false. {@link https://kafka.apache.org/39/documentation.html#topicconfigs_unclean.leader.election.enable} */
  readonly 'unclean.leader.election.enable'?: boolean;
}
