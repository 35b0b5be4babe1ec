import type { Severity, Judgement, Rule } from '../../scripts/plan-review/rule';
import { gatherPlanFacts } from '../../scripts/plan-review/facts/gather-plan-facts';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import type { PlanFacts } from '../../scripts/plan-review/plan-facts';
import { planText, type PlannedResource } from './plan-builder';

/** The facts of a plan of these resources, read as any plan is. */
export function factsOf(resources: readonly PlannedResource[]): PlanFacts {
  const options = { source: 'a test', mayBePartial: true };
  return gatherPlanFacts(parsePlan(planText(resources), options));
}

/** What a rule says of a plan of these resources. */
export function judge(rule: Rule, resources: readonly PlannedResource[]): readonly Judgement[] {
  return rule.judge(factsOf(resources));
}

/** How grave the gravest of a rule's findings is. */
export function severityOf(
  rule: Rule,
  resources: readonly PlannedResource[],
): Severity | undefined {
  const severities = judge(rule, resources).map(({ severity }) => severity);
  return severities.includes('danger') ? 'danger' : severities[0];
}
