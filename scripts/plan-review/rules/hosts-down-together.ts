import { hostsDown, isTooMany, type HostsDown } from '../hosts-down';
import { nameHosts } from '../name-hosts';
import type { Judgement, Rule } from '../rule';

const WHY: Readonly<Record<HostsDown['role'], string>> = {
  broker:
    'Partitions that fall below min.insync.replicas refuse writes, and those that lose all their replicas are gone from view until one is back.',
  'ZooKeeper member':
    'Without a majority of its members ZooKeeper answers nobody: no leader is elected, and the brokers lose their sessions.',
  host: 'If they are members of one cluster or quorum, it loses its majority.',
};

/** More hosts stopped or replaced at once than the quorum or min ISR allows. */
export const hostsDownTogether: Rule = {
  id: 'hosts-down-together',
  title:
    'More hosts stop or are replaced at the same time than the quorum or min.insync.replicas allows',
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => hostsDown(cluster, facts).filter(isTooMany).map(judgement)),
};

function judgement(down: HostsDown): Judgement {
  const { role, hosts, atOnce, atOnceAtBest, tolerated } = down;
  // A step of someone else runs in between: it may wait for health, which nobody can see here.
  const isCertain = atOnceAtBest > tolerated;
  return {
    severity: isCertain ? 'danger' : 'care',
    what: `${nameHosts(hosts)}: ${howMany(down)}, and as ${role}s no more than ${tolerated} may be.`,
    why: isCertain
      ? WHY[role]
      : `${WHY[role]} Steps run between them; whether they wait until a host is healthy, the plan doesn’t tell.`,
    remedy: remedy(hosts, atOnce),
    addresses: hosts.map(({ address }) => address),
  };
}

function howMany({ hosts, atOnce, standing }: HostsDown): string {
  const all = atOnce === standing ? `all ${standing}` : `${atOnce} of ${standing}`;
  const goes = hosts.every(({ fate }) => fate === 'stopped') ? 'stopped' : 'down';
  return `${all} may be ${goes} at the same time`;
}

function remedy(hosts: HostsDown['hosts'], atOnce: number): string {
  if (hosts.some(({ fate }) => fate === 'replaced')) {
    return 'Replace them one at a time: ignore the change on standing instances, then `cdktf-kafka replace` for each, or `-replace` with a plan of its own. A dependency between them doesn’t help, for terraform destroys all before it makes the first anew.';
  }
  if (hosts.some(({ fate }) => fate === 'removed')) {
    return 'Remove one at a time, after its partitions have been moved to others.';
  }
  return atOnce === 1
    ? 'Lower min.insync.replicas below the replication factor first, or add a broker and a replica.'
    : 'Let gates run between the hosts (`deploy.gates`), or apply host by host with `-target` and look at the cluster in between.';
}
