import { Storage } from '../../cluster/hardware/storage/storage';
import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';

/**
 * The spec as it runs on one machine. All that a site decides stays out of it (addresses, ports,
 * folders, heaps: cluster/local-site.ts); the rest is what only a local cluster does.
 */
export function localSpec(spec: KafkaClusterSpec): KafkaClusterSpec {
  return {
    ...spec,
    brokerSettings: {
      // All brokers stop at once here, so the last ones find nobody to hand their partitions to and
      // try again, in vain. With Kafka's 5 s a stop takes 10 s, with this 2 s.
      'controlled.shutdown.retry.backoff.ms': 300,
      ...spec.brokerSettings,
    },
  };
}

/** What runs locally where no spec is named: three brokers, each with a ZooKeeper member. */
export const defaultSpec: KafkaClusterSpec = {
  clusterName: 'local',
  security: Security.plaintext(),
  instanceType: 'r6i.large',
  storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 100 }),
  brokers: [
    { id: 1, rack: 'a' },
    { id: 2, rack: 'b' },
    { id: 3, rack: 'c' },
  ],
  workload: { ingestMBPerSecond: 0.1, consumers: 1, partitions: 60 },
};
