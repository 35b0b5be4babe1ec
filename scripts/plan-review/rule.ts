import type { Finding } from './finding';
import type { PlanFacts } from './plan-facts';

/** A finding before it is said which rule found it. */
export type Judgement = Omit<Finding, 'rule'>;

/** A judgement on a plan: pure, one file each, listed in `rules/index.ts`. */
export interface Rule {
  /** Named for the harm, such as `volume-lost`. */
  readonly id: string;
  /** What the rule looks for, in one sentence: shown in the docs and in SARIF. */
  readonly title: string;
  judge(facts: PlanFacts): readonly Judgement[];
}
