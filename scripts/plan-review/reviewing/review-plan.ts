import { say, unmarked } from '../../masking/say';
import type { Finding, Severity, Rule } from '../rule';
import { gatherPlanFacts } from '../facts/gather-plan-facts';
import { headlineOf } from './headline';
import type { Plan } from '../../terraform-plan/plan';
import type { PlanFacts, TextChange } from '../plan-facts';
import type { Review, Verdict, ChangeCount } from '../review';
import { RULES } from '../rules';

/** Judges a plan by all rules. */
export function reviewPlan(plan: Plan, rules: readonly Rule[] = RULES): Review {
  const facts = gatherPlanFacts(plan);
  const findings = rules
    .flatMap((rule) => judge(rule, facts))
    .sort((a, b) => GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity));
  return {
    verdict: verdictOn(plan, findings),
    headline: plan.mask(headlineOf(facts, findings)),
    findings: findings.map((finding) => maskFinding(finding, plan)),
    configuration: facts.configuration.map(({ shown }) => maskAddress(shown, plan)),
    userData: facts.userData.map(({ shown }) => maskAddress(shown, plan)),
    counts: countChanges(plan),
    plan: { formatVersion: plan.formatVersion, toolVersion: plan.toolVersion },
  };
}

const GRAVEST_FIRST: readonly Severity[] = ['danger', 'care'];

function judge(rule: Rule, facts: PlanFacts): readonly Finding[] {
  try {
    return rule.judge(facts).map((finding) => ({ rule: rule.id, ...finding }));
  } catch (error) {
    return [failedRule(rule, error)];
  }
}

/** Addresses and names are the plan's own, and what it marks may be in them. */
function maskFinding(finding: Finding, { mask }: Plan): Finding {
  const { what, why, remedy, addresses } = finding;
  return {
    ...finding,
    ...{ what: mask(what), why: mask(why), remedy: mask(remedy) },
    addresses: addresses.map(mask),
  };
}

function maskAddress<T extends TextChange>(change: T, { mask }: Plan): T {
  const { address, label, hosts } = change;
  return { ...change, address: mask(address), label: mask(label), hosts: hosts.map(mask) };
}

/** The error's own words are left out: they may quote the plan. */
function failedRule({ id, title }: Rule, error: unknown): Finding {
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    rule: id,
    severity: 'danger',
    what: say`The rule ${unmarked(id)} failed on this plan (${unmarked(kind)}).`,
    why: `Nobody has looked for what it looks for: ${title}.`,
    remedy:
      'Look for that in the plan yourself, and report the failure: it is a fault of this tool.',
    addresses: [],
  };
}

/** What can't be read, or isn't all there, is never safe, whatever the rules say. */
function verdictOn(plan: Plan, findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === 'danger')) return 'danger';
  const isUnclear = plan.isPartial || plan.changes.some(({ change }) => change === 'unknown');
  return findings.length > 0 || isUnclear ? 'care' : 'safe';
}

/** What the plan does, counted by type: also what no rule knows. Types in the order of the alphabet. */
export function countChanges({ changes, mask }: Plan): readonly ChangeCount[] {
  const counts = new Map<string, ChangeCount>();
  for (const { type, change, mode } of changes) {
    if (mode === 'data' || change === 'none' || change === 'read') continue;
    const key = `${type} ${change}`;
    counts.set(key, { type: mask(type), change, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([, count]) => count);
}
