import { Storage } from '../../cluster/hardware/storage/storage';
import type { KafkaClusterSpec } from '../../cluster/spec';

/**
 * What runs locally where no spec is named: three brokers, each with a ZooKeeper member, and a client with a
 * topic to try it with.
 */
export const defaultSpec: KafkaClusterSpec = {
  clusterName: 'local',
  instanceType: 'r6i.large',
  storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 100 }),
  brokers: [
    { id: 1, rack: 'a' },
    { id: 2, rack: 'b' },
    { id: 3, rack: 'c' },
  ],
  workload: { ingestMBPerSecond: 0.1, consumers: 1, partitions: 60 },
  topics: [{ name: 'app-logs', partitions: 6 }],
  clients: [{ name: 'app', produce: ['app-*'], consume: ['app-*'], group: 'app' }],
};
