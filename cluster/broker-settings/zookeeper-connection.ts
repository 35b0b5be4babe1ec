import { zookeeperConnect } from '../topology';
import { DEFAULT_TICK_TIME_MS } from '../zookeeper-config';
import { numberOfSetting } from './setting-of-spec';
import type { BrokerSettingSection } from './broker-setting';

/** Session of a broker in ticks of ZooKeeper, which counts sessions in whole ticks. */
export const SESSION_TICKS = 5;

export const zookeeperConnection: BrokerSettingSection = {
  title: 'ZooKeeper',
  settings: [
    {
      key: 'zookeeper.connect',
      value: (topology) => zookeeperConnect(topology),
      why: 'Every voter, then the chroot once, at the end.',
    },
    {
      key: 'zookeeper.session.timeout.ms',
      value: ({ spec }) =>
        SESSION_TICKS * numberOfSetting(spec.zookeeperSettings, 'tickTime', DEFAULT_TICK_TIME_MS),
      why:
        'Partitions of a broker that dies stand still until its session ends. Shorter than 8 s and ' +
        'healthy brokers lose theirs with the ZooKeeper member they talk to.',
    },
    {
      key: 'zookeeper.connection.timeout.ms',
      value: () => 60_000,
      why: 'Hosts that boot together wait for the quorum instead of giving up and starting again.',
    },
  ],
};
