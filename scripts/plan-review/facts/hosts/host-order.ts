import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { Plan } from '../../../terraform-plan/plan';
import { groupBy } from '../../lists';
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
  const nodes = hosts.map(({ address }) => configurationAddress(address));
  const places = groupBy([...nodes.keys()], (place) => nodes[place]!);
  const before = hostsBefore({ plan, steps, places });
  const earlier = nodes.map((node) => {
    const found = before(node, false);
    return [...nodes.keys()].filter((at) => nodes[at] !== node && (found >> BigInt(at)) & 1n);
  });
  return hosts.length - matchingSize(earlier);
}

interface Graph {
  readonly plan: Plan;
  readonly steps: ReadonlySet<string> | 'any';
  /** Of hosts in their list, by their nodes. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Which hosts a node comes after, with a step in between: as bits, since all nodes share most of them. */
function hostsBefore({ plan, steps, places }: Graph) {
  const known = new Map<string, bigint>();
  const own = (node: string) =>
    (places.get(node) ?? []).reduce((all, at) => all | (1n << BigInt(at)), 0n);
  return function before(node: string, isGated: boolean): bigint {
    const key = `${node} ${isGated}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    // In a circle, which terraform would refuse, nothing comes before itself.
    known.set(key, 0n);
    const found = (plan.dependencies.get(node) ?? []).reduce((all, dependency) => {
      const gated = isGated || steps === 'any' || steps.has(dependency);
      return all | before(dependency, gated) | (gated ? own(dependency) : 0n);
    }, 0n);
    known.set(key, found);
    return found;
  };
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
