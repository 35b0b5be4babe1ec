import { zookeeperHosts } from '../../../cluster/topology';
import { collectAnswers, type Answers } from '../../cluster-access/collect-answers';
import { judgeQuorum, type AnsweringMember } from '../../health/cluster/judge-quorum';
import { failOnProblems, type CheckContext, type SmokeCheck } from '../smoke-check';
import { parseZookeeperMember } from '../../health/cluster/zookeeper-member';

/** Asks every member of the quorum for itself. */
export const zookeeperQuorum: SmokeCheck = {
  id: 'zookeeper-quorum',
  title: 'The ZooKeeper quorum is whole: its ids, one leader, every follower in sync',
  run: async (context) => {
    const voters = zookeeperHosts(context.topology).map(({ zookeeper }) => zookeeper.id);
    const { answers, silent } = await askMembers(context);
    failOnProblems([...silent, ...judgeQuorum(answers, voters)]);
    const leader = answers.find(({ state }) => state.role === 'leader');
    return `voters ${voters.join(', ')}; ${leader?.host.name} leads, ${leader?.state.syncedFollowers} followers in sync`;
  },
};

async function askMembers({
  topology,
  zookeeper,
}: CheckContext): Promise<Answers<AnsweringMember>> {
  return await collectAnswers(
    zookeeperHosts(topology).map(async (host) => {
      const [conf, mntr] = await Promise.all([
        zookeeper.command(host, 'conf'),
        zookeeper.command(host, 'mntr'),
      ]);
      return { host, state: parseZookeeperMember(conf, mntr) };
    }),
  );
}
