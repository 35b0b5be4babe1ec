import { setTimeout as sleep } from 'node:timers/promises';
import type { Topology } from '../../cluster/topology';
import type { HostShells } from '../hosts/host-shell';
import { isNeeded, planHost, type HostPlan } from './host-plan';
import { readHostState } from '../health/host/host-state';

/** A process that systemd is just about to start is not one that does not run. */
const SECOND_LOOK_MS = 2_000;

/**
 * What every host needs to have, and run with, the files that the spec renders.
 *
 * @throws HostError where a host can't be asked
 */
export async function planConvergence(
  topology: Topology,
  shells: HostShells,
): Promise<readonly HostPlan[]> {
  const plans = await Promise.all(
    topology.hosts.map(async (host) => {
      const state = await readHostState(shells.of(host.name), topology, host);
      return { plan: planHost(topology, host, state), isDown: isDown([...state.units.values()]) };
    }),
  );
  if (!plans.some(({ isDown }) => isDown)) return plans.map(({ plan }) => plan);
  await sleep(SECOND_LOOK_MS);
  return await Promise.all(
    topology.hosts.map(async (host) =>
      planHost(topology, host, await readHostState(shells.of(host.name), topology, host)),
    ),
  );
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
