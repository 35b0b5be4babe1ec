import type { Problem } from '../../../cluster/errors';
import { zookeeperData } from '../../../cluster/processes/process-paths';
import { zookeeperHosts, type ZookeeperHost } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import type { ZookeeperMemberState } from './zookeeper-members';

interface AnsweringMember {
  readonly host: ZookeeperHost;
  readonly state: ZookeeperMemberState;
}

/**
 * The members that answer have the ids of the spec and know its voters; one of them leads, and all
 * followers are in sync. Those that give no answer are another judgement's matter.
 */
export function judgeQuorum({
  topology,
  state,
  apartFrom,
}: JudgedCluster<'members'>): readonly Finding[] {
  const hosts = zookeeperHosts(topology);
  const voters = hosts.map(({ zookeeper }) => zookeeper.id);
  const members = hosts.flatMap((host) => {
    const member = state.members.get(host.name);
    return member && host.name !== apartFrom ? [{ host, state: member }] : [];
  });
  // The leader itself may be the one that is about to be stopped.
  const isLed = state.members.get(apartFrom ?? '')?.role === 'leader';
  return [
    ...members.flatMap((member) => judgeMember(member, voters)),
    ...(isLed ? [] : judgeLeader(members)),
  ];
}

function judgeMember({ host, state }: AnsweringMember, voters: readonly number[]): Finding[] {
  const path = `ZooKeeper of ${host.name}`;
  const { id } = host.zookeeper;
  if (state.role !== 'leader' && state.role !== 'follower') {
    const remedy = `Look at ZooKeeper's log in ${host.paths.zookeeper.logs} of ${host.name}`;
    return [{ host: host.name, path, rule: 'lead or follow', value: state.role, remedy }];
  }
  const problems: Finding[] = [];
  if (state.id !== id) {
    const remedy = `Look at ${zookeeperData(host.paths).snapshots}/myid of ${host.name}`;
    problems.push({ path, rule: `have id ${id}`, value: state.id, remedy });
  }
  if (state.voters.join() !== voters.join()) {
    const remedy = `Look at the server.N lines of zoo.cfg in ${host.paths.zookeeper.config} of ${host.name}`;
    const rule = `know the voters ${voters.join(', ')}`;
    problems.push({ path, rule, value: state.voters.join(', '), remedy });
  }
  return problems;
}

function judgeLeader(members: readonly AnsweringMember[]): Problem[] {
  const path = 'The ZooKeeper quorum';
  const leaders = members.filter(({ state }) => state.role === 'leader');
  const [leader] = leaders;
  if (leaders.length !== 1 || leader === undefined) {
    const value = leaders.map(({ host }) => host.name).join(', ') || 'none';
    const remedy = "Look at ZooKeeper's logs for elections, and whether its hosts reach each other";
    return [{ path, rule: 'have one leader', value, remedy }];
  }
  const followers = members.filter(({ state }) => state.role === 'follower').length;
  const synced = leader.state.syncedFollowers ?? 0;
  if (synced >= followers) return [];
  const remedy = `Look at the followers' logs: they lag behind ${leader.host.name}`;
  return [{ path, rule: `have ${followers} followers in sync`, value: synced, remedy }];
}
