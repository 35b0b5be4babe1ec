import type { BrokerLogsSpec } from './processes/broker-logs';
import { brokerHeapMiB } from './hardware/jvm-sizes';
import { KAFKA_RELEASES, kafkaVersionOf, type KafkaRelease } from './kafka-releases';
import { byRole, type ByRole } from './processes/processes';
import { securityOf } from './security';
import type { FreeBrokerSettingValues } from './settings/reserved-broker-settings';
import { resolveListeners, type ResolvedListeners } from './listeners/resolve-listeners';
import type {
  BrokerSpec,
  EnvironmentSpec,
  KafkaClusterSpec,
  LogLevelsSpec,
  WorkloadSpec,
} from './spec';
import { Storage, type StorageSpec } from './hardware/storage/storage';
import { clientQuotas, resolveClient, type ResolvedClient } from './clients/resolve-clients';
import { givenQuorum, type GivenMetadata } from './metadata';
import type { ResolvedRetention } from './topics/topic-defaults';
import { resolveQuota, type ResolvedQuota } from './topics/resolve-quotas';
import { resolveTopic, type ResolvedTopic } from './topics/resolve-topics';
import {
  resolveShipper,
  withReportsGrant,
  withReportsTopic,
  type ResolvedShipper,
} from './shippers/resolve-shippers';
import type { ZookeeperOnBroker, ZookeeperOnOwnHost } from './zookeeper';

/** A {@link KafkaClusterSpec} in which nothing is left open. */
export interface ResolvedSpec extends Required<
  Pick<
    KafkaClusterSpec,
    | 'clusterName'
    | 'security'
    | 'storage'
    | 'kafkaVersion'
    | 'domain'
    | 'instanceTypes'
    | 'brokerSettings'
    | 'zookeeperSettings'
    | 'mayBeDrilled'
    | 'nodeExporter'
  >
> {
  readonly brokerLogs: BrokerLogsSpec | undefined;
  readonly release: KafkaRelease;
  readonly brokers: readonly ResolvedBroker[];
  readonly metadata: ResolvedMetadata;
  readonly retention: ResolvedRetention;
  readonly topicDefaults: Required<NonNullable<KafkaClusterSpec['topicDefaults']>>;
  readonly topics: readonly ResolvedTopic[];
  readonly quotas: readonly ResolvedQuota[];
  readonly listeners: ResolvedListeners;
  readonly clients: readonly ResolvedClient[];
  readonly shippers: readonly ResolvedShipper[];
  readonly workload: ResolvedWorkload;
  readonly jvm: ResolvedJvm;
  readonly environment: Required<EnvironmentSpec>;
  readonly logLevels: Required<LogLevelsSpec>;
}

export interface ResolvedJvm {
  readonly zookeeperHeapMiB: number;
  readonly flags: ByRole<readonly string[]>;
}

export interface ResolvedBroker {
  readonly id: number;
  readonly rack: string;
  readonly instanceType: string;
  readonly heapMiB: number;
  readonly storage: StorageSpec;
  /** The cluster's settings, with its own in their place. */
  readonly brokerSettings: FreeBrokerSettingValues;
}

/** What keeps the metadata: of each kind, the members of its quorum and where they run. */
export type ResolvedMetadata = ResolvedZookeeper;

export interface ResolvedZookeeper {
  readonly kind: 'zookeeper';
  readonly onBrokers: readonly ZookeeperOnBroker[];
  readonly onOwnHosts: readonly ZookeeperOnOwnHost[];
  /** Undefined where no voter has a host of its own. */
  readonly instanceType: string | undefined;
  readonly storage: StorageSpec;
}

/** Ingest in one unit, averages and peak. */
export interface ResolvedWorkload {
  /** Average, as produced, in bytes a second. */
  readonly ingestBytesPerSecond: number;
  readonly peakFactor: number;
  readonly compressionRatio: number;
  readonly consumers: number;
  readonly partitions: number;
}

export const DEFAULT_ZOOKEEPER_HEAP_MIB = 1024;

