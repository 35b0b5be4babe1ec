import { zookeeperHosts } from '../../../cluster/topology';
import { leaderOf } from '../../health/cluster/cluster-state';
import { judgeQuorum } from '../../health/cluster/judge-quorum';
import { readMembers } from '../../health/cluster/zookeeper-members';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

/** Asks every member of the quorum for itself. */
export const zookeeperQuorum: SmokeCheck = {
  id: 'zookeeper-quorum',
  title: 'The ZooKeeper quorum is whole: its ids, one leader, every follower in sync',
  run: async ({ topology, zookeeper }) => {
    const { silent, ...state } = await readMembers(topology, zookeeper);
    failOnProblems([...silent, ...judgeQuorum({ topology, state })]);
    const voters = zookeeperHosts(topology).map((host) => host.zookeeper.id);
    const leader = leaderOf(state) ?? '';
    return `voters ${voters.join(', ')}; ${leader} leads, ${state.members.get(leader)?.syncedFollowers} followers in sync`;
  },
};
