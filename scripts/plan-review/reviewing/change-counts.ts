import type { Plan } from '../../terraform-plan/plan';
import type { ChangeCount } from '../review';

/** What the plan does, counted by type: also what no rule knows. Types in the order of the alphabet. */
export function countChanges(plan: Plan): readonly ChangeCount[] {
  const counts = new Map<string, ChangeCount>();
  for (const { type, change, mode } of plan.changes) {
    if (mode === 'data' || change === 'none' || change === 'read') continue;
    const key = `${type} ${change}`;
    counts.set(key, { type, change, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([, count]) => count);
}
