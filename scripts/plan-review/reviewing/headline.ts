import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import type { Finding } from '../rule';
import { isConverged } from '../facts/deploy/deploy-steps';
import { hostsDown } from '../facts/hosts/hosts-down';
import { distinct, listSome } from '../lists';
import { nameHosts } from '../facts/hosts/name-hosts';
import { unjudgedChanges } from '../facts/resources/unjudged-changes';
import type { ClusterFacts, HostFacts, PlanFacts } from '../plan-facts';

/** Rules whose findings say that data goes. */
const DATA_RULES: ReadonlySet<string> = new Set([
  'data-store-lost',
  'inner-disk-lost',
  'key-lost',
  'objects-expire',
  'retention-shortened',
  'volume-detached',
  'volume-empty',
  'volume-lost',
]);

/** Rules of which only a danger says so: what they are about may hold data, or lead to it. */
const GRAVE_DATA_RULES: ReadonlySet<string> = new Set([
  'change-unknown',
  'command-harmful',
  'host-program-changed',
  'identity-changed',
  'manifest-changed',
  'state-forgotten',
]);

/**
 * What the plan does, in the cluster's terms: "restarts broker 1, 2, 3 one after another; replaces
 * none; no data touched".
 */
export function headlineOf(facts: PlanFacts, findings: readonly Finding[]): Sayable {
  const { plan, clusters } = facts;
  const isIdle = plan.changes.every(({ change }) => change === 'none' || change === 'read');
  if (isIdle) return plan.isPartial ? say`changes nothing of what it shows` : say`changes nothing`;
  const parts = clusters.flatMap((cluster) => clusterParts(cluster, facts));
  const data = findings.filter(isAboutData);
  const unjudged = unjudgedPart(facts);
  return joinSaid(
    [
      ...(clusters.length === 0 ? [say`touches no host`] : parts),
      ...(data.length > 0 ? [dataPart(data)] : []),
      ...(data.length + unjudged.length === 0 ? [say`no data touched`] : []),
      ...unjudged,
    ],
    '; ',
  );
}

function isAboutData({ rule, severity }: Finding): boolean {
  return DATA_RULES.has(rule) || (severity === 'danger' && GRAVE_DATA_RULES.has(rule));
}

/** What nobody judged may be harmless, but the review doesn't say so. */
function unjudgedPart(facts: PlanFacts): readonly Sayable[] {
  const unjudged = unjudgedChanges(facts);
  if (unjudged.length === 0) return [];
  const types = [...distinct(unjudged.map(({ resource }) => resource.type))].sort();
  const changes = unjudged.length === 1 ? 'a change' : say`${unmarked(unjudged.length)} changes`;
  return [say`no rule knows what ${changes} would do (${listSome(types)})`];
}

function dataPart(findings: readonly Finding[]): Sayable {
  const isGrave = findings.some(({ severity }) => severity === 'danger');
  return isGrave ? say`data may be lost` : say`data may be touched`;
}

function clusterParts(cluster: ClusterFacts, facts: PlanFacts): readonly Sayable[] {
  const parts = fates(cluster, facts);
  const isSeveral = facts.clusters.length > 1;
  const prefix = isSeveral ? say`${cluster.shown.name ?? 'other hosts'}: ` : '';
  return parts.map((part, index) => (index === 0 ? say`${prefix}${part}` : part));
}

function fates(cluster: ClusterFacts, facts: PlanFacts): readonly Sayable[] {
  const { hosts, shown } = cluster;
  const of = (fate: HostFacts['fate']) => hosts.filter((host) => host.fate === fate);
  const added = of('added');
  if (added.length === hosts.length) {
    const named = shown.name === undefined ? '' : say`the cluster ${shown.name} with `;
    return [say`creates ${named}${nameHosts(added)}`];
  }
  const [stopped, replaced, removed] = [of('stopped'), of('replaced'), of('removed')];
  const forgotten = hosts.filter(({ instance }) => instance.change === 'forget');
  const { restarted, reloaded } = configured(cluster, facts);
  const down = [...restarted].filter((host) => !stopped.includes(host));
  return [
    ...(stopped.length > 0 ? [say`stops ${nameHosts(stopped)}${order(cluster, facts)}`] : []),
    ...(down.length > 0 ? [restarts(down, cluster)] : []),
    ...(reloaded.length > 0 && down.length === 0 ? [reloads(reloaded, cluster)] : []),
    ...(stopped.length + down.length === 0 ? [say`restarts none`] : []),
    replaced.length > 0 ? say`replaces ${nameHosts(replaced)}` : say`replaces none`,
    ...(removed.length > 0 ? [say`removes ${nameHosts(removed)}`] : []),
    ...(forgotten.length > 0 ? [say`forgets ${nameHosts(forgotten)}`] : []),
    ...(added.length > 0 ? [say`adds ${nameHosts(added)}`] : []),
  ];
}

/** How the hosts that stop do so. */
function order(cluster: ClusterFacts, facts: PlanFacts): Sayable {
  const groups = hostsDown(cluster, facts);
  const stopped = cluster.hosts.filter(({ fate }) => fate === 'stopped');
  if (stopped.length === 1) return say``;
  const most = Math.max(...groups.map(({ atOnce }) => atOnce));
  if (most <= 1) return say` one after another`;
  if (groups.every(({ atOnceInOrder }) => atOnceInOrder <= 1)) return say` one right after another`;
  return most >= stopped.length ? say` all at once` : say`, up to ${unmarked(most)} at once`;
}

function restarts(hosts: readonly HostFacts[], cluster: ClusterFacts): Sayable {
  if (!isConverged(cluster)) {
    return say`needs restarts of ${nameHosts(hosts)}, which it leaves to converge`;
  }
  return say`restarts ${nameHosts(hosts)}${hosts.length > 1 ? ' one after another' : ''}`;
}

function reloads(hosts: readonly HostFacts[], cluster: ClusterFacts): Sayable {
  const settings = say`changes settings of ${nameHosts(hosts)}`;
  return isConverged(cluster)
    ? say`${settings} while they run`
    : say`${settings}, which it leaves to converge`;
}

interface Configured {
  readonly restarted: readonly HostFacts[];
  /** The system's settings change while they run. */
  readonly reloaded: readonly HostFacts[];
}

function configured(
  { hosts, name }: ClusterFacts,
  { configuration, files }: PlanFacts,
): Configured {
  const own = new Set<string>(
    files.filter(({ cluster }) => cluster === (name ?? '')).map(({ object }) => object.address),
  );
  const hostsWith = (isMeant: (effect: string) => boolean) => {
    const changes = configuration.filter(
      ({ address, effect }) => own.has(address) && isMeant(effect),
    );
    const names = new Set(changes.flatMap((change) => change.hosts));
    return hosts.filter((host) => names.has(host.name));
  };
  return {
    restarted: hostsWith((effect) => effect.endsWith('restart')),
    reloaded: hostsWith((effect) => effect === 'reload'),
  };
}
