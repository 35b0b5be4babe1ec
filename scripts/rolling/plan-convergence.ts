import { setTimeout as sleep } from 'node:timers/promises';
import { describeReason, type Reason } from '../../cluster/changes/reasons';
import type { Host } from '../../cluster/topology';
import type { HostShells } from '../hosts/host-shell';
import { isNeeded, planHost, takenBackReason, type HostPlan } from './host-plan';
import { readHostState, type HostState } from '../health/host/host-state';
import type { Override } from './running-broker';
import { readRunningBrokers, type ClusterWays, type RunningBrokers } from './read-running-brokers';

/** A process that systemd is just about to start is not one that does not run. */
const SECOND_LOOK_MS = 2_000;

/** What a cluster needs, as data. */
export interface ClusterPlan {
  readonly hosts: readonly HostPlan[];
  /** Overrides for all brokers that are to go, once every host has what it needs. */
  readonly takenBack: readonly Override[];
}

export interface PlannedCluster extends ClusterWays {
  readonly shells: HostShells;
  /** SHA-256 of the manifest that each host should have applied, by its name. @default - nobody knows */
  readonly manifests?: ReadonlyMap<string, string>;
  /** Hosts that are looked at. @default - all */
  readonly hosts?: readonly Host[];
}

/**
 * What every host needs to have, and run with, what the spec renders.
 *
 * @throws HostError where a host can't be asked
 */
export async function planConvergence(cluster: PlannedCluster): Promise<ClusterPlan> {
  const { topology, shells, manifests, hosts = topology.hosts } = cluster;
  const look = async (): Promise<readonly HostState[]> =>
    await Promise.all(hosts.map((host) => readHostState(shells.of(host.name), topology, host)));
  let states = await look();
  if (states.some(({ units }) => isDown([...units.values()]))) {
    await sleep(SECOND_LOOK_MS);
    states = await look();
  }
  const brokers = await readRunningBrokers(cluster);
  const plans = hosts.map((host, index) =>
    planHost(topology, host, {
      state: states[index]!,
      manifest: manifests?.get(host.name),
      broker: brokerEvidence(brokers, host),
    }),
  );
  return { hosts: plans, takenBack: brokers.forAll.takenBack };
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

/** The plan for a person: each host with its reasons, hosts with the same ones together. */
export function renderPlan({ hosts: plans, takenBack }: ClusterPlan): string {
  const needed = plans.filter(isNeeded);
  if (needed.length === 0 && takenBack.length === 0) return NOTHING;
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
    ...blocks,
    ...forAll,
    ...(others.length > 0 ? [`${others.join(', ')}: nothing to do`] : []),
    ORDER,
  ].join('\n');
}

const NOTHING = 'Every host has its files, and runs with them.';

const lines = (reasons: readonly Reason[]) =>
  reasons.map((reason) => `  - ${describeReason(reason)}`);

const ORDER =
  'One host at a time; restarts behind gates: first what does not serve, the ZooKeeper leader late, the controller last.';
