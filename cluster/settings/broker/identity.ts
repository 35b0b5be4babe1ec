import type { BrokerSettingSection } from './broker-setting';

export const identity: BrokerSettingSection = {
  title: 'Identity',
  settings: [
    {
      key: 'broker.id',
      value: (_, host) => host.broker.id,
      why: 'Named in the spec. The data belongs to it: never give it to other disks.',
    },
    {
      key: 'broker.rack',
      value: (_, host) => host.rack,
      why: 'Replicas of a partition are spread over the racks, so one may fail as a whole.',
    },
    {
      key: 'log.dirs',
      value: (_, host) => host.paths.kafka.data,
      why: 'One for each disk. A disk that fails takes only its own replicas along.',
    },
  ],
};
