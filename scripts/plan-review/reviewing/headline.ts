import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
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
export function headlineOf(facts: PlanFacts, judged: readonly Judged[]): Sayable {
  const { plan, clusters } = facts;
  const verifying = clusters.flatMap(verifyStep);
  const isIdle = plan.changes.every(
    ({ change, address }) => change === 'none' || change === 'read' || verifying.includes(address),
  );
  if (isIdle && judged.every(({ rule }) => rule.id === 'plan-partial')) {
    const verifies = verifying.length > 0 ? say`; the deploy verifies the cluster` : '';
    return plan.isPartial
      ? say`changes nothing of what it shows${verifies}`
      : say`changes nothing${verifies}`;
  }
  const parts = clusters.flatMap((cluster) => clusterParts(cluster, facts));
  return joinSaid(
    [
      ...gravest(judged),
      ...(clusters.length === 0 ? [say`touches no host`] : parts),
      ...dataPart(judged),
    ],
    '; ',
  );
}

/** The step that only looks, where it runs: each deploy ends with it. */
function verifyStep({ steps }: ClusterFacts): readonly Sayable[] {
  return steps
    .filter(({ kind, state }) => kind === 'verify' && state === 'runs')
    .map(({ address }) => address);
}

/** What is worst, in few words; what hosts do for it alone, the next part of the headline says. */
function gravest(judged: readonly Judged[]): readonly Sayable[] {
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
  const others =
    more === 0 ? '' : say`, and ${unmarked(more)} more ${more === 1 ? 'danger' : 'dangers'}`;
  return [say`${shortOf(first.judgement)}${final}${others}`];
}

/** The beginning of a finding, up to where it goes into details. */
function shortOf({ inShort, what }: Judgement): Sayable {
  if (inShort !== undefined) return inShort;
  const [beginning = ''] = /^.*?(?=: |; | \(|, because |\.$|\. )/s.exec(what) ?? [what];
  const text = withFirstAddress(beginning);
  const isVerb = /^[A-Z][a-z]+ /.test(text);
  return unmarked(isVerb ? `${text[0]!.toLowerCase()}${text.slice(1)}` : text);
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
function dataPart(judged: readonly Judged[]): readonly Sayable[] {
  if (judged.some(({ judgement }) => judgement.severity === 'danger')) return [];
  if (judged.some(({ rule }) => rule.isAboutData)) return [say`data may be touched`];
  const unjudged = judged.filter(({ rule }) => rule.id === UNJUDGED);
  return unjudged.length > 0 ? [unjudgedPart(unjudged)] : [say`no data touched`];
}

const UNJUDGED = 'change-unjudged';

/** What nobody judged may be harmless, but the review doesn't say so. */
function unjudgedPart(judged: readonly Judged[]): Sayable {
  const addresses = judged.flatMap(({ judgement }) => judgement.addresses.map(unmarked));
  const changes = addresses.length === 1 ? 'a change' : say`${unmarked(addresses.length)} changes`;
  return say`no rule knows what ${changes} would do (${listSome(addresses)})`;
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
  const started = hosts.filter(({ isStarted }) => isStarted);
  const forgotten = hosts.filter(({ instance }) => instance.change === 'forget');
  const { restarted, reloaded } = configured(cluster, facts);
  const down = [...restarted].filter((host) => !stopped.includes(host));
  return [
    ...(started.length > 0 ? [say`starts ${nameHosts(started)}`] : []),
    ...(stopped.length > 0 ? [say`stops ${nameHosts(stopped)}${order(cluster, facts)}`] : []),
    ...(down.length > 0 ? [restarts(down, cluster)] : []),
    ...(reloaded.length > 0 && down.length === 0 ? [reloads(reloaded, cluster)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
    ...(removed.length > 0 ? [say`removes ${nameHosts(removed)}`] : []),
    ...(forgotten.length > 0 ? [say`forgets ${nameHosts(forgotten)}`] : []),
    ...(added.length > 0 ? [say`adds ${nameHosts(added)}`] : []),
    ...(stopped.length + down.length === 0 ? [say`restarts none`] : []),
    ...(replaced.length === 0 ? [say`replaces none`] : []),
  ];
}

/** Terraform destroys all of them before it makes the first anew. */
function replaces(hosts: readonly HostFacts[]): Sayable {
  return say`replaces ${nameHosts(hosts)}${hosts.length > 1 ? ' at the same time' : ''}`;
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
