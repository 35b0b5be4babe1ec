import type { BrokerSettingValues } from '../data/broker-setting-values';
import type { ReservedSettings } from './reserved-setting';

/**
 * The broker keys that a spec may not set itself: another field of it decides them, or they can't
 * do anything but harm in the clusters that this package makes.
 */
export const RESERVED_BROKER_SETTINGS = [
  {
    keys: ['broker.id', 'broker.id.generation.enable', 'reserved.broker.max.id'],
    governedBy: 'brokers[].id',
    reason: 'every broker has its own id, which stays with its data',
  },
  {
    keys: ['broker.rack'],
    governedBy: 'brokers[].rack',
    reason: 'every broker stands in a rack of its own choice',
  },
  {
    keys: ['log.dir', 'log.dirs'],
    governedBy: 'storage',
    reason: 'there is one log directory for each disk',
  },
  {
    keys: ['zookeeper.connect'],
    governedBy: 'metadata',
    reason: 'it follows from the voters and the name of the cluster',
  },
  {
    keys: [
      'listeners',
      'advertised.listeners',
      'listener.security.protocol.map',
      'inter.broker.listener.name',
      'control.plane.listener.name',
      'early.start.listeners',
    ],
    governedBy: 'listeners',
    reason:
      'firewalls, clients and checks rely on one listener for clients and one between brokers',
  },
  {
    keys: ['inter.broker.protocol.version', 'log.message.format.version'],
    governedBy: 'kafkaVersion',
    reason: 'brokers may only speak what all of them understand',
  },
  {
    keys: ['default.replication.factor'],
    governedBy: 'topicDefaults.replicationFactor',
    reason: 'it is checked against the brokers there are',
  },
  {
    keys: ['min.insync.replicas'],
    governedBy: 'topicDefaults.minInsyncReplicas',
    reason: 'it is checked against the replicas there are',
  },
  {
    keys: ['num.partitions'],
    governedBy: 'topicDefaults.partitions',
    reason: 'it is a default of topics like the replication factor',
  },
  {
    keys: ['log.retention.hours', 'log.retention.minutes'],
    governedBy: 'retention.hours',
    reason:
      'a broker reads it only at its start, while log.retention.ms, which `retention` sets, can be changed as it runs',
  },
  {
    keys: ['log.retention.ms'],
    governedBy: 'retention.hours',
    reason: 'the capacity of the disks is worked out from it',
  },
  {
    keys: ['log.retention.bytes'],
    governedBy: 'retention.bytesPerPartition',
    reason: 'the capacity of the disks is worked out from it',
  },
  {
    keys: ['log.roll.hours'],
    reason: 'log.roll.ms, which is always set here, wins over it: set that one',
  },
  {
    // Under plaintext they do nothing (sasl, ssl), or lock everyone out (an authorizer that finds
    // only anonymous users); under any other security they must fit the listeners and each other.
    // The last four are AclAuthorizer's, which reads them past Kafka's table of settings.
    keys: [
      'ssl.*',
      'sasl.*',
      'security.*',
      'zookeeper.ssl.*',
      'zookeeper.set.acl',
      'zookeeper.clientCnxnSocket',
      'delegation.token.*',
      'password.encoder.*',
      'principal.builder.class',
      'connections.max.reauth.ms',
      'connection.failed.authentication.delay.ms',
      'authorizer.*',
      'super.users',
      'allow.everyone.if.no.acl.found',
    ],
    governedBy: 'security',
    reason: 'authentication, authorization and encryption only work as a whole',
  },
  {
    keys: [
      'process.roles',
      'node.id',
      'controller.quorum.*',
      'controller.listener.names',
      'metadata.log.*',
      'metadata.max.*',
      'broker.heartbeat.interval.ms',
      'broker.session.timeout.ms',
      'initial.broker.registration.timeout.ms',
      'log.dir.failure.timeout.ms',
      'eligible.leader.replicas.enable',
      'alter.config.policy.kraft.compatibility.enable',
      'max.request.partition.size.limit',
      'telemetry.max.bytes',
      // The coordinator of the newer group protocols runs under KRaft alone.
      'group.coordinator.*',
      'group.consumer.*',
      'group.share.*',
    ],
    reason: 'it is for KRaft, and this cluster keeps its metadata in ZooKeeper',
  },
  {
    keys: ['zookeeper.metadata.migration.enable'],
    reason: 'moving the metadata to KRaft needs controllers, which a spec can not name',
  },
  {
    keys: ['remote.*', 'log.local.retention.*'],
    reason: "tiered storage needs a plugin, and hosts get what is in Kafka's distribution alone",
  },
  {
    keys: [
      'alter.config.policy.class.name',
      'create.topic.policy.class.name',
      'client.quota.callback.class',
    ],
    reason: "Kafka's distribution, which is all that hosts get, has no class for it",
  },
] as const satisfies readonly ReservedSettings[];

type Matching<Pattern> = Pattern extends `${infer Start}*` ? `${Start}${string}` : Pattern;

/** The broker keys that a spec may not set itself. */
export type ReservedBrokerKey = Matching<(typeof RESERVED_BROKER_SETTINGS)[number]['keys'][number]>;

/** The broker settings that a spec may have, by Kafka's own keys. */
export type FreeBrokerSettingValues = Omit<BrokerSettingValues, ReservedBrokerKey>;
