import type { Verdict } from '../../../scripts/plan-review/review';
import type { PlannedResource } from '../../support/plan-builder';

/** A plan as JSON, where resources alone don't say what a case is about. */
export type PlanDocument = Readonly<Record<string, unknown>>;

/** What the review says of one plan, whatever rule says it. */
export type Promised = readonly [
  /** What the plan does, in one plain sentence without a subject. */
  does: string,
  /**
   * What an experienced engineer would say of it: `safe` to apply unseen; `care`, where nothing is lost
   * if a person has looked; `danger`, where data, the cluster or what protects them may be lost; `lost`,
   * a danger that also says that it can't be undone.
   */
  verdict: Verdict | 'lost',
  why: string,
  plan: readonly PlannedResource[] | PlanDocument,
];

export type Promises = readonly Promised[];
