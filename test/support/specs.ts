import { Metadata, Security, Storage, Zookeeper, type KafkaClusterSpec } from '../../cluster/index';
import { CLIENT_AUTHORITY } from './client-certificates';
import { validSpec } from './spec-builder';

/** The specs whose files stand in test/golden/, by the name of their folder. */
export const GOLDEN_SPECS: Readonly<Record<string, KafkaClusterSpec>> = {
  /** What is required, and nothing else. */
  'small-default': validSpec(),

  /** Three voters on the brokers, two on hosts of their own; some settings of the user's. */
  'five-voters': validSpec({
    metadata: Metadata.zookeeper(
      Zookeeper.onBrokersAndOwnHosts({
        instanceType: 'm5.large',
        members: [
          { id: 4, rack: 'a' },
          { id: 5, rack: 'b' },
        ],
      }),
    ),
    brokerSettings: { 'message.max.bytes': 10_000_000, 'num.io.threads': 24 },
    zookeeperSettings: { tickTime: 3_000, snapCount: 50_000 },
  }),

  /** Clients from outside, and a listener with settings of its own. */
  'three-listeners': validSpec({
    listeners: {
      client: { settings: { 'max.connections': 2_000 } },
      external: {
        advertised: 'kafka-{id}.example.com:1909{id}',
        settings: { 'max.connections': 200, 'max.connection.creation.rate': 20 },
      },
    },
  }),

  /** Encrypted, with clients who log in. */
  secured: validSpec({
    security: Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] }),
    listeners: {
      client: { settings: { 'max.connections': 2_000 } },
      external: { advertised: 'kafka-{id}.example.com' },
    },
    clients: [
      { name: 'shipper', produce: ['app-*'] },
      { name: 'agent', certificate: true, produce: ['app-*'] },
    ],
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

  /** An instance type of the user's own, and what may be said of the processes and of one broker. */
  'own-choices': validSpec({
    instanceType: 'r99.large',
    instanceTypes: {
      'r99.large': {
        vcpus: 4,
        memoryGiB: 32,
        networkGbps: { baseline: 2, burst: 10 },
        ebsMBps: { baseline: 600, burst: 1_200 },
      },
    },
    brokers: [
      {
        id: 1,
        rack: 'a',
        storage: Storage.gp3({ volumesPerBroker: 3, sizeGiB: 800 }),
        brokerSettings: { 'num.io.threads': 24 },
      },
      { id: 2, rack: 'b' },
      { id: 3, rack: 'c' },
    ],
    retention: { hours: 96, bytesPerPartition: 50_000_000_000 },
    brokerSettings: { 'num.io.threads': 12, 'num.network.threads': 6 },
    jvm: {
      brokerFlags: ['-XX:+UseParallelGC', '-Dof.the.team=two words, "quoted"'],
      zookeeperFlags: ['-XX:G1HeapRegionSize=4M'],
    },
    environment: { broker: { OF_THE_TEAM: `it's 100% of $HOME \\ "quoted"`, EMPTY: '' } },
    logLevels: {
      broker: { root: 'WARN', 'kafka.controller': 'DEBUG', 'kafka.server.KafkaConfig': 'ERROR' },
      zookeeper: { 'org.apache.zookeeper.server.quorum': 'DEBUG' },
    },
  }),
};
