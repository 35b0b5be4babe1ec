import { zookeeperHosts } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/** Every ZooKeeper member answers. */
export function judgeMembers({
  topology,
  state,
  apartFrom,
  notYet = [],
}: JudgedCluster<'members' | 'unreached' | 'silentMembers'>): readonly Finding[] {
  return zookeeperHosts(topology)
    .filter(({ name }) => !state.members.has(name) && name !== apartFrom && !notYet.includes(name))
    .map(({ name, paths }) => ({
      host: name,
      ...(state.unreached.get(name) ?? {
        path: `ZooKeeper of ${name}`,
        rule: 'answer',
        value: state.silentMembers.get(name),
        remedy: `Look at ZooKeeper's log in ${paths.zookeeper.logs} of ${name}; ${mend(topology).converge} starts one that was stopped, ${mend(topology).restart(name, 'zookeeper')} one that hangs`,
      }),
    }));
}
