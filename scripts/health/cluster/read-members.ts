import type { Problem } from '../../../cluster/errors';
import { zookeeperHosts, type Topology } from '../../../cluster/topology';
import { collectAnswers } from '../../cluster-access/collect-answers';
import type { ZookeeperAccess } from '../../cluster-access/zookeeper-access';
import type { ClusterState } from './cluster-state';
import { parseZookeeperMember } from './zookeeper-member';

/** Asks every ZooKeeper member; who gives no answer is missing, and the reason is beside. */
export async function readMembers(
  topology: Topology,
  zookeeper: ZookeeperAccess,
): Promise<Pick<ClusterState, 'members'> & { readonly silent: readonly Problem[] }> {
  const { answers, silent } = await collectAnswers(
    zookeeperHosts(topology).map(async (host) => {
      const [conf, mntr] = await Promise.all([
        zookeeper.command(host, 'conf'),
        zookeeper.command(host, 'mntr'),
      ]);
      return [host.name, parseZookeeperMember(conf, mntr)] as const;
    }),
  );
  return { members: new Map(answers), silent };
}
