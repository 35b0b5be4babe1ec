import type { Sayable } from '../masking/say';
import type { PlanFacts } from './plan-facts';

/** `danger` may lose data or the cluster; `care` needs a person who has looked at it. */
export type Severity = 'care' | 'danger';

/** One thing in a plan that a reviewer must know. */
export interface Finding {
  /** The rule's id, such as `volume-lost`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence that names the resource in the cluster's terms. */
  readonly what: string;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The addresses of the resources that it is about. */
  readonly addresses: readonly string[];
}

/** A finding before it is said which rule found it. */
export interface Judgement extends Omit<Finding, 'rule'> {
  readonly what: Sayable;
}

/** A judgement on a plan: pure, one file each, listed in `rules/index.ts`. */
export interface Rule {
  /** Named for the harm, such as `volume-lost`. */
  readonly id: string;
  /** What the rule looks for, in one sentence: shown in the docs and in SARIF. */
  readonly title: string;
  judge(facts: PlanFacts): readonly Judgement[];
}
