import { formatProblem, type Problem } from '../../cluster/errors';
import { hasPassed, type SmokeReport } from './smoke-report';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const SMOKE_JSON_VERSION = 1;

/** The report for a program: the shape that docs/smoke-checks.md documents. */
export function renderSmokeJson(report: SmokeReport): string {
  const { clusterName, startedAt, durationMs, results, leftOut, notes, leftBehind } = report;
  const json = {
    formatVersion: SMOKE_JSON_VERSION,
    cluster: clusterName,
    passed: hasPassed(report),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    checks: results.map((result) => ({
      id: result.id,
      title: result.title,
      passed: result.passed,
      evidence: result.evidence,
      problems: result.problems.map(problemJson),
      durationMs: Math.round(result.durationMs),
      attempts: result.attempts,
    })),
    leftOut,
    notes: notes.map(problemJson),
    leftBehind: leftBehind.map(problemJson),
  };
  return JSON.stringify(json, undefined, 2);
}

function problemJson(problem: Problem) {
  const { path, rule, value, remedy } = problem;
  return { path, rule, value: value ?? null, remedy, message: formatProblem(problem) };
}
