import { Security, Storage, Zookeeper, type KafkaClusterSpec } from '../../cluster/index';
import { validSpec } from './spec-builder';

/** The specs whose files stand in test/golden/, by the name of their folder. */
export const GOLDEN_SPECS: Readonly<Record<string, KafkaClusterSpec>> = {
  /** What is required, and nothing else. */
  'small-default': validSpec(),

  /** Three voters on the brokers, two on hosts of their own; some settings of the user's. */
  'five-voters': validSpec({
    zookeeper: Zookeeper.onBrokersAndOwnHosts({
      instanceType: 'm5.large',
      members: [
        { id: 4, rack: 'a' },
        { id: 5, rack: 'b' },
      ],
    }),
    brokerSettings: { 'message.max.bytes': 10_000_000, 'num.io.threads': 24 },
    zookeeperSettings: { tickTime: 3_000, snapCount: 50_000 },
  }),

  /** The disks inside the hosts; the quorum apart, on disks that stay. */
  'many-disks': {
    clusterName: 'firehose',
    security: Security.plaintext(),
    instanceType: 'd3.2xlarge',
    storage: Storage.instanceStore(),
    brokers: [11, 12, 13].map((id, index) => ({ id, rack: `eu-west-1${'abc'[index]}` })),
    zookeeper: Zookeeper.onOwnHosts({
      instanceType: 'm5.large',
      members: [1, 2, 3].map((id, index) => ({ id, rack: `eu-west-1${'abc'[index]}` })),
    }),
    workload: { ingestMBPerSecond: 10, peakFactor: 3, consumers: 3, partitions: 240 },
    retention: { hours: 240 },
    listeners: { client: { port: 9094 } },
    domain: 'logs.example',
  },
};
