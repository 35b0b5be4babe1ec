import type { BrokerSettingSection } from './broker-setting';

export const threads: BrokerSettingSection = {
  title: 'Threads',
  settings: [
    {
      key: 'num.network.threads',
      value: () => 8,
      why: 'Many shippers: threads that move requests between sockets and queues.',
    },
    {
      key: 'num.io.threads',
      value: () => 16,
      why: 'Threads that wait for disks; twice as many as network threads keep several disks busy.',
    },
    {
      key: 'num.recovery.threads.per.data.dir',
      value: () => 8,
      why: 'After a hard stop every open segment is read again: one thread would take hours.',
    },
  ],
};
