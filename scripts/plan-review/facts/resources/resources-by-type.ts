import { unmarked } from '../../../masking/say';
import type { Plan, ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';

const MANAGED = /^(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*([^.[]+)\.([^.[]+)/;

/** Every managed resource by its type, also one that the plan says nothing about. */
export function resourcesByType(plan: Plan): ReadonlyMap<string, readonly ResourceChange[]> {
  const resources = new Map<string, ResourceChange[]>();
  const add = (resource: ResourceChange) => {
    const known = resources.get(resource.type);
    if (known) known.push(resource);
    else resources.set(resource.type, [resource]);
  };
  const told = new Set<string>();
  for (const change of plan.changes) {
    if (change.deposed === undefined) {
      told.add(change.previousAddress ?? change.address).add(change.address);
    }
    if (change.mode === 'managed') add(change);
  }
  for (const address of plan.standing.keys()) {
    const untold = told.has(address) ? undefined : leftAlone(plan, address);
    if (untold) add(untold);
  }
  return resources;
}

/** A resource that stands and isn't planned, as with `-target`; undefined for a data source. */
function leftAlone({ standing }: Plan, address: string): ResourceChange | undefined {
  const [, type, name] = MANAGED.exec(address) ?? [];
  if (type === undefined || name === undefined || type === 'data') return undefined;
  const resource = standing.get(address)!;
  const { values } = resource;
  return {
    ...{ address: unmarked(address), type: unmarked(type), name, mode: 'managed', provider: '' },
    ...{ change: 'none', actions: [unmarked('no-op')], createsFirst: false },
    ...{ before: values, after: values, afterUnknown: false, replacePaths: [], isImported: false },
    get shown() {
      return { before: resource.shown, after: resource.shown };
    },
  };
}

/** The managed resources of these types, in the order of the types. */
export function resourcesOf(
  { resources }: PlanFacts,
  ...types: readonly string[]
): readonly ResourceChange[] {
  return types.flatMap((type) => resources.get(type) ?? []);
}
