import { zookeeperHosts } from '../../../cluster/topology';
import { leaderOf } from '../../health/cluster/cluster-state';
import { judgeMembers } from '../../health/cluster/judge-members';
import { judgeQuorum } from '../../health/cluster/judge-quorum';
import { stateCheck } from '../state-check';

/** What every member of the quorum says of itself. */
export const zookeeperQuorum = stateCheck({
  id: 'zookeeper-quorum',
  title: 'The ZooKeeper quorum is whole: its ids, one leader, every follower in sync',
  judges: [judgeMembers, judgeQuorum],
  seen: (state, topology) => {
    const voters = zookeeperHosts(topology).map((host) => host.zookeeper.id);
    const leader = leaderOf(state) ?? '';
    return `voters ${voters.join(', ')}; ${leader} leads, ${state.members.get(leader)?.syncedFollowers} followers in sync`;
  },
});
