import { settingText, withSettingsOfSpec, type SettingSection } from './setting-lines';
import type { ZookeeperSetting } from './zookeeper-setting';
import { zookeeperSecurity } from './zookeeper-security';
import { numberOfSetting } from './setting-of-spec';
import { zookeeperData } from '../processes/process-paths';
import { zookeeperHosts, type Topology, type ZookeeperHost } from '../topology';

/** ZooKeeper's unit of time, in which its other times and all sessions are counted. */
export const DEFAULT_TICK_TIME_MS = 500;

/** Twenty of ZooKeeper's own ticks, which are four times as long. */
export const DEFAULT_MAX_SESSION_MS = 40_000;

/** So many ticks as make up a time, whatever the spec makes of a tick. */
const inTicks = ({ spec }: Topology, ms: number): number =>
  Math.max(
    1,
    Math.round(ms / numberOfSetting(spec.zookeeperSettings, 'tickTime', DEFAULT_TICK_TIME_MS)),
  );

const TIME: readonly ZookeeperSetting[] = [
  {
    key: 'tickTime',
    value: () => DEFAULT_TICK_TIME_MS,
    why:
      'Milliseconds. The two below are counted in it. A session that has timed out ends with the next ' +
      'tick, and up to half a tick more passes until the leader hears of a sign of life.',
  },
  {
    key: 'initLimit',
    value: (topology) => inTicks(topology, 20_000),
    why: 'How long a member may take to load the state from the leader: 20 s.',
  },
  {
    key: 'syncLimit',
    value: (topology) => inTicks(topology, 10_000),
    why: 'How long leader and follower wait for a word before they give each other up: 10 s.',
  },
  {
    key: 'maxSessionTimeout',
    value: () => DEFAULT_MAX_SESSION_MS,
    why: 'Milliseconds. Longer sessions are cut to it, without a word.',
  },
];

const DATA: readonly ZookeeperSetting[] = [
  {
    key: 'dataDir',
    value: (_, { paths }) => zookeeperData(paths).snapshots,
    why: 'Snapshots, and myid.',
  },
  {
    key: 'dataLogDir',
    value: (_, { paths }) => zookeeperData(paths).transactions,
    why: 'Every write waits until it is on this disk, which Kafka does not write to.',
  },
  {
    key: 'autopurge.purgeInterval',
    value: () => 1,
    why: 'Hours between removals of old snapshots and logs. ZooKeeper by itself removes none.',
  },
  { key: 'autopurge.snapRetainCount', value: () => 3, why: '' },
];

const CLIENTS: readonly ZookeeperSetting[] = [
  { key: 'maxClientCnxns', value: () => 60, why: 'From one address: no client takes all.' },
  {
    key: '4lw.commands.whitelist',
    value: () => ['srvr', 'mntr', 'ruok', 'conf'],
    why: 'What health checks and monitoring ask.',
  },
  {
    key: 'admin.enableServer',
    value: () => false,
    why: 'A port less to guard: the four-letter words tell the same.',
  },
];

const QUORUM: readonly ZookeeperSetting[] = [
  {
    key: 'quorumListenOnAllIPs',
    value: (_, { bindAddress }) => bindAddress === '0.0.0.0',
    why: 'If false, a member listens where its own name leads, which may be the loopback address.',
  },
  {
    key: 'tcpKeepAlive',
    value: () => true,
    why: 'Connections for elections are silent for months, and firewalls forget silent ones.',
  },
  {
    key: 'standaloneEnabled',
    value: () => false,
    why: 'A member that does not find the others waits for them.',
  },
  { key: 'reconfigEnabled', value: () => false, why: 'Members change by this file only.' },
];

/**
 * All settings of one ZooKeeper member: this package's own, each replaced where the spec sets it, the
 * spec's further ones, and the members of the quorum.
 * @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_configuration
 */
export function zookeeperSettings(
  topology: Topology,
  host: ZookeeperHost,
): readonly SettingSection[] {
  const { client, quorum } = zookeeperSecurity(topology.spec.security);
  const own = Object.entries({
    Time: TIME,
    Data: DATA,
    Clients: [...client, ...CLIENTS],
    Quorum: [...QUORUM, ...quorum],
  }).map(([title, settings]) => ({
    title,
    lines: settings.map(({ key, value, why }) => ({
      key,
      value: settingText(value(topology, host)),
      comment: why,
    })),
  }));
  const all = withSettingsOfSpec(own, topology.spec.zookeeperSettings);
  return [
    ...all,
    { title: 'Members: host, port of the leader, port of elections', lines: members(topology) },
  ];
}

function members(topology: Topology): SettingSection['lines'] {
  return zookeeperHosts(topology).map(({ address, ports, zookeeper }) => ({
    key: `server.${zookeeper.id}`,
    value: `${address}:${ports.zookeeperPeer}:${ports.zookeeperElection}`,
    comment: '',
  }));
}
