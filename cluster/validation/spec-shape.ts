import { INTER_BROKER_PROTOCOLS, KAFKA_VERSIONS } from '../kafka-releases';
import { CLOUDWATCH_DAYS, type BrokerLogsSpec } from '../processes/broker-logs';
import type { SecuritySpec } from '../security';
import type {
  BrokerSpec,
  IngestLines,
  IngestMegabytes,
  JvmSpec,
  KafkaClusterSpec,
  TopicDefaultsSpec,
  WorkloadCommon,
} from '../spec';
import { STORAGE_SHAPE } from '../hardware/storage/storage';
import type { ZookeeperOnBroker, ZookeeperOnOwnHost, ZookeeperSpec } from '../zookeeper';
import {
  amount,
  anyRecord,
  either,
  type Check,
  type FieldChecks,
  flag,
  integer,
  isRecord,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  text,
  variant,
} from '../checks/checks';
import type { MetadataSpec } from '../metadata';
import { AUTHORITY } from './authority-shape';
import { CLIENT_AUTHORITIES } from './client-authority-shape';
import { CLIENTS } from './client-shape';
import { SHIPPERS } from './shipper-shape';
import { listenersShape } from './listener-shape';
import { INSTANCE_FACTS } from './instance-facts-shape';
import {
  MIN_INSYNC_REPLICAS,
  PARTITIONS,
  QUOTAS,
  REPLICATION_FACTOR,
  RETENTION,
  TOPICS,
} from './topic-shape';
import { ENVIRONMENT, JVM_FLAGS, LOG_LEVELS_OF_PROCESSES } from './process-shape';

// Brokers and KRaft's controllers share one space of ids: a controller will take 1,000 and the id of the
// voter in whose place it comes (docs/decisions/0050-what-keeps-the-metadata-has-a-kind.md).
const BROKER_ID = integer(
  0,
  1000,
  'Kafka gives out ids above 1,000 itself, and they are kept for controllers',
);
const VOTER_ID = integer(1, 255, 'ZooKeeper reads the id of a member from one byte of its myid');
const RACK = text(
  /^[\w.-]{1,64}$/,
  'be 1-64 letters, digits, dots, hyphens or underscores',
  "Name the availability zone, such as 'eu-west-1a'",
);
const INSTANCE_TYPE = text(
  /^[a-z0-9-]+\.[a-z0-9-]+$/,
  'be the name of an EC2 instance type',
  "Name one such as 'd3.2xlarge'",
);

const onOwnHosts = list(
  record<ZookeeperOnOwnHost>({ id: VOTER_ID, rack: RACK }, 'Give { id, rack }'),
  'Give the factory its members: { id, rack }, one for each host',
);
const onBrokers = list(
  record<ZookeeperOnBroker>({ id: VOTER_ID, broker: BROKER_ID }, 'Give { id, broker }'),
  'Give the factory its members: { id, broker }, one for each voter',
);

const zookeeperStorage = optional(STORAGE_SHAPE);
const zookeeper = variant<ZookeeperSpec>(
  {
    'on-brokers': { onBrokers: optional(onBrokers), storage: zookeeperStorage },
    'on-own-hosts': { onOwnHosts, instanceType: INSTANCE_TYPE, storage: zookeeperStorage },
    'on-brokers-and-own-hosts': {
      onBrokers: optional(onBrokers),
      onOwnHosts,
      instanceType: INSTANCE_TYPE,
      storage: zookeeperStorage,
    },
  },
  'Make it with Zookeeper.onBrokers(…), .onOwnHosts(…) or .onBrokersAndOwnHosts(…)',
);

const metadata = variant<MetadataSpec>(
  { zookeeper: { quorum: optional(zookeeper) } },
  'Make it with Metadata.zookeeper(…)',
);

const cloudWatchDays: Check<number> = (value, path) =>
  CLOUDWATCH_DAYS.includes(value as number)
    ? []
    : [
        {
          path,
          rule: 'be a number of days for which CloudWatch Logs keeps something',
          value,
          remedy: `Choose one of ${CLOUDWATCH_DAYS.join(', ')}`,
        },
      ];

const brokerLogs = variant<BrokerLogsSpec>(
  {
    cloudwatch: { days: cloudWatchDays },
    s3: { days: integer(1, 3_650, 'Give the days for which they are kept') },
  },
  'Make it with BrokerLogs.cloudWatch({ days }) or BrokerLogs.s3({ days })',
);

