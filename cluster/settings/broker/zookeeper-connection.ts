import { zookeeperConnect } from '../../topology';
import { DEFAULT_TICK_TIME_MS } from '../zookeeper-config';
import { numberOfSetting } from '../setting-of-spec';
import type { BrokerSettingSection } from './broker-setting';

/**
 * Session of a broker in ticks of ZooKeeper, which counts sessions in whole ticks: what the loss of a
 * host costs, for a process that dies has its session ended at once. With the ZooKeeper member that they talked to frozen, 2 of 72
 * clients lost a session of 10 s, 5 of 52 one of 8 s and 7 of 52 one of 4 s: a client needs two thirds
 * of it to notice, and up to 2 s to move on.
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-537%3A+Increase+default+zookeeper+session+timeout
 */
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
        'So long, and a second or two more, the partitions of a lost host stand still. Shorter, ' +
        'a hiccup of the network costs healthy brokers their sessions: why Kafka went from 6 s to 18 s.',
    },
    {
      key: 'zookeeper.connection.timeout.ms',
      value: () => 60_000,
      why: 'Hosts that boot together wait for the quorum instead of giving up and starting again.',
    },
  ],
};
