import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, Topology } from '../../cluster/topology';
import type { HostShells } from '../hosts/host-shell';
import { isNeeded, planHost, type HostPlan } from './host-plan';
import { readHostState } from '../health/host/host-state';

/** A process that systemd is just about to start is not one that does not run. */
const SECOND_LOOK_MS = 2_000;

/**
 * What every host needs to have, and run with, the files that the spec renders.
 *
 * @param manifests SHA-256 of the manifest that each host should have applied, by its name
 * @throws HostError where a host can't be asked
 */
export async function planConvergence(
  topology: Topology,
  shells: HostShells,
  manifests: ReadonlyMap<string, string> = new Map(),
): Promise<readonly HostPlan[]> {
  const look = async (host: Host) => {
    const state = await readHostState(shells.of(host.name), topology, host);
    const plan = planHost(topology, host, state, manifests.get(host.name));
    return { plan, isDown: isDown([...state.units.values()]) };
  };
  let found = await Promise.all(topology.hosts.map(look));
  if (found.some(({ isDown }) => isDown)) {
    await sleep(SECOND_LOOK_MS);
    found = await Promise.all(topology.hosts.map(look));
  }
  return found.map(({ plan }) => plan);
}

function isDown(units: readonly { readonly active: string }[]): boolean {
  return units.some(({ active }) => active === 'inactive');
}

/** The plan for a person: each host with its reasons, hosts with the same ones together. */
export function renderPlan(plans: readonly HostPlan[]): string {
  const needed = plans.filter(isNeeded);
  if (needed.length === 0) return 'Every host has its files, and runs with them.';
  const groups = new Map<string, HostPlan[]>();
  for (const plan of needed) {
    const key = plan.reasons.join('\n');
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  const blocks = [...groups.values()].map((same) => {
    const names = same.map(({ host }) => host.name).join(', ');
    return [`${names}:`, ...same[0]!.reasons.map((reason) => `  - ${reason}`)].join('\n');
  });
  const others = plans.filter((plan) => !isNeeded(plan)).map(({ host }) => host.name);
  return [
    ...blocks,
    ...(others.length > 0 ? [`${others.join(', ')}: nothing to do`] : []),
    ORDER,
  ].join('\n');
}

const ORDER =
  'One host at a time, each behind a gate: first what does not serve, the ZooKeeper leader late, the controller last.';
