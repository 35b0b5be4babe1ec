import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { Plan } from '../../../terraform-plan/plan';
import type { HostFacts } from '../../plan-facts';

/**
 * How many of these hosts the plan may stop at the same time: the most of which no two have a step
 * between them. Terraform does at once whatever doesn't depend on each other.
 * By Dilworth's theorem, these are as many as the fewest chains that hold all hosts.
 *
 * @param steps the configuration addresses of what waits until a host is back; `any` where it is
 *   enough that one depends on the other
 */
export function mostAtOnce(
  hosts: readonly HostFacts[],
  plan: Plan,
  steps: ReadonlySet<string> | 'any',
): number {
  const indexes = new Map<string, number[]>();
  hosts.forEach(({ address }, index) => {
    const node = configurationAddress(address);
    indexes.set(node, [...(indexes.get(node) ?? []), index]);
  });
  const earlier = hosts.map(({ address }) =>
    hostsBefore(configurationAddress(address), { plan, steps, indexes }),
  );
  return hosts.length - matchingSize(earlier);
}

interface Graph {
  readonly plan: Plan;
  readonly steps: ReadonlySet<string> | 'any';
  readonly indexes: ReadonlyMap<string, readonly number[]>;
}

/** The hosts that a host comes after, with a step in between. */
function hostsBefore(start: string, { plan, steps, indexes }: Graph): readonly number[] {
  const found = new Set<number>();
  // Each node is gone through twice at most: reached through a step, and not.
  const seen = { direct: new Set<string>(), gated: new Set<string>() };
  const queue: (readonly [string, boolean])[] = [[start, false]];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [node, isGated] = next;
    for (const dependency of plan.dependencies.get(node) ?? []) {
      const gated = isGated || steps === 'any' || steps.has(dependency);
      const places = gated ? seen.gated : seen.direct;
      if (places.has(dependency)) continue;
      places.add(dependency);
      if (gated && dependency !== start) {
        for (const index of indexes.get(dependency) ?? []) found.add(index);
      }
      queue.push([dependency, gated]);
    }
  }
  return [...found];
}

/** The size of the largest matching, by augmenting paths. */
function matchingSize(edges: readonly (readonly number[])[]): number {
  const matched = new Map<number, number>();
  const augment = (from: number, tried: Set<number>): boolean =>
    edges[from]!.some((to) => {
      if (tried.has(to)) return false;
      tried.add(to);
      const holder = matched.get(to);
      if (holder !== undefined && !augment(holder, tried)) return false;
      matched.set(to, from);
      return true;
    });
  return edges.filter((_, from) => augment(from, new Set())).length;
}
