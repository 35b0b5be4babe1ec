import type { SiteDifferences } from './site-differences';

/**
 * What the local site does otherwise than production hosts, and why. None of it changes what a smoke
 * check proves. docs/local-cluster.md shows this table.
 */
export const LOCAL_DIFFERENCES: SiteDifferences = {
  brokerSettings: [
    {
      key: 'controlled.shutdown.retry.backoff.ms',
      value: 300,
      why:
        'All brokers stop at once here, so the last ones find nobody to hand their partitions to and ' +
        "try again, in vain. With Kafka's 5 s a stop takes 10 s, with this 2 s.",
    },
    {
      key: 'controlled.shutdown.max.retries',
      value: 3,
      why: 'More tries than these are in vain as well.',
    },
    {
      key: 'group.initial.rebalance.delay.ms',
      value: 0,
      why: 'A new group waits 3 s for more members, who seldom come here.',
    },
    {
      key: 'offsets.topic.num.partitions',
      value: 3,
      why: 'Kafka makes 50 when the first group comes: a second of work for one machine.',
    },
    {
      key: 'num.network.threads',
      value: 1,
      why: 'Each of them, for each listener, reads the certificates and tries a handshake when its broker starts.',
    },
  ],
  jvmFlags: [
    {
      flag: '-XX:TieredStopAtLevel=1',
      why: 'Compiles once, quickly, as a process that lives for seconds needs it; a long run would be faster with both compilers.',
    },
  ],
};
