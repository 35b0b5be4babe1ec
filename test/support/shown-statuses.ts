import type { DiskOutlook } from '../../scripts/health/host/disk-outlook';
import type { HostStatus, ShownStatus } from '../../scripts/status/cluster-status';

/** A disk of a gigabyte. */
export const disk = (usedBytes: number, outlook: Partial<DiskOutlook> = {}) => ({
  mountPoint: `/data/kafka-${usedBytes}`,
  usedBytes,
  sizeBytes: 1_000_000_000,
  ...{ bytesPerSecond: undefined, secondsLeft: undefined, levelsOffAt: undefined, ...outlook },
});

/** A host on which all is well. */
export const host = (id: number, changes: Partial<HostStatus> = {}): HostStatus => ({
  name: `broker-${id}`,
  address: `10.0.0.1${id}`,
  instanceId: `i-${id}`,
  rack: 'abc'[id - 1]!,
  roles: [`broker ${id}`, `ZooKeeper ${id}, follower`],
  units: { kafka: 'active', zookeeper: 'active' },
  upSeconds: { kafka: 7_200, zookeeper: 7_200 },
  network: {
    ...{ receivedBytesPerSecond: 1_000_000, sentBytesPerSecond: 2_000_000 },
    baselineBytesPerSecond: 100_000_000,
  },
  partitions: { leads: 4, replicas: 12, outOfSync: 0 },
  kafkaVersion: '3.9.2',
  disks: [disk(100_000_000), disk(420_000_001), disk(0)],
  serves: true,
  behind: [],
  renewal: [],
  problems: [],
  ...changes,
});

/** A cluster of three hosts on which all is well, but for what a test says of the third. */
export const status = (
  third: Partial<HostStatus> = {},
  changes: Partial<ShownStatus> = {},
): ShownStatus => ({
  clusterName: 'logs',
  at: new Date('2026-11-27T03:04:05.678Z'),
  kafkaVersions: ['3.9.2'],
  security: 'tls',
  controller: 'broker-1',
  zookeeperLeader: 'broker-2',
  zookeeper: { serving: 3, members: 3 },
  partitions: {
    ...{ topics: 2, partitions: 12, leaderless: 0 },
    ...{ underReplicated: 0, underMinInsync: 0, reassigning: 0 },
  },
  throttled: [],
  groups: { groups: [], silent: [] },
  hosts: [host(1), host(2), host(3, third)],
  problems: [],
  notes: [],
  history: undefined,
  ...changes,
});
