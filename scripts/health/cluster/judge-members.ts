import { RUN_PROGRAM } from '../../../cluster/program';
import { zookeeperHosts } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';

/** Every ZooKeeper member answers. */
export function judgeMembers({
  topology,
  state,
  apartFrom,
  notYet = [],
}: JudgedCluster<'members' | 'unreached'>): readonly Finding[] {
  return zookeeperHosts(topology)
    .filter(({ name }) => !state.members.has(name) && name !== apartFrom && !notYet.includes(name))
    .map(({ name, paths }) => ({
      host: name,
      ...(state.unreached.get(name) ?? {
        path: `ZooKeeper of ${name}`,
        rule: 'answer',
        remedy: `Look at ZooKeeper's log in ${paths.zookeeper.logs} of ${name}; \`${RUN_PROGRAM} converge --inventory FILE\` starts one that was stopped`,
      }),
    }));
}
