import { groupBy } from '../group-by';
import { listSome } from '../list-some';
import { nameHosts } from '../name-hosts';
import type { ConfigurationChange, PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';

/** Configuration that needs restarts, and configuration that nobody brings to the hosts. */
export const configurationRestarts: Rule = {
  id: 'configuration-restarts',
  title: 'Changed configuration restarts brokers or ZooKeeper members, or stays without effect',
  judge: (facts) => {
    const files = facts.configuration.filter(({ effect }) => effect !== 'nothing');
    const restarting = files.filter(({ effect }) => effect.endsWith('restart'));
    const byEffect = groupBy(restarting, ({ effect }) => effect);
    return [
      ...[...byEffect].map(([effect, changes]) => restarts(effect, changes)),
      ...withoutConverge(files, facts),
    ];
  },
};

function restarts(
  effect: ConfigurationChange['effect'],
  files: readonly ConfigurationChange[],
): Judgement {
  const process = effect === 'broker-restart' ? 'Kafka' : 'ZooKeeper';
  const hosts = nameHosts([...hostsOf(files)].map((name) => ({ name })));
  const keys = new Set(
    files.flatMap((file) =>
      file.keys.filter(({ update }) => update !== 'dynamic').map((k) => k.key),
    ),
  );
  const cause =
    keys.size > 0 ? listSome([...keys]) : listSome([...new Set(files.map((f) => f.label))]);
  return {
    severity: 'care',
    what: `Restarts ${process}${hosts ? ` on ${hosts} one after another` : ''}, because of ${cause}.`,
    why: 'The running process can’t take it. While one restarts, its partitions or its quorum have a member less.',
    remedy: 'Let converge do it when the cluster is healthy and the load is low.',
    addresses: files.map(({ address }) => address),
  };
}

/** Files in a bucket change nothing until something brings them to the hosts. */
function withoutConverge(
  files: readonly ConfigurationChange[],
  { clusters }: PlanFacts,
): readonly Judgement[] {
  return clusters.flatMap(({ hosts, steps, name }) => {
    const names = new Set(hosts.map((host) => host.name));
    const own = files.filter((file) => file.hosts.some((host) => names.has(host)));
    const runs = steps.some(({ kind, state }) => kind === 'converge' && state === 'runs');
    if (own.length === 0 || runs || name === undefined) return [];
    return [
      {
        severity: 'care',
        what: `Changes configuration of ${nameHosts([...hostsOf(own)].map((host) => ({ name: host })))} that this plan doesn’t bring to the hosts.`,
        why: 'The files lie in the bucket; the processes go on with the old ones until they are converged, and a host that is made anew comes up with the new ones.',
        remedy: 'Run `cdktf-kafka converge` after the apply, or turn converge on.',
        addresses: own.map(({ address }) => address),
      },
    ];
  });
}

function hostsOf(files: readonly ConfigurationChange[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ hosts }) => hosts));
}
