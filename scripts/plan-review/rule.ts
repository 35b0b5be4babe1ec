import type { Sayable } from '../masking/say';
import type { Names } from './lists';
import type { MeantTypes } from './kinds/matcher-for';
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
  /** Those of the hosts to which it happens, where texts tell it together with what else does. */
  readonly hosts?: readonly string[];
}

/** A finding before it is said which rule found it. */
export interface Judgement extends Omit<Finding, 'rule'> {
  readonly what: Sayable;
  /** Whether nothing brings back what is lost: then the review says so. */
  readonly isFinal?: boolean;
  /**
   * For the headline, such as `downgrades Kafka`: what terraform does, in the third person.
   *
   * @default - the beginning of `what`
   */
  readonly inShort?: Sayable;
}

/**
 * What a rule understands: changes that it judges, or knows to be harmless. A change that no rule
 * understands is a finding of `change-unjudged`, so a rule says here all that it looks at, and no more.
 */
export interface Reads extends MeantTypes {
  /**
   * Attributes of which it understands every change, each as a path without places in lists:
   * `metadata_options.http_tokens`; one stands for all that is in it, and `*` for all there are.
   */
  readonly attributes?: Names;
  /** Whether it also understands that such a resource comes, or goes or is made anew. */
  readonly and?: readonly Event[];
}

export type Event = 'created' | 'lost';

/** A judgement on a plan: pure, one file each, listed in `rules/index.ts`. */
export interface Rule {
  /** Named for the harm, such as `volume-lost`. */
  readonly id: string;
  /** What the rule looks for, in one sentence: shown in the docs and in SARIF. */
  readonly title: string;
  readonly reads?: readonly Reads[];
  /** Whether what it finds is about data: then the headline doesn't say that none is touched. */
  readonly isAboutData?: boolean;
  /** Whether the headline says the same of the hosts by itself. */
  readonly isToldByHosts?: boolean;
  judge(facts: PlanFacts): readonly Judgement[];
}
