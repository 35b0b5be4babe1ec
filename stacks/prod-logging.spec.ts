import { Storage, type KafkaClusterSpec } from 'cdktf-kafka-cluster/cluster';

/** A terabyte of logs a day from 50 hosts, kept for three days. */
const prodLogging: KafkaClusterSpec = {
  clusterName: 'prod-logging',
  instanceType: 'r7i.xlarge',
  storage: Storage.st1({ volumesPerBroker: 2, sizeGiB: 2_500 }),
  brokers: [
    { id: 1, rack: 'eu-west-1a' },
    { id: 2, rack: 'eu-west-1b' },
    { id: 3, rack: 'eu-west-1c' },
  ],
  workload: { ingestMBPerSecond: 12, peakFactor: 3, consumers: 3, partitions: 300 },
  retention: { hours: 72 },
  clients: [{ name: 'shipper', produce: ['app-*'] }],
};

export default prodLogging;
