import { isNeeded, type HostPlan } from './host-plan';

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
