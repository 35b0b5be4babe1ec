import { say, unmarked } from '../../masking/say';
import type { Finding, Judgement, Rule } from '../rule';
import { gatherPlanFacts } from '../facts/gather-plan-facts';
import { headlineOf, type Judged } from './headline';
import type { Plan } from '../../terraform-plan/plan';
import type { PlanFacts, TextChange } from '../plan-facts';
import type { Review, Verdict, ChangeCount } from '../review';
import { RULES } from '../rules';

/** Judges a plan by all rules. */
export function reviewPlan(plan: Plan, rules: readonly Rule[] = RULES): Review {
  const facts = gatherPlanFacts(plan);
  const judged = rules
    .flatMap((rule) => judge(rule, facts).map((judgement) => ({ rule, judgement })))
    .sort((one, other) => weightOf(other.judgement) - weightOf(one.judgement));
  const findings = judged.map(asFinding);
  return {
    verdict: verdictOn(plan, findings),
    headline: plan.mask(headlineOf(facts, judged)),
    findings: findings.map((finding) => maskFinding(finding, plan)),
    configuration: facts.configuration.map(({ shown }) => maskAddress(shown, plan)),
    userData: facts.userData.map(({ shown }) => maskAddress(shown, plan)),
    counts: countChanges(plan),
    plan: { formatVersion: plan.formatVersion, toolVersion: plan.toolVersion },
  };
}

/** The gravest first, and of those what nothing brings back. */
function weightOf({ severity, isFinal = false }: Judgement): number {
  return (severity === 'danger' ? 2 : 0) + (isFinal ? 1 : 0);
}

function asFinding({ rule, judgement }: Judged): Finding {
  const { isFinal = false, why } = judgement;
  const { severity, what, remedy, addresses, hosts } = judgement;
  return {
    ...{ rule: rule.id, severity, what },
    why: isFinal ? `${why} This can’t be undone.` : why,
    ...{ remedy, addresses },
    ...(hosts && { hosts }),
  };
}

function judge(rule: Rule, facts: PlanFacts): readonly Judgement[] {
  try {
    return rule.judge(facts);
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
function failedRule({ id, title }: Rule, error: unknown): Judgement {
  const kind = error instanceof Error ? error.name : typeof error;
  return {
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
