import type { Problem } from '../../../cluster/errors';
import { zookeeperHosts } from '../../../cluster/topology';
import type { JudgedCluster } from './judged-cluster';

/** Every ZooKeeper member answers. */
export function judgeMembers({
  topology,
  state,
  apartFrom,
  notYet = [],
}: JudgedCluster<'members' | 'unreached'>): readonly Problem[] {
  return zookeeperHosts(topology)
    .filter(({ name }) => !state.members.has(name) && name !== apartFrom && !notYet.includes(name))
    .map(
      ({ name, paths }) =>
        state.unreached.get(name) ?? {
          path: `ZooKeeper of ${name}`,
          rule: 'answer',
          remedy: `Look at ZooKeeper's log in ${paths.zookeeper.logs} of ${name}`,
        },
    );
}
