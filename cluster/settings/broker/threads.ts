import type { BrokerSettingSection } from './broker-setting';

/**
 * Threads by what the host has. Kafka's own numbers are the least: on two processors, three brokers
 * with 8 network and 16 I/O threads each moved 0.94 of what they do with 3 and 8.
 * Amazon gives its brokers one I/O thread for each vCPU, and half as many network threads.
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html
 */
export const threads: BrokerSettingSection = {
  title: 'Threads',
  settings: [
    {
      key: 'num.network.threads',
      value: (_, { broker }) => Math.max(3, Math.floor(broker.vcpus / 2)),
      why: "Half of the host's vCPUs, for each listener: they copy requests and answers.",
    },
    {
      key: 'num.io.threads',
      value: (_, { broker, paths }) => Math.max(8, broker.vcpus, paths.kafka.data.length),
      why: 'One for each vCPU, or for each disk where there are more disks: they may wait for one.',
    },
    {
      key: 'num.recovery.threads.per.data.dir',
      value: (_, { broker, paths }) => recoveryThreads(broker.vcpus, paths.kafka.data.length),
      why:
        'After a hard stop every open segment is read again. By then nothing else runs: all disks ' +
        'together have a thread for each vCPU.',
    },
  ],
};

/** More on one disk only make it seek. */
const MOST_RECOVERY_THREADS = 8;

function recoveryThreads(vcpus: number, disks: number): number {
  return Math.min(MOST_RECOVERY_THREADS, Math.max(1, Math.ceil(vcpus / disks)));
}
