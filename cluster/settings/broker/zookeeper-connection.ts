import { zookeeperConnect } from '../../topology';
import { DEFAULT_TICK_TIME_MS } from '../zookeeper-config';
import { numberOfSetting } from '../setting-of-spec';
import type { BrokerSettingSection } from './broker-setting';

/**
 * Session of a broker: what the loss of a host costs, for a process that dies has its session ended at once.
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-537%3A+Increase+default+zookeeper+session+timeout
 */
const SESSION_MS = 7_000;
/** No session is shorter where the spec sets no other limit. */
export const LEAST_SESSION_TICKS = 2;

/** The session that brokers ask for where the spec says none. */
export function brokerSessionMs(zookeeperSettings: object): number {
  const tick = numberOfSetting(zookeeperSettings, 'tickTime', DEFAULT_TICK_TIME_MS);
  return Math.max(SESSION_MS, LEAST_SESSION_TICKS * tick);
}

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
      value: ({ spec }) => brokerSessionMs(spec.zookeeperSettings),
      why:
        'So long the partitions of a lost host stand still. Shorter, a pause of three seconds, of the ' +
        'machine or the network, could cost a healthy broker its session.',
    },
    {
      key: 'zookeeper.max.in.flight.requests',
      value: () => 200,
      why:
        'So many requests the controller has under way. When a broker is lost it writes a new state for ' +
        'each of its partitions, and each ten of them would wait for the disks of the quorum.',
    },
    {
      key: 'zookeeper.connection.timeout.ms',
      value: () => 60_000,
      why: 'Hosts that boot together wait for the quorum instead of giving up and starting again.',
    },
  ],
};
