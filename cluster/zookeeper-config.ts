import { settingText, SpecSettings, type SettingLine, type SettingValue } from './setting-lines';
import { zookeeperHosts, type Topology, type ZookeeperHost } from './topology';

/** ZooKeeper's unit of time, in which its other times and all sessions are counted. */
export const DEFAULT_TICK_TIME_MS = 2_000;

/** One line of zoo.cfg that this package writes. */
interface ZookeeperSetting {
  readonly key: string;
  readonly value: (topology: Topology, host: ZookeeperHost) => SettingValue;
  /** The reason for the value; empty where it is ZooKeeper's own default or speaks for itself. */
  readonly why: string;
}

/** @see https://zookeeper.apache.org/doc/r3.8.4/zookeeperAdmin.html#sc_configuration */
const SETTINGS: readonly ZookeeperSetting[] = [
  {
    key: 'tickTime',
    value: () => DEFAULT_TICK_TIME_MS,
    why: 'Milliseconds; the times below are counted in it.',
  },
  {
    key: 'initLimit',
    value: () => 10,
    why: 'Ticks that a member has to load the state from the leader.',
  },
  {
    key: 'syncLimit',
    value: () => 5,
    why: 'Ticks of silence after which leader and follower give each other up.',
  },
  {
    key: 'dataDir',
    value: (_, host) => host.paths.zookeeperData,
    why: 'Snapshots, and myid.',
  },
  {
    key: 'dataLogDir',
    value: (_, host) => host.paths.zookeeperDataLog,
    why: 'Every write waits for this log to reach the disk: apart from what Kafka writes.',
  },
  {
    key: 'autopurge.purgeInterval',
    value: () => 1,
    why: 'Hours between removals of old snapshots and logs. ZooKeeper itself never removes any.',
  },
  { key: 'autopurge.snapRetainCount', value: () => 3, why: '' },
  { key: 'clientPort', value: (_, host) => host.ports.zookeeperClient, why: '' },
  { key: 'clientPortAddress', value: (_, host) => host.bindAddress, why: '' },
  { key: 'maxClientCnxns', value: () => 60, why: 'From one address.' },
  {
    key: '4lw.commands.whitelist',
    value: () => ['srvr', 'mntr', 'ruok', 'conf'],
    why: 'What health checks and monitoring ask.',
  },
  {
    key: 'admin.enableServer',
    value: () => false,
    why: 'One open port less: the four-letter words tell the same.',
  },
  {
    key: 'quorumListenOnAllIPs',
    value: (_, host) => host.bindAddress === '0.0.0.0',
    why: 'Off, a member listens where its own name leads, which may be the loopback address.',
  },
  {
    key: 'tcpKeepAlive',
    value: () => true,
    why: 'Connections for elections are silent for months, and firewalls forget silent ones.',
  },
  {
    key: 'standaloneEnabled',
    value: () => false,
    why: 'Never alone: a member that can not find the others waits for them.',
  },
  {
    key: 'reconfigEnabled',
    value: () => false,
    why: 'Members change by this file only.',
  },
];

/** All settings of one ZooKeeper member: this package's own, or the spec's, then the members. */
export function zookeeperSettings(topology: Topology, host: ZookeeperHost): readonly SettingLine[] {
  const ofSpec = new SpecSettings(topology.spec.zookeeperSettings);
  const own = SETTINGS.map(
    ({ key, value, why }) =>
      ofSpec.take(key) ?? { key, value: settingText(value(topology, host)), comment: why },
  );
  return [...own, ...ofSpec.takeRest(), ...members(topology)];
}

function members(topology: Topology): readonly SettingLine[] {
  return zookeeperHosts(topology).map(({ address, ports, zookeeper }, index) => ({
    key: `server.${zookeeper.id}`,
    value: `${address}:${ports.zookeeperPeer}:${ports.zookeeperElection}`,
    comment:
      index === 0 ? 'The quorum: port between leader and followers, port for elections.' : '',
  }));
}
