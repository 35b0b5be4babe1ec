import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import { RUN_PROGRAM } from '../../../cluster/program';
import { groupBy } from '../lists';
import { hostsDown, isTooMany, type HostsDown } from '../facts/hosts/hosts-down';
import { nameHosts } from '../facts/hosts/name-hosts';
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
  isToldByHosts: true,
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const tooMany = hostsDown(cluster, facts).filter(isTooMany);
      // Brokers that are ZooKeeper members as well are told of once.
      return [...groupBy(tooMany, ({ hosts }) => nameHosts(hosts)).values()].map(judgement);
    }),
};

function judgement(roles: readonly HostsDown[]): Judgement {
  const [down] = roles as readonly [HostsDown];
  const { hosts, atOnce } = down;
  // A step of someone else runs in between: it may wait for health, which nobody can see here.
  const isCertain = roles.some(({ atOnceAtBest, tolerated }) => atOnceAtBest > tolerated);
  const limits = roles.map(
    ({ role, shownTolerated, standing }) =>
      say`of ${unmarked(standing)} ${role}s no more than ${shownTolerated} may be down`,
  );
  const why = roles.map(({ role }) => WHY[role]).join(' ');
  return {
    severity: isCertain ? 'danger' : 'care',
    what: say`${howMany(down)}; ${joinSaid(limits)}.`,
    why: isCertain
      ? why
      : `${why} Steps run between them; whether they wait until a host is healthy, the plan doesn’t tell.`,
    remedy: remedy(hosts, atOnce),
    hosts: hosts.map(({ address }) => address),
    addresses: hosts.map(({ address }) => address),
  };
}

function howMany({ hosts, atOnce, atOnceInOrder }: HostsDown): Sayable {
  const isStop = hosts.every(({ fate }) => fate === 'stopped');
  const what = say`${isStop ? 'Stops' : 'Takes down'} ${nameHosts(hosts)}`;
  if (atOnceInOrder < atOnce) {
    return say`${what} one right after another, without waiting until each is healthy again`;
  }
  if (hosts.length === 1) return what;
  return atOnce === hosts.length
    ? say`${what} at the same time`
    : say`${what}, up to ${unmarked(atOnce)} of them at the same time`;
}

function remedy(hosts: HostsDown['hosts'], atOnce: number): string {
  if (hosts.some(({ fate }) => fate === 'replaced')) {
    return `Replace them one at a time: ignore the change on standing instances, then \`${RUN_PROGRAM} replace\` for each, or \`-replace\` with a plan of its own. A dependency between them doesn’t help, for terraform destroys all before it makes the first anew.`;
  }
  if (hosts.some(({ fate }) => fate === 'removed')) {
    return 'Remove one at a time, after its partitions have been moved to others.';
  }
  return atOnce === 1
    ? 'Lower min.insync.replicas below the replication factor first, or add a broker and a replica.'
    : 'Let gates run between the hosts (`deploy.gates`), or apply host by host with `-target` and look at the cluster in between.';
}
