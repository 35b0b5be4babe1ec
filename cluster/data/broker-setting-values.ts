// Written by `npm run generate:broker-settings` from the classes of each release.

/** The broker settings that some release here knows, by Kafka's own keys. */
export interface BrokerSettingValues {
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_advertised.listeners} */
  readonly 'advertised.listeners'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_alter.config.policy.class.name} */
  readonly 'alter.config.policy.class.name'?: string;
  /** Kafka 3.9.2 only. Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_alter.config.policy.kraft.compatibility.enable} */
  readonly 'alter.config.policy.kraft.compatibility.enable'?: boolean;
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_alter.log.dirs.replication.quota.window.num} */
  readonly 'alter.log.dirs.replication.quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_alter.log.dirs.replication.quota.window.size.seconds} */
  readonly 'alter.log.dirs.replication.quota.window.size.seconds'?: number;
  /** Default ''; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_authorizer.class.name} */
  readonly 'authorizer.class.name'?: string;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_auto.create.topics.enable} */
  readonly 'auto.create.topics.enable'?: boolean;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_auto.include.jmx.reporter} */
  readonly 'auto.include.jmx.reporter'?: boolean;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_auto.leader.rebalance.enable} */
  readonly 'auto.leader.rebalance.enable'?: boolean;
  /** Default 10; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_background.threads} */
  readonly 'background.threads'?: number;
  /** Default 2000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_broker.heartbeat.interval.ms} */
  readonly 'broker.heartbeat.interval.ms'?: number;
  /** Default -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_broker.id} */
  readonly 'broker.id'?: number;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_broker.id.generation.enable} */
  readonly 'broker.id.generation.enable'?: boolean;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_broker.rack} */
  readonly 'broker.rack'?: string;
  /** Default 9000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_broker.session.timeout.ms} */
  readonly 'broker.session.timeout.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_client.quota.callback.class} */
  readonly 'client.quota.callback.class'?: string;
  /** Default -1; 1 to 9 or -1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_compression.gzip.level} */
  readonly 'compression.gzip.level'?: number;
  /** Default 9; 1 to 17; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_compression.lz4.level} */
  readonly 'compression.lz4.level'?: number;
  /** Default 'producer'; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_compression.type} */
  readonly 'compression.type'?: 'gzip' | 'lz4' | 'producer' | 'snappy' | 'uncompressed' | 'zstd';
  /** Default 3; -131072 to 22; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_compression.zstd.level} */
  readonly 'compression.zstd.level'?: number;
  /** Default 100; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_connection.failed.authentication.delay.ms} */
  readonly 'connection.failed.authentication.delay.ms'?: number;
  /** Default 600000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_connections.max.idle.ms} */
  readonly 'connections.max.idle.ms'?: number;
  /** Default 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_connections.max.reauth.ms} */
  readonly 'connections.max.reauth.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_control.plane.listener.name} */
  readonly 'control.plane.listener.name'?: string;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controlled.shutdown.enable} */
  readonly 'controlled.shutdown.enable'?: boolean;
  /** Default 3; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controlled.shutdown.max.retries} */
  readonly 'controlled.shutdown.max.retries'?: number;
  /** Default 5000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controlled.shutdown.retry.backoff.ms} */
  readonly 'controlled.shutdown.retry.backoff.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.listener.names} */
  readonly 'controller.listener.names'?: string;
  /** Default 25; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.append.linger.ms} */
  readonly 'controller.quorum.append.linger.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default ''; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.bootstrap.servers} */
  readonly 'controller.quorum.bootstrap.servers'?: string | readonly string[];
  /** Default 1000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.election.backoff.max.ms} */
  readonly 'controller.quorum.election.backoff.max.ms'?: number;
  /** Default 1000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.election.timeout.ms} */
  readonly 'controller.quorum.election.timeout.ms'?: number;
  /** Default 2000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.fetch.timeout.ms} */
  readonly 'controller.quorum.fetch.timeout.ms'?: number;
  /** Default 2000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.request.timeout.ms} */
  readonly 'controller.quorum.request.timeout.ms'?: number;
  /** Default 20; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.retry.backoff.ms} */
  readonly 'controller.quorum.retry.backoff.ms'?: number;
  /** Default ''; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quorum.voters} */
  readonly 'controller.quorum.voters'?: string | readonly string[];
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quota.window.num} */
  readonly 'controller.quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.quota.window.size.seconds} */
  readonly 'controller.quota.window.size.seconds'?: number;
  /** Default 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_controller.socket.timeout.ms} */
  readonly 'controller.socket.timeout.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_create.topic.policy.class.name} */
  readonly 'create.topic.policy.class.name'?: string;
  /** Default 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_default.replication.factor} */
  readonly 'default.replication.factor'?: number;
  /** Default 3600000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delegation.token.expiry.check.interval.ms} */
  readonly 'delegation.token.expiry.check.interval.ms'?: number;
  /** Default 86400000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delegation.token.expiry.time.ms} */
  readonly 'delegation.token.expiry.time.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delegation.token.master.key} */
  readonly 'delegation.token.master.key'?: string;
  /** Default 604800000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delegation.token.max.lifetime.ms} */
  readonly 'delegation.token.max.lifetime.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delegation.token.secret.key} */
  readonly 'delegation.token.secret.key'?: string;
  /** Default 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delete.records.purgatory.purge.interval.requests} */
  readonly 'delete.records.purgatory.purge.interval.requests'?: number;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_delete.topic.enable} */
  readonly 'delete.topic.enable'?: boolean;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_early.start.listeners} */
  readonly 'early.start.listeners'?: string;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_eligible.leader.replicas.enable} */
  readonly 'eligible.leader.replicas.enable'?: boolean;
  /** Default 57671680; at least 1024; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_fetch.max.bytes} */
  readonly 'fetch.max.bytes'?: number;
  /** Default 1000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_fetch.purgatory.purge.interval.requests} */
  readonly 'fetch.purgatory.purge.interval.requests'?: number;
  /** Default 'org.apache.kafka.coordinator.group.assignor.UniformAssignor,org.apache.kafka.coordinator.group.assignor.RangeAssignor'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.assignors} */
  readonly 'group.consumer.assignors'?: string | readonly string[];
  /** Default 5000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.heartbeat.interval.ms} */
  readonly 'group.consumer.heartbeat.interval.ms'?: number;
  /** Default 15000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.max.heartbeat.interval.ms} */
  readonly 'group.consumer.max.heartbeat.interval.ms'?: number;
  /** Default 60000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.max.session.timeout.ms} */
  readonly 'group.consumer.max.session.timeout.ms'?: number;
  /** Default 2147483647; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.max.size} */
  readonly 'group.consumer.max.size'?: number;
  /** Kafka 3.8.1 only. Default 'disabled'; read-only. {@link https://kafka.apache.org/38/documentation.html#brokerconfigs_group.consumer.migration.policy} */
  readonly 'group.consumer.migration.policy'?: string;
  /** Default 5000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.min.heartbeat.interval.ms} */
  readonly 'group.consumer.min.heartbeat.interval.ms'?: number;
  /** Default 45000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.min.session.timeout.ms} */
  readonly 'group.consumer.min.session.timeout.ms'?: number;
  /** Default 45000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.consumer.session.timeout.ms} */
  readonly 'group.consumer.session.timeout.ms'?: number;
  /** Default 10; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.coordinator.append.linger.ms} */
  readonly 'group.coordinator.append.linger.ms'?: number;
  /** Default 'classic'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.coordinator.rebalance.protocols} */
  readonly 'group.coordinator.rebalance.protocols'?: string | readonly ('classic' | 'consumer' | 'share' | 'unknown')[] | string | readonly ('classic' | 'consumer' | 'unknown')[];
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.coordinator.threads} */
  readonly 'group.coordinator.threads'?: number;
  /** Default 3000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.initial.rebalance.delay.ms} */
  readonly 'group.initial.rebalance.delay.ms'?: number;
  /** Default 1800000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.max.session.timeout.ms} */
  readonly 'group.max.session.timeout.ms'?: number;
  /** Default 2147483647; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.max.size} */
  readonly 'group.max.size'?: number;
  /** Default 6000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.min.session.timeout.ms} */
  readonly 'group.min.session.timeout.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 5; 2 to 10; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.delivery.count.limit} */
  readonly 'group.share.delivery.count.limit'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 5000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.heartbeat.interval.ms} */
  readonly 'group.share.heartbeat.interval.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 10; 1 to 100; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.max.groups} */
  readonly 'group.share.max.groups'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 15000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.max.heartbeat.interval.ms} */
  readonly 'group.share.max.heartbeat.interval.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 60000; 30000 to 3600000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.max.record.lock.duration.ms} */
  readonly 'group.share.max.record.lock.duration.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 60000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.max.session.timeout.ms} */
  readonly 'group.share.max.session.timeout.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 200; 10 to 1000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.max.size} */
  readonly 'group.share.max.size'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 5000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.min.heartbeat.interval.ms} */
  readonly 'group.share.min.heartbeat.interval.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 15000; 1000 to 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.min.record.lock.duration.ms} */
  readonly 'group.share.min.record.lock.duration.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 45000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.min.session.timeout.ms} */
  readonly 'group.share.min.session.timeout.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 200; 100 to 10000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.partition.max.record.locks} */
  readonly 'group.share.partition.max.record.locks'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 30000; 1000 to 60000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.record.lock.duration.ms} */
  readonly 'group.share.record.lock.duration.ms'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default 45000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_group.share.session.timeout.ms} */
  readonly 'group.share.session.timeout.ms'?: number;
  /** Default 60000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_initial.broker.registration.timeout.ms} */
  readonly 'initial.broker.registration.timeout.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_inter.broker.listener.name} */
  readonly 'inter.broker.listener.name'?: string;
  /** Default '3.9-IV0'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_inter.broker.protocol.version} */
  readonly 'inter.broker.protocol.version'?: string;
  /** Default 10; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_kafka.metrics.polling.interval.secs} */
  readonly 'kafka.metrics.polling.interval.secs'?: number;
  /** Default ''; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_kafka.metrics.reporters} */
  readonly 'kafka.metrics.reporters'?: string | readonly string[];
  /** Default 300; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_leader.imbalance.check.interval.seconds} */
  readonly 'leader.imbalance.check.interval.seconds'?: number;
  /** Default 10; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_leader.imbalance.per.broker.percentage} */
  readonly 'leader.imbalance.per.broker.percentage'?: number;
  /** Default 'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_listener.security.protocol.map} */
  readonly 'listener.security.protocol.map'?: string;
  /** Default 'PLAINTEXT://:9092'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_listeners} */
  readonly 'listeners'?: string;
  /** Default 15000; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.backoff.ms} */
  readonly 'log.cleaner.backoff.ms'?: number;
  /** Default 134217728; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.dedupe.buffer.size} */
  readonly 'log.cleaner.dedupe.buffer.size'?: number;
  /** Default 86400000; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.delete.retention.ms} */
  readonly 'log.cleaner.delete.retention.ms'?: number;
  /** Default true; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.enable} */
  readonly 'log.cleaner.enable'?: boolean;
  /** Default 0.9; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.io.buffer.load.factor} */
  readonly 'log.cleaner.io.buffer.load.factor'?: number;
  /** Default 524288; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.io.buffer.size} */
  readonly 'log.cleaner.io.buffer.size'?: number;
  /** Default 1.7976931348623157E308; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.io.max.bytes.per.second} */
  readonly 'log.cleaner.io.max.bytes.per.second'?: number;
  /** Default 9223372036854775807; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.max.compaction.lag.ms} */
  readonly 'log.cleaner.max.compaction.lag.ms'?: number;
  /** Default 0.5; 0 to 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.min.cleanable.ratio} */
  readonly 'log.cleaner.min.cleanable.ratio'?: number;
  /** Default 0; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.min.compaction.lag.ms} */
  readonly 'log.cleaner.min.compaction.lag.ms'?: number;
  /** Default 1; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleaner.threads} */
  readonly 'log.cleaner.threads'?: number;
  /** Default 'delete'; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.cleanup.policy} */
  readonly 'log.cleanup.policy'?: string | readonly ('compact' | 'delete')[];
  /** Default '/tmp/kafka-logs'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.dir} */
  readonly 'log.dir'?: string;
  /** Default 30000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.dir.failure.timeout.ms} */
  readonly 'log.dir.failure.timeout.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.dirs} */
  readonly 'log.dirs'?: string;
  /** Default 9223372036854775807; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.flush.interval.messages} */
  readonly 'log.flush.interval.messages'?: number;
  /** No default; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.flush.interval.ms} */
  readonly 'log.flush.interval.ms'?: number;
  /** Default 60000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.flush.offset.checkpoint.interval.ms} */
  readonly 'log.flush.offset.checkpoint.interval.ms'?: number;
  /** Default 9223372036854775807; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.flush.scheduler.interval.ms} */
  readonly 'log.flush.scheduler.interval.ms'?: number;
  /** Default 60000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.flush.start.offset.checkpoint.interval.ms} */
  readonly 'log.flush.start.offset.checkpoint.interval.ms'?: number;
  /** Default 4096; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.index.interval.bytes} */
  readonly 'log.index.interval.bytes'?: number;
  /** Default 10485760; at least 4; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.index.size.max.bytes} */
  readonly 'log.index.size.max.bytes'?: number;
  /** Default -2; at least -2; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.local.retention.bytes} */
  readonly 'log.local.retention.bytes'?: number;
  /** Default -2; at least -2; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.local.retention.ms} */
  readonly 'log.local.retention.ms'?: number;
  /** Default true; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.downconversion.enable} */
  readonly 'log.message.downconversion.enable'?: boolean;
  /** Default '3.0-IV1'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.format.version} */
  readonly 'log.message.format.version'?: string;
  /** Default 9223372036854775807; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.timestamp.after.max.ms} */
  readonly 'log.message.timestamp.after.max.ms'?: number;
  /** Default 9223372036854775807; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.timestamp.before.max.ms} */
  readonly 'log.message.timestamp.before.max.ms'?: number;
  /** Default 9223372036854775807; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.timestamp.difference.max.ms} */
  readonly 'log.message.timestamp.difference.max.ms'?: number;
  /** Default 'CreateTime'; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.message.timestamp.type} */
  readonly 'log.message.timestamp.type'?: 'CreateTime' | 'LogAppendTime';
  /** Default false; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.preallocate} */
  readonly 'log.preallocate'?: boolean;
  /** Default -1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.bytes} */
  readonly 'log.retention.bytes'?: number;
  /** Default 300000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.check.interval.ms} */
  readonly 'log.retention.check.interval.ms'?: number;
  /** Default 168; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.hours} */
  readonly 'log.retention.hours'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.minutes} */
  readonly 'log.retention.minutes'?: number;
  /** No default; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.retention.ms} */
  readonly 'log.retention.ms'?: number;
  /** Default 168; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.roll.hours} */
  readonly 'log.roll.hours'?: number;
  /** Default 0; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.roll.jitter.hours} */
  readonly 'log.roll.jitter.hours'?: number;
  /** No default; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.roll.jitter.ms} */
  readonly 'log.roll.jitter.ms'?: number;
  /** No default; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.roll.ms} */
  readonly 'log.roll.ms'?: number;
  /** Default 1073741824; at least 14; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.segment.bytes} */
  readonly 'log.segment.bytes'?: number;
  /** Default 60000; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_log.segment.delete.delay.ms} */
  readonly 'log.segment.delete.delay.ms'?: number;
  /** Default 2147483647; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.connection.creation.rate} */
  readonly 'max.connection.creation.rate'?: number;
  /** Default 2147483647; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.connections} */
  readonly 'max.connections'?: number;
  /** Default 2147483647; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.connections.per.ip} */
  readonly 'max.connections.per.ip'?: number;
  /** Default ''; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.connections.per.ip.overrides} */
  readonly 'max.connections.per.ip.overrides'?: string;
  /** Default 1000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.incremental.fetch.session.cache.slots} */
  readonly 'max.incremental.fetch.session.cache.slots'?: number;
  /** Default 2000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_max.request.partition.size.limit} */
  readonly 'max.request.partition.size.limit'?: number;
  /** Default 1048588; at least 0; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_message.max.bytes} */
  readonly 'message.max.bytes'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.log.dir} */
  readonly 'metadata.log.dir'?: string;
  /** Default 20971520; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.log.max.record.bytes.between.snapshots} */
  readonly 'metadata.log.max.record.bytes.between.snapshots'?: number;
  /** Default 3600000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.log.max.snapshot.interval.ms} */
  readonly 'metadata.log.max.snapshot.interval.ms'?: number;
  /** Default 1073741824; at least 12; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.log.segment.bytes} */
  readonly 'metadata.log.segment.bytes'?: number;
  /** Default 604800000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.log.segment.ms} */
  readonly 'metadata.log.segment.ms'?: number;
  /** Default 500; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.max.idle.interval.ms} */
  readonly 'metadata.max.idle.interval.ms'?: number;
  /** Default 104857600; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.max.retention.bytes} */
  readonly 'metadata.max.retention.bytes'?: number;
  /** Default 604800000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metadata.max.retention.ms} */
  readonly 'metadata.max.retention.ms'?: number;
  /** Default ''; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metric.reporters} */
  readonly 'metric.reporters'?: string | readonly string[];
  /** Default 2; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metrics.num.samples} */
  readonly 'metrics.num.samples'?: number;
  /** Default 'INFO'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metrics.recording.level} */
  readonly 'metrics.recording.level'?: string;
  /** Default 30000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_metrics.sample.window.ms} */
  readonly 'metrics.sample.window.ms'?: number;
  /** Default 1; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_min.insync.replicas} */
  readonly 'min.insync.replicas'?: number;
  /** Default -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_node.id} */
  readonly 'node.id'?: number;
  /** Default 8; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.io.threads} */
  readonly 'num.io.threads'?: number;
  /** Default 3; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.network.threads} */
  readonly 'num.network.threads'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.partitions} */
  readonly 'num.partitions'?: number;
  /** Default 1; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.recovery.threads.per.data.dir} */
  readonly 'num.recovery.threads.per.data.dir'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.replica.alter.log.dirs.threads} */
  readonly 'num.replica.alter.log.dirs.threads'?: number;
  /** Default 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_num.replica.fetchers} */
  readonly 'num.replica.fetchers'?: number;
  /** Default 4096; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offset.metadata.max.bytes} */
  readonly 'offset.metadata.max.bytes'?: number;
  /** Default -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.commit.required.acks} */
  readonly 'offsets.commit.required.acks'?: number;
  /** Default 5000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.commit.timeout.ms} */
  readonly 'offsets.commit.timeout.ms'?: number;
  /** Default 5242880; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.load.buffer.size} */
  readonly 'offsets.load.buffer.size'?: number;
  /** Default 600000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.retention.check.interval.ms} */
  readonly 'offsets.retention.check.interval.ms'?: number;
  /** Default 10080; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.retention.minutes} */
  readonly 'offsets.retention.minutes'?: number;
  /** Default 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.topic.compression.codec} */
  readonly 'offsets.topic.compression.codec'?: number;
  /** Default 50; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.topic.num.partitions} */
  readonly 'offsets.topic.num.partitions'?: number;
  /** Default 3; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.topic.replication.factor} */
  readonly 'offsets.topic.replication.factor'?: number;
  /** Default 104857600; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_offsets.topic.segment.bytes} */
  readonly 'offsets.topic.segment.bytes'?: number;
  /** Default 'AES/CBC/PKCS5Padding'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.cipher.algorithm} */
  readonly 'password.encoder.cipher.algorithm'?: string;
  /** Default 4096; at least 1024; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.iterations} */
  readonly 'password.encoder.iterations'?: number;
  /** Default 128; at least 8; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.key.length} */
  readonly 'password.encoder.key.length'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.keyfactory.algorithm} */
  readonly 'password.encoder.keyfactory.algorithm'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.old.secret} */
  readonly 'password.encoder.old.secret'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_password.encoder.secret} */
  readonly 'password.encoder.secret'?: string;
  /** Default org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_principal.builder.class} */
  readonly 'principal.builder.class'?: string;
  /** Default ''; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_process.roles} */
  readonly 'process.roles'?: string | readonly ('broker' | 'controller')[];
  /** Default 86400000; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_producer.id.expiration.ms} */
  readonly 'producer.id.expiration.ms'?: number;
  /** Default 1000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_producer.purgatory.purge.interval.requests} */
  readonly 'producer.purgatory.purge.interval.requests'?: number;
  /** Default -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_queued.max.request.bytes} */
  readonly 'queued.max.request.bytes'?: number;
  /** Default 500; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_queued.max.requests} */
  readonly 'queued.max.requests'?: number;
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_quota.window.num} */
  readonly 'quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_quota.window.size.seconds} */
  readonly 'quota.window.size.seconds'?: number;
  /** Default 500; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.fetch.max.wait.ms} */
  readonly 'remote.fetch.max.wait.ms'?: number;
  /** Default 1073741824; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.index.file.cache.total.size.bytes} */
  readonly 'remote.log.index.file.cache.total.size.bytes'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default -1; at least 1 or -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.copier.thread.pool.size} */
  readonly 'remote.log.manager.copier.thread.pool.size'?: number;
  /** Default 9223372036854775807; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.copy.max.bytes.per.second} */
  readonly 'remote.log.manager.copy.max.bytes.per.second'?: number;
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.copy.quota.window.num} */
  readonly 'remote.log.manager.copy.quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.copy.quota.window.size.seconds} */
  readonly 'remote.log.manager.copy.quota.window.size.seconds'?: number;
  /** Kafka 3.9.2, 3.9.1 only. Default -1; at least 1 or -1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.expiration.thread.pool.size} */
  readonly 'remote.log.manager.expiration.thread.pool.size'?: number;
  /** Default 9223372036854775807; at least 1; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.fetch.max.bytes.per.second} */
  readonly 'remote.log.manager.fetch.max.bytes.per.second'?: number;
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.fetch.quota.window.num} */
  readonly 'remote.log.manager.fetch.quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.fetch.quota.window.size.seconds} */
  readonly 'remote.log.manager.fetch.quota.window.size.seconds'?: number;
  /** Default 30000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.task.interval.ms} */
  readonly 'remote.log.manager.task.interval.ms'?: number;
  /** Default 10; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.manager.thread.pool.size} */
  readonly 'remote.log.manager.thread.pool.size'?: number;
  /** Default 128; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.metadata.custom.metadata.max.bytes} */
  readonly 'remote.log.metadata.custom.metadata.max.bytes'?: number;
  /** Default 'org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.metadata.manager.class.name} */
  readonly 'remote.log.metadata.manager.class.name'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.metadata.manager.class.path} */
  readonly 'remote.log.metadata.manager.class.path'?: string;
  /** Default 'rlmm.config.'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.metadata.manager.impl.prefix} */
  readonly 'remote.log.metadata.manager.impl.prefix'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.metadata.manager.listener.name} */
  readonly 'remote.log.metadata.manager.listener.name'?: string;
  /** Default 100; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.reader.max.pending.tasks} */
  readonly 'remote.log.reader.max.pending.tasks'?: number;
  /** Default 10; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.reader.threads} */
  readonly 'remote.log.reader.threads'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.storage.manager.class.name} */
  readonly 'remote.log.storage.manager.class.name'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.storage.manager.class.path} */
  readonly 'remote.log.storage.manager.class.path'?: string;
  /** Default 'rsm.config.'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.storage.manager.impl.prefix} */
  readonly 'remote.log.storage.manager.impl.prefix'?: string;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_remote.log.storage.system.enable} */
  readonly 'remote.log.storage.system.enable'?: boolean;
  /** Default 1000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.fetch.backoff.ms} */
  readonly 'replica.fetch.backoff.ms'?: number;
  /** Default 1048576; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.fetch.max.bytes} */
  readonly 'replica.fetch.max.bytes'?: number;
  /** Default 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.fetch.min.bytes} */
  readonly 'replica.fetch.min.bytes'?: number;
  /** Default 10485760; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.fetch.response.max.bytes} */
  readonly 'replica.fetch.response.max.bytes'?: number;
  /** Default 500; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.fetch.wait.max.ms} */
  readonly 'replica.fetch.wait.max.ms'?: number;
  /** Default 5000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.high.watermark.checkpoint.interval.ms} */
  readonly 'replica.high.watermark.checkpoint.interval.ms'?: number;
  /** Default 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.lag.time.max.ms} */
  readonly 'replica.lag.time.max.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.selector.class} */
  readonly 'replica.selector.class'?: string;
  /** Default 65536; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.socket.receive.buffer.bytes} */
  readonly 'replica.socket.receive.buffer.bytes'?: number;
  /** Default 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replica.socket.timeout.ms} */
  readonly 'replica.socket.timeout.ms'?: number;
  /** Default 11; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replication.quota.window.num} */
  readonly 'replication.quota.window.num'?: number;
  /** Default 1; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_replication.quota.window.size.seconds} */
  readonly 'replication.quota.window.size.seconds'?: number;
  /** Default 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_request.timeout.ms} */
  readonly 'request.timeout.ms'?: number;
  /** Default 1000; at least 0; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_reserved.broker.max.id} */
  readonly 'reserved.broker.max.id'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.client.callback.handler.class} */
  readonly 'sasl.client.callback.handler.class'?: string;
  /** Default 'GSSAPI'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.enabled.mechanisms} */
  readonly 'sasl.enabled.mechanisms'?: string | readonly string[];
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.jaas.config} */
  readonly 'sasl.jaas.config'?: string;
  /** Default '/usr/bin/kinit'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.kinit.cmd} */
  readonly 'sasl.kerberos.kinit.cmd'?: string;
  /** Default 60000; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.min.time.before.relogin} */
  readonly 'sasl.kerberos.min.time.before.relogin'?: number;
  /** Default 'DEFAULT'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.principal.to.local.rules} */
  readonly 'sasl.kerberos.principal.to.local.rules'?: string | readonly string[];
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.service.name} */
  readonly 'sasl.kerberos.service.name'?: string;
  /** Default 0.05; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.ticket.renew.jitter} */
  readonly 'sasl.kerberos.ticket.renew.jitter'?: number;
  /** Default 0.8; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.kerberos.ticket.renew.window.factor} */
  readonly 'sasl.kerberos.ticket.renew.window.factor'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.callback.handler.class} */
  readonly 'sasl.login.callback.handler.class'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.class} */
  readonly 'sasl.login.class'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.connect.timeout.ms} */
  readonly 'sasl.login.connect.timeout.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.read.timeout.ms} */
  readonly 'sasl.login.read.timeout.ms'?: number;
  /** Default 300; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.refresh.buffer.seconds} */
  readonly 'sasl.login.refresh.buffer.seconds'?: number;
  /** Default 60; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.refresh.min.period.seconds} */
  readonly 'sasl.login.refresh.min.period.seconds'?: number;
  /** Default 0.8; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.refresh.window.factor} */
  readonly 'sasl.login.refresh.window.factor'?: number;
  /** Default 0.05; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.refresh.window.jitter} */
  readonly 'sasl.login.refresh.window.jitter'?: number;
  /** Default 10000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.retry.backoff.max.ms} */
  readonly 'sasl.login.retry.backoff.max.ms'?: number;
  /** Default 100; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.login.retry.backoff.ms} */
  readonly 'sasl.login.retry.backoff.ms'?: number;
  /** Default 'GSSAPI'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.mechanism.controller.protocol} */
  readonly 'sasl.mechanism.controller.protocol'?: string;
  /** Default 'GSSAPI'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.mechanism.inter.broker.protocol} */
  readonly 'sasl.mechanism.inter.broker.protocol'?: string;
  /** Default 30; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.clock.skew.seconds} */
  readonly 'sasl.oauthbearer.clock.skew.seconds'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.expected.audience} */
  readonly 'sasl.oauthbearer.expected.audience'?: string | readonly string[];
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.expected.issuer} */
  readonly 'sasl.oauthbearer.expected.issuer'?: string;
  /** Default 3600000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.jwks.endpoint.refresh.ms} */
  readonly 'sasl.oauthbearer.jwks.endpoint.refresh.ms'?: number;
  /** Default 10000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms} */
  readonly 'sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms'?: number;
  /** Default 100; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.jwks.endpoint.retry.backoff.ms} */
  readonly 'sasl.oauthbearer.jwks.endpoint.retry.backoff.ms'?: number;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.jwks.endpoint.url} */
  readonly 'sasl.oauthbearer.jwks.endpoint.url'?: string;
  /** Default 'scope'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.scope.claim.name} */
  readonly 'sasl.oauthbearer.scope.claim.name'?: string;
  /** Default 'sub'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.sub.claim.name} */
  readonly 'sasl.oauthbearer.sub.claim.name'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.oauthbearer.token.endpoint.url} */
  readonly 'sasl.oauthbearer.token.endpoint.url'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.server.callback.handler.class} */
  readonly 'sasl.server.callback.handler.class'?: string;
  /** Default 524288; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_sasl.server.max.receive.size} */
  readonly 'sasl.server.max.receive.size'?: number;
  /** Default 'PLAINTEXT'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_security.inter.broker.protocol} */
  readonly 'security.inter.broker.protocol'?: 'PLAINTEXT' | 'SASL_PLAINTEXT' | 'SASL_SSL' | 'SSL';
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_security.providers} */
  readonly 'security.providers'?: string;
  /** Default 30000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.connection.setup.timeout.max.ms} */
  readonly 'socket.connection.setup.timeout.max.ms'?: number;
  /** Default 10000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.connection.setup.timeout.ms} */
  readonly 'socket.connection.setup.timeout.ms'?: number;
  /** Default 50; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.listen.backlog.size} */
  readonly 'socket.listen.backlog.size'?: number;
  /** Default 102400; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.receive.buffer.bytes} */
  readonly 'socket.receive.buffer.bytes'?: number;
  /** Default 104857600; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.request.max.bytes} */
  readonly 'socket.request.max.bytes'?: number;
  /** Default 102400; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_socket.send.buffer.bytes} */
  readonly 'socket.send.buffer.bytes'?: number;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.allow.dn.changes} */
  readonly 'ssl.allow.dn.changes'?: boolean;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.allow.san.changes} */
  readonly 'ssl.allow.san.changes'?: boolean;
  /** Default ''; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.cipher.suites} */
  readonly 'ssl.cipher.suites'?: string | readonly string[];
  /** Default 'none'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.client.auth} */
  readonly 'ssl.client.auth'?: 'none' | 'requested' | 'required';
  /** Default 'TLSv1.2,TLSv1.3'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.enabled.protocols} */
  readonly 'ssl.enabled.protocols'?: string | readonly string[];
  /** Default 'https'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.endpoint.identification.algorithm} */
  readonly 'ssl.endpoint.identification.algorithm'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.engine.factory.class} */
  readonly 'ssl.engine.factory.class'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.key.password} */
  readonly 'ssl.key.password'?: string;
  /** Default 'SunX509'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keymanager.algorithm} */
  readonly 'ssl.keymanager.algorithm'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keystore.certificate.chain} */
  readonly 'ssl.keystore.certificate.chain'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keystore.key} */
  readonly 'ssl.keystore.key'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keystore.location} */
  readonly 'ssl.keystore.location'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keystore.password} */
  readonly 'ssl.keystore.password'?: string;
  /** Default 'JKS'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.keystore.type} */
  readonly 'ssl.keystore.type'?: string;
  /** Default 'DEFAULT'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.principal.mapping.rules} */
  readonly 'ssl.principal.mapping.rules'?: string;
  /** Default 'TLSv1.3'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.protocol} */
  readonly 'ssl.protocol'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.provider} */
  readonly 'ssl.provider'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.secure.random.implementation} */
  readonly 'ssl.secure.random.implementation'?: string;
  /** Default 'PKIX'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.trustmanager.algorithm} */
  readonly 'ssl.trustmanager.algorithm'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.truststore.certificates} */
  readonly 'ssl.truststore.certificates'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.truststore.location} */
  readonly 'ssl.truststore.location'?: string;
  /** No default; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.truststore.password} */
  readonly 'ssl.truststore.password'?: string;
  /** Default 'JKS'; per-broker. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_ssl.truststore.type} */
  readonly 'ssl.truststore.type'?: string;
  /** Default 1048576; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_telemetry.max.bytes} */
  readonly 'telemetry.max.bytes'?: number;
  /** Default 10000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.abort.timed.out.transaction.cleanup.interval.ms} */
  readonly 'transaction.abort.timed.out.transaction.cleanup.interval.ms'?: number;
  /** Default 900000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.max.timeout.ms} */
  readonly 'transaction.max.timeout.ms'?: number;
  /** Default true; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.partition.verification.enable} */
  readonly 'transaction.partition.verification.enable'?: boolean;
  /** Default 3600000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.remove.expired.transaction.cleanup.interval.ms} */
  readonly 'transaction.remove.expired.transaction.cleanup.interval.ms'?: number;
  /** Default 5242880; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.state.log.load.buffer.size} */
  readonly 'transaction.state.log.load.buffer.size'?: number;
  /** Default 2; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.state.log.min.isr} */
  readonly 'transaction.state.log.min.isr'?: number;
  /** Default 50; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.state.log.num.partitions} */
  readonly 'transaction.state.log.num.partitions'?: number;
  /** Default 3; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.state.log.replication.factor} */
  readonly 'transaction.state.log.replication.factor'?: number;
  /** Default 104857600; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transaction.state.log.segment.bytes} */
  readonly 'transaction.state.log.segment.bytes'?: number;
  /** Default 604800000; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_transactional.id.expiration.ms} */
  readonly 'transactional.id.expiration.ms'?: number;
  /** Default false; cluster-wide. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_unclean.leader.election.enable} */
  readonly 'unclean.leader.election.enable'?: boolean;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.clientCnxnSocket} */
  readonly 'zookeeper.clientCnxnSocket'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.connect} */
  readonly 'zookeeper.connect'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.connection.timeout.ms} */
  readonly 'zookeeper.connection.timeout.ms'?: number;
  /** Default 10; at least 1; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.max.in.flight.requests} */
  readonly 'zookeeper.max.in.flight.requests'?: number;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.metadata.migration.enable} */
  readonly 'zookeeper.metadata.migration.enable'?: boolean;
  /** Default 18000; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.session.timeout.ms} */
  readonly 'zookeeper.session.timeout.ms'?: number;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.set.acl} */
  readonly 'zookeeper.set.acl'?: boolean;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.cipher.suites} */
  readonly 'zookeeper.ssl.cipher.suites'?: string | readonly string[];
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.client.enable} */
  readonly 'zookeeper.ssl.client.enable'?: boolean;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.crl.enable} */
  readonly 'zookeeper.ssl.crl.enable'?: boolean;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.enabled.protocols} */
  readonly 'zookeeper.ssl.enabled.protocols'?: string | readonly string[];
  /** Default 'HTTPS'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.endpoint.identification.algorithm} */
  readonly 'zookeeper.ssl.endpoint.identification.algorithm'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.keystore.location} */
  readonly 'zookeeper.ssl.keystore.location'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.keystore.password} */
  readonly 'zookeeper.ssl.keystore.password'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.keystore.type} */
  readonly 'zookeeper.ssl.keystore.type'?: string;
  /** Default false; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.ocsp.enable} */
  readonly 'zookeeper.ssl.ocsp.enable'?: boolean;
  /** Default 'TLSv1.2'; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.protocol} */
  readonly 'zookeeper.ssl.protocol'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.truststore.location} */
  readonly 'zookeeper.ssl.truststore.location'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.truststore.password} */
  readonly 'zookeeper.ssl.truststore.password'?: string;
  /** No default; read-only. {@link https://kafka.apache.org/39/documentation.html#brokerconfigs_zookeeper.ssl.truststore.type} */
  readonly 'zookeeper.ssl.truststore.type'?: string;
}
