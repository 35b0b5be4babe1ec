import { asObject, asObjects } from '../../scripts/terraform-plan/json-value';

/** A plan as long as terraform shows it: the fixtures lack what repeats. */
export function shownPlan(text: string): string {
  const plan = asObject(JSON.parse(text));
  const changes = asObjects(plan.resource_changes);
  return JSON.stringify({
    ...plan,
    planned_values: asObject(plan.prior_state).values,
    resource_drift: changes.slice(0, changes.length / 4),
  });
}
