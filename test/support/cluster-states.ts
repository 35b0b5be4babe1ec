import type { ClusterState, TopicState } from '../../scripts/health/cluster/cluster-state';
import type { ZookeeperMemberState } from '../../scripts/health/cluster/zookeeper-members';

export type PartitionChanges = Partial<TopicState['topic']['partitions'][number]>;

/** A topic with these partitions; each is led by broker 1 and in sync on three, unless told otherwise. */
export const topicOf = (name: string, partitions: readonly PartitionChanges[]): TopicState => ({
  minInsyncReplicas: 2,
  topic: {
    ...{ name, errorCode: 0, topicId: '', isInternal: false, topicAuthorizedOperations: 0 },
    partitions: partitions.map((changes, partitionIndex) => ({
      ...{ errorCode: 0, partitionIndex, leaderId: 1, leaderEpoch: 0, offlineReplicas: [] },
      ...{ replicaNodes: [1, 2, 3], isrNodes: [1, 2, 3] },
      ...changes,
    })),
  },
});

/** A topic of one partition. */
export const topic = (name: string, replicas: readonly number[], inSync = replicas): TopicState =>
  topicOf(name, [
    { replicaNodes: [...replicas], isrNodes: [...inSync], leaderId: inSync[0] ?? -1 },
  ]);

const member = (id: number, role: string): ZookeeperMemberState => ({
  ...{ id, voters: [1, 2, 3], role },
  syncedFollowers: role === 'leader' ? 2 : undefined,
});

/** Three brokers and ZooKeeper members that are as they should be. */
export const healthy: ClusterState = {
  registered: [1, 2, 3],
  controllers: new Map([1, 2, 3].map((id) => [`broker-${id}`, 2])),
  topics: [topic('events', [1, 2, 3])],
  ...{ topicSettings: new Map(), quotas: [], settings: new Map() },
  ...{ reassignments: [], adding: new Map(), throttled: [], leaderBytes: new Map() },
  logDirs: new Map(
    [1, 2, 3].map((id) => [
      id,
      [{ path: '/var/lib/kafka/disk1/topics', isOnline: true, sizeBytes: 1e12, freeBytes: 6e11 }],
    ]),
  ),
  members: new Map([
    ['broker-1', member(1, 'follower')],
    ['broker-2', member(2, 'leader')],
    ['broker-3', member(3, 'follower')],
  ]),
  logBytes: new Map(),
  ...{ silentBrokers: new Map(), silentMembers: new Map(), unreached: new Map() },
};

/** Broker 3 and its ZooKeeper member are gone. */
export const withoutThird: ClusterState = {
  ...healthy,
  registered: [1, 2],
  controllers: new Map([1, 2].map((id) => [`broker-${id}`, 2])),
  topics: [topic('events', [1, 2, 3], [1, 2])],
  members: new Map([
    ['broker-1', member(1, 'follower')],
    ['broker-2', { ...member(2, 'leader'), syncedFollowers: 1 }],
  ]),
};
