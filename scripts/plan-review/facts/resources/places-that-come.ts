import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { Plan, ResourceChange } from '../../../terraform-plan/plan';
import { oncePerPlan } from './once-per-plan';

/** By place in the code, whether all resources of it come in this plan, of those that are meant. */
export function placesThatCome(
  isMeant: (resource: ResourceChange) => boolean,
): (plan: Plan) => ReadonlyMap<string, boolean> {
  return oncePerPlan((plan) => {
    const places = new Map<string, boolean>();
    for (const resource of plan.changes.filter(isMeant)) {
      const place = configurationAddress(resource.address);
      places.set(place, (places.get(place) ?? true) && resource.change === 'create');
    }
    return places;
  });
}