/** Fills in every default; the only place that does. Takes a spec that was found valid. */
export function resolveSpec(spec: KafkaClusterSpec): ResolvedSpec {
  const kafkaVersion = kafkaVersionOf(spec);
  const security = securityOf(spec);
  const topicDefaults = resolveTopicDefaults(spec.topicDefaults);
  const retention = resolveRetention(spec.retention);
  const { shippers = [] } = spec;
  return {
    clusterName: spec.clusterName,
    kafkaVersion,
    release: {
      ...KAFKA_RELEASES[kafkaVersion],
      ...(spec.interBrokerProtocol && { interBrokerProtocol: spec.interBrokerProtocol }),
    },
    security,
    storage: spec.storage,
    domain: resolveDomain(spec),
    instanceTypes: spec.instanceTypes ?? {},
    brokers: spec.brokers.map((broker) => resolveBroker(broker, spec)),
    metadata: resolveMetadata(spec),
    ...{ retention, topicDefaults },
    topics: withReportsTopic(spec.topics ?? [], shippers).map((topic) =>
      resolveTopic(topic, { retention, topicDefaults }),
    ),
    quotas: [...(spec.quotas ?? []), ...clientQuotas(spec.clients ?? [])].map(resolveQuota),
    listeners: resolveListeners(
      spec.listeners,
      spec.brokers.map(({ id }) => id),
      security,
    ),
    clients: (spec.clients ?? []).map((client) =>
      resolveClient(withReportsGrant(client, shippers)),
    ),
    shippers: shippers.map(resolveShipper),
    workload: resolveWorkload(spec.workload),
    jvm: {
      zookeeperHeapMiB: spec.jvm?.zookeeperHeapMiB ?? DEFAULT_ZOOKEEPER_HEAP_MIB,
      flags: byRole((role) => spec.jvm?.[`${role}Flags`] ?? []),
    },
    environment: byRole((role) => spec.environment?.[role] ?? {}),
    logLevels: byRole((role) => spec.logLevels?.[role] ?? {}),
    brokerSettings: withoutUndefined(spec.brokerSettings),
    zookeeperSettings: withoutUndefined(spec.zookeeperSettings),
    mayBeDrilled: spec.mayBeDrilled ?? false,
    nodeExporter: spec.nodeExporter ?? true,
    brokerLogs: spec.brokerLogs,
  };
}

function resolveBroker(broker: BrokerSpec, spec: KafkaClusterSpec): ResolvedBroker {
  const { id, rack, instanceType = spec.instanceType, storage = spec.storage } = broker;
  return {
    ...{ id, rack, instanceType, storage },
    heapMiB: spec.jvm?.brokerHeapMiB ?? brokerHeapMiB(instanceType, spec.instanceTypes),
    brokerSettings: {
      ...withoutUndefined(spec.brokerSettings),
      ...withoutUndefined(broker.brokerSettings),
    },
  };
}

/** Who votes; the defaults of `metadata`. */
export function resolveMetadata(
  spec: GivenMetadata & Pick<KafkaClusterSpec, 'brokers'>,
): ResolvedMetadata {
  const { quorum } = givenQuorum(spec);
  return {
    kind: 'zookeeper',
    onBrokers:
      quorum.kind === 'on-own-hosts' ? [] : (quorum.onBrokers ?? votersByDefault(spec.brokers)),
    ...(quorum.kind === 'on-brokers'
      ? { onOwnHosts: [], instanceType: undefined }
      : { onOwnHosts: quorum.onOwnHosts, instanceType: quorum.instanceType }),
    storage: quorum.storage ?? Storage.gp3({ volumesPerBroker: 1, sizeGiB: 20 }),
  };
}

/** Voters of a quorum that stays as it is when brokers are added. */
const DEFAULT_VOTERS = 3;

function votersByDefault(brokers: KafkaClusterSpec['brokers']): readonly ZookeeperOnBroker[] {
  const ids = brokers.map(({ id }) => id).sort((a, b) => a - b);
  return ids.slice(0, DEFAULT_VOTERS).map((id) => ({ id, broker: id }));
}

/** The defaults of `retention`. */
export function resolveRetention(given: KafkaClusterSpec['retention']): ResolvedRetention {
  return { hours: given?.hours ?? 72, bytesPerPartition: given?.bytesPerPartition };
}

/** The defaults of `topicDefaults`. */
export function resolveTopicDefaults(given: KafkaClusterSpec['topicDefaults']) {
  return { partitions: 6, replicationFactor: 3, minInsyncReplicas: 2, ...withoutUndefined(given) };
}

/** The default of `domain`. */
export function resolveDomain({
  domain,
  clusterName,
}: Pick<KafkaClusterSpec, 'domain' | 'clusterName'>): string {
  return domain ?? `${clusterName}.internal`;
}

/** A field given as undefined is one left out. */
function withoutUndefined<T extends object>(given: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(given ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function resolveWorkload(workload: WorkloadSpec): ResolvedWorkload {
  const { peakFactor = 2, compressionRatio = 1, consumers, partitions } = workload;
  const ingestBytesPerSecond =
    'linesPerSecond' in workload
      ? workload.linesPerSecond * workload.bytesPerLine
      : workload.ingestMBPerSecond * 1e6;
  return { ingestBytesPerSecond, peakFactor, compressionRatio, consumers, partitions };
}
