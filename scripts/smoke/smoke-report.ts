import type { Problem } from '../../cluster/errors';

/** How one check went. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  /** What was seen, where the check passed; empty otherwise. */
  readonly evidence: string;
  /** Why it failed; empty where it passed. */
  readonly problems: readonly Problem[];
  /** From its first attempt's begin to its last one's end. */
  readonly durationMs: number;
  /** How often it looked before it passed, or gave up. */
  readonly attempts: number;
}

/** How a run of checks went. */
export interface SmokeReport {
  readonly clusterName: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** In the order of the registry. */
  readonly results: readonly CheckResult[];
  /** Ids of the checks that were not run, since they need access to the hosts themselves. */
  readonly leftOut: readonly string[];
  /** What should be known of the cluster, and is no fault. */
  readonly notes: readonly Problem[];
  /** What the run made and could not remove. */
  readonly leftBehind: readonly Problem[];
}

/** Whether all checks passed. */
export function hasPassed({ results }: SmokeReport): boolean {
  return results.every(({ passed }) => passed);
}
