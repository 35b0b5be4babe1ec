import { Security, Storage, type KafkaClusterSpec } from '../../cluster/index';

/** Three brokers with the quorum on them, as small as they run: what the lab's own tests boot. */
const small: KafkaClusterSpec = {
  clusterName: 'small',
  security: Security.plaintext(),
  instanceType: 'r7i.large',
  storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 100 }),
  brokers: [
    { id: 1, rack: 'eu-west-1a' },
    { id: 2, rack: 'eu-west-1b' },
    { id: 3, rack: 'eu-west-1c' },
  ],
  workload: { ingestMBPerSecond: 0.1, consumers: 1, partitions: 30 },
  jvm: { brokerHeapMiB: 512, zookeeperHeapMiB: 192 },
};

export default small;
