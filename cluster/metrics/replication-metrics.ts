import type { Metric } from './metric';

const replicas = <Name extends string>(name: Name, meaning: string) =>
  ({
    name: `kafka_server_replicamanager_${name.toLowerCase() as Lowercase<Name>}`,
    type: 'gauge',
    meaning,
    bean: `kafka.server:type=ReplicaManager,name=${name}`,
    attribute: 'Value',
  }) as const satisfies Metric;

const changes = <Name extends string>(name: Name, meaning: string) =>
  ({
    name: `kafka_server_replicamanager_${name.toLowerCase() as Lowercase<Name>}_total`,
    type: 'counter',
    meaning,
    bean: `kafka.server:type=ReplicaManager,name=${name}PerSec`,
    attribute: 'Count',
  }) as const satisfies Metric;

const fetchers = <Name extends string>(name: Name, meaning: string) =>
  ({
    name: `kafka_server_replicafetchermanager_${name.toLowerCase() as Lowercase<Name>}`,
    type: 'gauge',
    meaning,
    bean: `kafka.server:type=ReplicaFetcherManager,name=${name},clientId=Replica`,
    attribute: 'Value',
  }) as const satisfies Metric;

/** Of a broker's replicas. Whoever leads a partition counts it, so that sums over brokers are right. */
export const REPLICATION_METRICS = [
  replicas('PartitionCount', 'Replicas that the broker has'),
  replicas('LeaderCount', 'Partitions that the broker leads'),
  replicas('UnderReplicatedPartitions', 'Led partitions that lack a replica in sync; 0 is good'),
  replicas(
    'UnderMinIsrPartitionCount',
    'Led partitions with so few replicas in sync that acks=all is refused; 0 is good',
  ),
  replicas(
    'AtMinIsrPartitionCount',
    'Led partitions that refuse acks=all once one more replica is lost; 0 is good',
  ),
  replicas('OfflineReplicaCount', 'Replicas of the broker on a disk that has failed; 0 is good'),
  replicas('ReassigningPartitions', 'Led partitions that are on their way to other brokers'),
  replicas('ProducerIdCount', 'Producers whose sequence the broker keeps in mind'),
  replicas(
    'PartitionsWithLateTransactionsCount',
    'Partitions with a transaction that is open for longer than it may be; 0 is good',
  ),
  changes('IsrShrinks', 'Times that a replica of a led partition fell out of sync'),
  changes('IsrExpands', 'Times that a replica of a led partition came into sync again'),
  changes('FailedIsrUpdates', 'Changes of who is in sync that the controller did not take'),
  fetchers('MaxLag', 'Records that the slowest replica of the broker is behind its leader'),
  fetchers(
    'FailedPartitionsCount',
    'Partitions that the broker has given up to copy until it is restarted; 0 is good',
  ),
  fetchers('DeadThreadCount', 'Threads that copied from other brokers and have ended; 0 is good'),
] as const satisfies readonly Metric[];
