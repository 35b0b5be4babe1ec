import type { Sayable } from '../../../masking/say';
import { sayIfShown } from '../../../terraform-plan/quote';
import { configurationAddress } from '../../../terraform-plan/configuration-address';
import { mostAtOnce } from './host-order';
import type { ClusterFacts, DeployStep, HostFacts, PlanFacts, Replication } from '../../plan-facts';
import { isVerified } from '../deploy/verified-marker';

/** The hosts of one role that a plan takes down, and how many of them at the same time. */
export interface HostsDown {
  readonly role: 'broker' | 'ZooKeeper member' | 'host';
  readonly hosts: readonly HostFacts[];
  /** All of the role that stand. */
  readonly standing: number;
  /** At the same time, when all comes together as badly as the graph allows. */
  readonly atOnce: number;
  /** With mere dependencies counted in: one stops when the other runs again, healthy or not. */
  readonly atOnceInOrder: number;
  /** With steps of others counted in, of which nobody knows here whether they wait for health. */
  readonly atOnceAtBest: number;
  readonly tolerated: number;
  /** The same for a sentence: it comes from the cluster's files. */
  readonly shownTolerated: Sayable;
}

const ROLES: Readonly<Record<HostsDown['role'], (host: HostFacts) => boolean>> = {
  broker: ({ isBroker }) => isBroker,
  'ZooKeeper member': ({ isZookeeper }) => isZookeeper,
  host: ({ isBroker, isZookeeper }) => !isBroker && !isZookeeper,
};

/** What a plan takes down of a cluster, by role. Several rules ask: it is worked out once. */
export function hostsDown(cluster: ClusterFacts, facts: PlanFacts): readonly HostsDown[] {
  const known = answers.get(facts) ?? new Map<ClusterFacts, readonly HostsDown[]>();
  answers.set(facts, known);
  const answer = known.get(cluster) ?? findHostsDown(cluster, facts);
  known.set(cluster, answer);
  return answer;
}

const answers = new WeakMap<PlanFacts, Map<ClusterFacts, readonly HostsDown[]>>();

function findHostsDown(cluster: ClusterFacts, facts: PlanFacts): readonly HostsDown[] {
  const roles = Object.entries(ROLES) as [HostsDown['role'], (host: HostFacts) => boolean][];
  return roles.flatMap(([role, hasRole]) => {
    const members = cluster.hosts.filter((host) => hasRole(host) && host.fate !== 'added');
    const hosts = members.filter(isDown);
    if (hosts.length === 0) return [];
    // Terraform destroys dependents first: no gate stands between replacements.
    const stopped = hosts.filter(
      ({ fate, stopsOutOfOrder }) => fate === 'stopped' && !stopsOutOfOrder,
    );
    const gone = hosts.length - stopped.length;
    const most = tolerated(role, members, cluster);
    const gates = runningGates(cluster, facts);
    const steps = new Set([...gates, ...runningStepsOfOthers(facts)]);
    return [
      {
        ...{ role, hosts, standing: members.length },
        tolerated: most,
        get shownTolerated() {
          return sayIfShown(most, tolerated(role, members, cluster.shown.replication));
        },
        atOnce: gone + mostAtOnce(stopped, facts.plan, gates),
        atOnceInOrder: gone + mostAtOnce(stopped, facts.plan, 'any'),
        atOnceAtBest: gone + mostAtOnce(stopped, facts.plan, steps),
      },
    ];
  });
}

/** Whether more go down than the cluster can miss. */
export function isTooMany({ atOnce, tolerated }: HostsDown): boolean {
  return atOnce > tolerated;
}

function isDown({ fate }: HostFacts): boolean {
  return fate === 'stopped' || fate === 'replaced' || fate === 'removed';
}

/** Where there is only one, nothing is left to protect: that it stops is told by another rule. */
function tolerated(
  role: HostsDown['role'],
  members: readonly HostFacts[],
  { replicationFactor, minInsyncReplicas }: Replication,
): number {
  if (members.length === 1) return 1;
  const minority = Math.floor((members.length - 1) / 2);
  if (role === 'ZooKeeper member') return minority;
  if (role === 'host') return Math.max(1, minority);
  if (replicationFactor === undefined || minInsyncReplicas === undefined) return 1;
  return Math.max(0, replicationFactor - minInsyncReplicas);
}

/** Gates that really wait: until a first deploy has ended well, they let everything pass. */
function runningGates(cluster: ClusterFacts, facts: PlanFacts): ReadonlySet<string> {
  const isGate = ({ kind, state }: DeployStep) => kind.startsWith('gate') && state === 'runs';
  const gates = isVerified(cluster, facts) ? cluster.steps.filter(isGate) : [];
  return new Set(gates.map(({ address }) => configurationAddress(address)));
}

function runningStepsOfOthers({ resources, clusters }: PlanFacts): readonly string[] {
  const ours = new Set(clusters.flatMap(({ steps }) => steps.map(({ address }) => address)));
  return ['terraform_data', 'null_resource']
    .flatMap((type) => resources.get(type) ?? [])
    .filter(({ address, change }) => !ours.has(address) && /^(create|replace)$/.test(change))
    .map(({ address }) => configurationAddress(address));
}
