import { isConverged } from '../facts/deploy/deploy-steps';
import { hostsDown } from '../facts/hosts/hosts-down';
import { nameHosts } from '../facts/hosts/name-hosts';
import { listSome } from '../lists';
import type { ClusterFacts, HostFacts, PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';

/** What a rule has found. */
export interface Judged {
  readonly rule: Rule;
  readonly judgement: Judgement;
}

/**
 * What the plan does, the gravest first, then what becomes of hosts and data: "downgrades Kafka; restarts
 * broker 1, 2, 3 one after another; replaces none".
 *
 * @param judged the gravest first
 */
export function headlineOf(facts: PlanFacts, judged: readonly Judged[]): string {
  const { plan, clusters } = facts;
  const isIdle = plan.changes.every(({ change }) => change === 'none' || change === 'read');
  if (isIdle && judged.every(({ rule }) => rule.id === 'plan-partial')) {
    return plan.isPartial ? 'changes nothing of what it shows' : 'changes nothing';
  }
  const parts = clusters.flatMap((cluster) => clusterParts(cluster, facts));
  return [
    ...gravest(judged),
    ...(clusters.length === 0 ? ['touches no host'] : parts),
    ...dataPart(judged),
  ].join('; ');
}

/** What is worst, in few words; what hosts do for it alone, the next part of the headline says. */
function gravest(judged: readonly Judged[]): readonly string[] {
  const isGrave = judged.some(({ judgement }) => judgement.severity === 'danger');
  const told = judged.filter(
    ({ rule, judgement }) =>
      !rule.isToldByHosts && rule.id !== UNJUDGED && (!isGrave || judgement.severity === 'danger'),
  );
  const dangers = isGrave ? told : [];
  const [first] = told;
  if (first === undefined) return [];
  const final = first.judgement.isFinal ? ', which can’t be undone' : '';
  const more = new Set(dangers.slice(1).map(({ judgement }) => shortOf(judgement))).size;
  const others = more === 0 ? '' : `, and ${more} more ${more === 1 ? 'danger' : 'dangers'}`;
  return [`${shortOf(first.judgement)}${final}${others}`];
}

/** The beginning of a finding, up to where it goes into details. */
function shortOf({ inShort, what }: Judgement): string {
  if (inShort !== undefined) return inShort;
  const [beginning = what] = /^.*?(?=: |; | \(|, because |\.$|\. )/s.exec(what) ?? [];
  const text = withFirstAddress(beginning);
  return /^[A-Z][a-z]+ /.test(text) ? `${text[0]!.toLowerCase()}${text.slice(1)}` : text;
}

/** Of addresses in a row only the first, and how many more there are. */
function withFirstAddress(text: string): string {
  const [first = text, ...rest] = text.split(', ');
  const more = rest.map((each) => /^\S+\.\S+(?: and (\d+) more)?$/.exec(each));
  if (rest.length === 0 || more.some((found) => found === null)) return text;
  const unnamed = more.reduce((sum, found) => sum + Number(found?.[1] ?? 0), 0);
  return `${first} and ${rest.length + unnamed} more`;
}

/** Beside a danger of any kind, nobody is told that all is well with the data. */
function dataPart(judged: readonly Judged[]): readonly string[] {
  if (judged.some(({ judgement }) => judgement.severity === 'danger')) return [];
  if (judged.some(({ rule }) => rule.isAboutData)) return ['data may be touched'];
  const unjudged = judged.filter(({ rule }) => rule.id === UNJUDGED);
  return unjudged.length > 0 ? [unjudgedPart(unjudged)] : ['no data touched'];
}

const UNJUDGED = 'change-unjudged';

/** What nobody judged may be harmless, but the review doesn't say so. */
function unjudgedPart(judged: readonly Judged[]): string {
  const addresses = judged.flatMap(({ judgement }) => judgement.addresses);
  const changes = addresses.length === 1 ? 'a change' : `${addresses.length} changes`;
  return `no rule knows what ${changes} would do (${listSome(addresses)})`;
}

function clusterParts(cluster: ClusterFacts, facts: PlanFacts): readonly string[] {
  const parts = fates(cluster, facts);
  const isSeveral = facts.clusters.length > 1;
  const prefix = isSeveral ? `${cluster.name ?? 'other hosts'}: ` : '';
  return parts.map((part, index) => (index === 0 ? `${prefix}${part}` : part));
}

function fates(cluster: ClusterFacts, facts: PlanFacts): readonly string[] {
  const { hosts, name } = cluster;
  const of = (fate: HostFacts['fate']) => hosts.filter((host) => host.fate === fate);
  const added = of('added');
  if (added.length === hosts.length) {
    return [`creates ${name === undefined ? '' : `the cluster ${name} with `}${nameHosts(added)}`];
  }
  const [stopped, replaced, removed] = [of('stopped'), of('replaced'), of('removed')];
  const forgotten = hosts.filter(({ instance }) => instance.change === 'forget');
  const { restarted, reloaded } = configured(cluster, facts);
  const down = [...restarted].filter((host) => !stopped.includes(host));
  return [
    ...(stopped.length > 0 ? [`stops ${nameHosts(stopped)}${order(cluster, facts)}`] : []),
    ...(down.length > 0 ? [restarts(down, cluster)] : []),
    ...(reloaded.length > 0 && down.length === 0 ? [reloads(reloaded, cluster)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
    ...(removed.length > 0 ? [`removes ${nameHosts(removed)}`] : []),
    ...(forgotten.length > 0 ? [`forgets ${nameHosts(forgotten)}`] : []),
    ...(added.length > 0 ? [`adds ${nameHosts(added)}`] : []),
    ...(stopped.length + down.length === 0 ? ['restarts none'] : []),
    ...(replaced.length === 0 ? ['replaces none'] : []),
  ];
}

/** Terraform destroys all of them before it makes the first anew. */
function replaces(hosts: readonly HostFacts[]): string {
  return `replaces ${nameHosts(hosts)}${hosts.length > 1 ? ' at the same time' : ''}`;
}

/** How the hosts that stop do so. */
function order(cluster: ClusterFacts, facts: PlanFacts): string {
  const groups = hostsDown(cluster, facts);
  const stopped = cluster.hosts.filter(({ fate }) => fate === 'stopped');
  if (stopped.length === 1) return '';
  const most = Math.max(...groups.map(({ atOnce }) => atOnce));
  if (most <= 1) return ' one after another';
  if (groups.every(({ atOnceInOrder }) => atOnceInOrder <= 1)) return ' one right after another';
  return most >= stopped.length ? ' all at once' : `, up to ${most} at once`;
}

function restarts(hosts: readonly HostFacts[], cluster: ClusterFacts): string {
  if (!isConverged(cluster)) {
    return `needs restarts of ${nameHosts(hosts)}, which it leaves to converge`;
  }
  return `restarts ${nameHosts(hosts)}${hosts.length > 1 ? ' one after another' : ''}`;
}

function reloads(hosts: readonly HostFacts[], cluster: ClusterFacts): string {
  const settings = `changes settings of ${nameHosts(hosts)}`;
  return isConverged(cluster)
    ? `${settings} while they run`
    : `${settings}, which it leaves to converge`;
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
  const own = new Set(
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
