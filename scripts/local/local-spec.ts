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
