import type { Plan } from '../../../terraform-plan/plan';

/** Finds something in a plan once, however often it is asked for while the plan is judged. */
export function oncePerPlan<T>(find: (plan: Plan) => T): (plan: Plan) => T {
  const found = new WeakMap<Plan, { readonly value: T }>();
  return (plan) => {
    const known = found.get(plan) ?? { value: find(plan) };
    found.set(plan, known);
    return known.value;
  };
}
