import type { ClusterState } from '../../scripts/health/cluster/cluster-state';
import type { TopicToJudge } from '../../scripts/health/cluster/judge-replication';
import type { ZookeeperMemberState } from '../../scripts/health/cluster/zookeeper-member';

/** A topic of one partition. */
export const topic = (
  name: string,
  replicas: readonly number[],
  inSync = replicas,
): TopicToJudge => ({
  minInsyncReplicas: 2,
  topic: {
    errorCode: 0,
    name,
    topicId: '',
    isInternal: false,
    topicAuthorizedOperations: 0,
    partitions: [
      {
        errorCode: 0,
        partitionIndex: 0,
        leaderId: inSync[0] ?? -1,
        leaderEpoch: 0,
        replicaNodes: [...replicas],
        isrNodes: [...inSync],
        offlineReplicas: [],
      },
    ],
  },
});

const member = (id: number, role: string): ZookeeperMemberState => ({
  ...{ id, voters: [1, 2, 3], role },
  syncedFollowers: role === 'leader' ? 2 : undefined,
});

/** Three brokers and ZooKeeper members that are as they should be. */
export const healthy: ClusterState = {
  registered: [1, 2, 3],
  controllers: new Map([1, 2, 3].map((id) => [`broker-${id}`, 2])),
  topics: [topic('events', [1, 2, 3])],
  reassignments: [],
  members: new Map([
    ['broker-1', member(1, 'follower')],
    ['broker-2', member(2, 'leader')],
    ['broker-3', member(3, 'follower')],
  ]),
  logBytes: new Map(),
  unreached: new Map(),
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
