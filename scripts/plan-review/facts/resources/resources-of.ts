import type { ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';

/** The managed resources of these types, in the order of the types. */
export function resourcesOf(
  { resources }: PlanFacts,
  ...types: readonly string[]
): readonly ResourceChange[] {
  return types.flatMap((type) => resources.get(type) ?? []);
}
