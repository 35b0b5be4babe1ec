import { parseZookeeperMember } from '../../../../scripts/health/cluster/zookeeper-members';

const CONF = `clientPort=2181
secureClientPort=-1
dataDir=/var/lib/zookeeper/snapshots/version-2
serverId=7
peerType=0
membership: 
server.12=zookeeper-12.logs.internal:2888:3888:participant
server.7=broker-1.logs.internal:2888:3888:participant
server.9=broker-3.logs.internal:2888:3888:observer
version=0`;
const LEADER = `zk_version\t3.8.4-9316c2a, built on 2024-02-12 22:16 UTC
zk_server_state\tleader
zk_peer_state\tleading - broadcast
zk_followers\t4
zk_synced_followers\t3
zk_avg_latency\t6.4444`;
const NOT_SERVING = 'This ZooKeeper instance is not currently serving requests\n';

test.each([
  ['a leader', CONF, LEADER, { id: 7, voters: [7, 12], role: 'leader', syncedFollowers: 3 }],
  [
    'a follower',
    CONF,
    'zk_server_state\tfollower\n',
    { id: 7, voters: [7, 12], role: 'follower', syncedFollowers: undefined },
  ],
  [
    'a member without a quorum',
    NOT_SERVING,
    NOT_SERVING,
    { id: undefined, voters: [], role: 'not serving', syncedFollowers: undefined },
  ],
  [
    'an answer that was cut off',
    '',
    '',
    { id: undefined, voters: [], role: 'not serving', syncedFollowers: undefined },
  ],
])('reads %s', (_, conf, mntr, state) => {
  expect(parseZookeeperMember(conf, mntr)).toEqual(state);
});