const WORKLOAD_COMMON: FieldChecks<WorkloadCommon> = {
  peakFactor: optional(amount(1, 100, 'Give the peak over the average of a day')),
  consumers: integer(0, 100, 'Count the consumer groups that read everything'),
  partitions: integer(1, 1_000_000, 'Count the partitions of all topics, without their replicas'),
  compressionRatio: optional(amount(1, 50, 'Give bytes produced over bytes stored, 1 for none')),
};
const byLines = record<IngestLines & WorkloadCommon>(
  {
    linesPerSecond: amount(0.001, 1e9, 'Give the average over a day'),
    bytesPerLine: amount(1, 1e9, 'Give the average with what the shipper adds'),
    ...WORKLOAD_COMMON,
  },
  'Give the workload',
);
const byMegabytes = record<IngestMegabytes & WorkloadCommon>(
  {
    ingestMBPerSecond: amount(0.001, 1e6, 'Give the average over a day, in megabytes a second'),
    ...WORKLOAD_COMMON,
  },
  'Give the workload: { ingestMBPerSecond, consumers, partitions }',
);
const workload = either(
  (value) => isRecord(value) && ('linesPerSecond' in value || 'bytesPerLine' in value),
  byLines,
  byMegabytes,
);

const SETTINGS = 'Give an object of keys and values';

const METRICS_READERS = list(
  text(
    /^[\w.-]{1,64}$/,
    'be the common name of a certificate: 1-64 letters, digits, dots, hyphens and underscores',
    "Name who reads metrics, such as 'prometheus'",
  ),
  "List common names, such as ['prometheus']",
);

const fields: FieldChecks<KafkaClusterSpec> = {
  clusterName: text(
    /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
    'be 2-32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
    "Choose a name such as 'prod-logging'",
  ),
  security: optional(
    variant<SecuritySpec>(
      {
        plaintext: {},
        tls: {
          certificateDays: optional(integer(2, 397, 'Give the days for which certificates hold')),
          clientAuthorities: optional(CLIENT_AUTHORITIES),
          sessionSeconds: optional(
            integer(60, 86_400, 'Give the seconds after which clients show their passwords again'),
          ),
          metricsReaders: optional(METRICS_READERS),
          alsoPlaintext: optional(flag('Say true while clients still use the ports without TLS')),
          authority: optional(AUTHORITY),
        },
      },
      'Ask for Security.tls(), which it is where nothing is said, or for Security.plaintext() by name',
    ),
  ),
  instanceType: INSTANCE_TYPE,
  instanceTypes: optional(
    mapOf(INSTANCE_TYPE, INSTANCE_FACTS, 'Give the facts of each by its name'),
  ),
  brokers: list(
    record<BrokerSpec>(
      {
        id: BROKER_ID,
        rack: RACK,
        instanceType: optional(INSTANCE_TYPE),
        storage: optional(STORAGE_SHAPE),
        brokerSettings: optional(anyRecord(SETTINGS)),
      },
      'Give { id, rack }',
    ),
    'List { id, rack }, one for each broker',
  ),
  storage: STORAGE_SHAPE,
  workload,
  metadata: optional(metadata),
  zookeeper: optional(zookeeper),
  retention: optional(RETENTION),
  topicDefaults: optional(
    record<TopicDefaultsSpec>(
      {
        partitions: optional(PARTITIONS),
        replicationFactor: optional(REPLICATION_FACTOR),
        minInsyncReplicas: optional(MIN_INSYNC_REPLICAS),
      },
      'Give { partitions, replicationFactor, minInsyncReplicas }',
    ),
  ),
  topics: optional(TOPICS),
  quotas: optional(QUOTAS),
  clients: optional(CLIENTS),
  shippers: optional(SHIPPERS),
  kafkaVersion: optional(oneOf(KAFKA_VERSIONS, 'Choose a release that this package carries')),
  interBrokerProtocol: optional(
    oneOf(INTER_BROKER_PROTOCOLS, 'Leave it out, save while brokers of an older release run'),
  ),
  listeners: optional(listenersShape),
  jvm: optional(
    record<JvmSpec>(
      {
        brokerHeapMiB: optional(
          integer(256, 65_536, 'Leave it out to have it chosen from the memory'),
        ),
        zookeeperHeapMiB: optional(integer(64, 32_768, 'Leave it out to have 1,024')),
        ...JVM_FLAGS,
      },
      'Give { brokerHeapMiB, zookeeperHeapMiB, brokerFlags, zookeeperFlags }',
    ),
  ),
  environment: optional(ENVIRONMENT),
  logLevels: optional(LOG_LEVELS_OF_PROCESSES),
  domain: optional(
    text(
      /^(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
      'be a DNS domain in lower case, of at most 200 characters, and 63 between two dots',
      "Choose one such as 'logs.internal'",
    ),
  ),
  brokerSettings: optional(anyRecord(SETTINGS)),
  zookeeperSettings: optional(anyRecord(SETTINGS)),
  mayBeDrilled: optional(flag('Give true where nobody depends on the cluster')),
  brokerLogs: optional(brokerLogs),
  nodeExporter: optional(flag('Give false where hosts have a node exporter of their own')),
};

/** What each field of a spec may hold, looked at by itself. */
export const specShape = record<KafkaClusterSpec>(fields, 'Export a KafkaClusterSpec');

/** The names of the fields of a spec. */
export const SPEC_FIELDS: readonly string[] = Object.keys(fields);
