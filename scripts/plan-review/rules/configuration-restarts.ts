import { say, type Sayable } from '../../masking/say';
import { decisive } from '../../../cluster/changes/changed-settings';
import { RUN_PROGRAM } from '../../../cluster/program';
import { isConverged } from '../facts/deploy/deploy-steps';
import { distinct, groupBy, listSome } from '../lists';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { ClusterFacts, JudgedConfiguration, PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';

/** Configuration that needs restarts, and configuration that nobody brings to the hosts. */
export const configurationRestarts: Rule = {
  id: 'configuration-restarts',
  title: 'Changed configuration restarts brokers or ZooKeeper members, or stays without effect',
  isToldByHosts: true,
  judge: (facts) => {
    const files = facts.configuration.filter(({ effect }) => effect !== 'nothing');
    const byCluster = groupBy(files, clustersOf(facts));
    return [...byCluster].flatMap(([cluster, own]) => {
      if (cluster === undefined) return broughtByOthers(own);
      if (!isConverged(cluster)) return leftToConverge(own);
      const restarting = own.filter(({ effect }) => effect.endsWith('restart'));
      const byEffect = groupBy(restarting, ({ effect }) => effect);
      return [...byEffect].flatMap(([effect, changes]) => restarts(effect, changes));
    });
  },
};

/** Tells the cluster of a file; none for those of a foreign stack, and of hosts that the plan doesn't know. */
function clustersOf({
  files,
  clusters,
}: PlanFacts): (change: JudgedConfiguration) => ClusterFacts | undefined {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  const byAddress = new Map<string, ClusterFacts | undefined>(
    files.map(({ object, cluster }) => [object.address, byName.get(cluster)]),
  );
  return ({ address }) => byAddress.get(address);
}

function restarts(
  effect: JudgedConfiguration['effect'],
  files: readonly JudgedConfiguration[],
): readonly Judgement[] {
  const process = effect === 'broker-restart' ? 'Kafka' : 'ZooKeeper';
  const { cause, reason } = causeOf(files);
  return tell(files, {
    severity: 'care',
    what: say`Restarts ${process} on ${namesOf(files)} one after another, because of ${cause}.`,
    why: `${reason} While one restarts, its partitions or its quorum have a member less.`,
    remedy: 'Let converge do it when the cluster is healthy and the load is low.',
  });
}

interface Cause {
  readonly cause: Sayable;
  /** Why it takes a restart. */
  readonly reason: string;
}

/** Keys that ask for a restart, or else those for which converge restarts all the same, or files. */
function causeOf(files: readonly JudgedConfiguration[]): Cause {
  const keys = files.flatMap((file) => file.keys);
  if (keys.length === 0) {
    return { cause: listOnce(files.map(({ shown }) => shown.label)), reason: AT_START };
  }
  return {
    cause: listOnce(decisive(keys).map(({ shown }) => shown.key)),
    reason: keys.every(({ update }) => update === 'dynamic')
      ? `Kafka could take it while it runs. But ${AT_START.toLowerCase()}`
      : 'The running process can’t take it.',
  };
}

const AT_START =
  'The process reads this file at its start only, and converge restarts it for every change of it but comments.';

function listOnce(words: readonly Sayable[]): Sayable {
  return listSome(distinct(words));
}

/** Files in a bucket change nothing until something brings them to the hosts. */
function leftToConverge(files: readonly JudgedConfiguration[]): readonly Judgement[] {
  const restarts = files.some(({ effect }) => effect.endsWith('restart'));
  return tell(files, {
    severity: 'care',
    what: say`Changes configuration of ${namesOf(files)} that this plan doesn’t bring to the hosts: ${causeOf(files).cause}.`,
    why: `The files lie in the bucket; the hosts go on with the old ones until they are converged${restarts ? ', which restarts one process after another' : ''}, and a host that is made anew comes up with the new ones.`,
    remedy: `Run \`${RUN_PROGRAM} converge\` after the apply, or turn converge on.`,
  });
}

/** What a foreign stack does with its files, nobody knows here. */
function broughtByOthers(files: readonly JudgedConfiguration[]): readonly Judgement[] {
  return tell(files, {
    severity: 'care',
    what: say`Changes configuration that processes read at their start: ${causeOf(files).cause}.`,
    why: 'Nothing in this plan tells when they are restarted for it: perhaps not at all, perhaps all at once.',
    remedy: 'See what brings these files to the hosts, and that it restarts one after another.',
  });
}

function namesOf(files: readonly JudgedConfiguration[]): Sayable {
  return nameHosts(distinct(files.flatMap(({ shown }) => shown.hosts)));
}
