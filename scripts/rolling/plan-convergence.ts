import { setTimeout as sleep } from 'node:timers/promises';
import { describeReason, type Reason } from '../../cluster/changes/reasons';
import { formatProblem, type Problem } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { isNeeded, planHost, takenBackReason, type HostPlan } from './host-plan';
import { readHostState, type HostState } from '../health/host/host-state';
import type { SettingTakenBack } from '../health/settings/plan-updates';
import {
  readRunningBrokers,
  type ClusterWays,
  type RunningBrokers,
} from '../health/settings/read-running-brokers';

/** A process that systemd is just about to start is not one that does not run. */
const SECOND_LOOK_MS = 2_000;

/** What a cluster needs, as data. */
export interface ClusterPlan {
  readonly hosts: readonly HostPlan[];
  /** Overrides for all brokers that are to go, once every host has what it needs. */
  readonly takenBack: readonly SettingTakenBack[];
}

/** The same, and who is missing in it. */
export interface SeenPlan extends ClusterPlan {
  /** Hosts that can't be looked at: nobody knows what they need. */
  readonly unseen: readonly { readonly host: Host; readonly problem: Problem }[];
}

export interface PlannedCluster extends ClusterWays {
  readonly shells: HostShells;
  /** SHA-256 of the manifest that each host should have applied, by its name. @default - nobody knows */
  readonly manifests?: ReadonlyMap<string, string>;
  /** Kafka's release that each host runs, by its name. @default - nobody has looked */
  readonly releases?: ReadonlyMap<string, string>;
  /** Hosts that are looked at. @default - all */
  readonly hosts?: readonly Host[];
}

/**
 * What every host needs to have, and run with, what the spec renders. One that can't be looked at is told
 * beside the plan of the others.
 */
export async function planConvergence(cluster: PlannedCluster): Promise<SeenPlan> {
  const { topology, manifests, releases, hosts = topology.hosts } = cluster;
  let seen = await lookAt(cluster, hosts);
  if (seen.some(({ state }) => state && isDown([...state.units.values()]))) {
    await sleep(SECOND_LOOK_MS);
    seen = await lookAt(cluster, hosts);
  }
  const brokers = await readRunningBrokers(cluster);
  const plans = seen.flatMap(({ host, state }) => {
    if (!state) return [];
    const broker = brokerEvidence(brokers, host);
    const [manifest, release] = [manifests?.get(host.name), releases?.get(host.name)];
    return [planHost(topology, host, { state, manifest, release, broker })];
  });
  // What is set for all brokers may serve one of the others.
  const takenBack =
    cluster.hosts && hosts.length < topology.hosts.length ? [] : brokers.forAll.takenBack;
  return {
    hosts: plans,
    takenBack,
    unseen: seen.flatMap(({ host, problem }) => (problem ? [{ host, problem }] : [])),
  };
}

interface Seen {
  readonly host: Host;
  readonly state?: HostState;
  /** Why it can't be looked at. */
  readonly problem?: Problem;
}

async function lookAt(
  { topology, shells }: PlannedCluster,
  hosts: readonly Host[],
): Promise<readonly Seen[]> {
  const looks = hosts.map(async (host) => {
    try {
      return { host, state: await readHostState(shells.of(host.name), topology, host) };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      return { host, problem: error.problem };
    }
  });
  return await Promise.all(looks);
}

/** What a plan of a host has to know of its broker. */
export function brokerEvidence({ byHost, forAll }: RunningBrokers, { name }: Host) {
  const found = byHost.get(name);
  return found && { ...found, kept: forAll.kept };
}

/** Whether anything is to be done. */
export function hasWork({ hosts, takenBack }: ClusterPlan): boolean {
  return takenBack.length > 0 || hosts.some(isNeeded);
}

function isDown(units: readonly { readonly active: string }[]): boolean {
  return units.some(({ active }) => active === 'inactive');
}

/** Why a host is changed, a line each, for the record of what was done. */
export function reasonLines({ hosts, takenBack }: ClusterPlan): readonly string[] {
  const ofHosts = hosts
    .filter(isNeeded)
    .flatMap(({ host, reasons }) =>
      reasons.slice(0, 1).map((reason) => `${host.name}: ${describeReason(reason)}`),
    );
  const forAll = takenBack.map((each) => `all brokers: ${describeReason(takenBackReason(each))}`);
  return [...ofHosts, ...forAll];
}

/** The plan for a person: each host with its reasons, hosts with the same ones together. */
export function renderPlan(plan: ClusterPlan & Partial<SeenPlan>): string {
  const { hosts: plans, takenBack, unseen = [] } = plan;
  const needed = plans.filter(isNeeded);
  const missing = unseen.map(({ problem }) => formatProblem(problem));
  if (needed.length === 0 && takenBack.length === 0) {
    return missing.length === 0 ? NOTHING : [...missing, OTHERS].join('\n');
  }
  const groups = new Map<string, HostPlan[]>();
  for (const plan of needed) {
    const key = lines(plan.reasons).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  const blocks = [...groups].map(([reasons, same]) => {
    const names = same.map(({ host }) => host.name).join(', ');
    return [`${names}:`, reasons].join('\n');
  });
  const forAll =
    takenBack.length > 0 ? ['all brokers:', ...lines(takenBack.map(takenBackReason))] : [];
  const others = plans.filter((plan) => !isNeeded(plan)).map(({ host }) => host.name);
  return [
    ...missing,
    ...blocks,
    ...forAll,
    ...(others.length > 0 ? [`${others.join(', ')}: nothing to do`] : []),
    ORDER,
  ].join('\n');
}

const OTHERS = 'The other hosts have their files, and run with them.';
const NOTHING = 'Every host has its files, and runs with them.';

const lines = (reasons: readonly Reason[]) =>
  reasons.map((reason) => `  - ${describeReason(reason)}`);

const ORDER =
  'One host at a time; restarts behind gates: first what does not serve, the ZooKeeper leader late, the controller last.';
