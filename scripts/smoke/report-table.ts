import { styleText } from 'node:util';
import { formatProblem } from '../../cluster/errors';
import { visibleLine } from '../../cluster/visible-text';
import type { Glyphs, Terminal } from '../terminal/terminal';
import { counted, formatDuration } from '../terminal/quantities';
import { table } from '../terminal/table';
import { wrapLines } from '../terminal/wrap-text';
import { hasPassed, type CheckResult, type SmokeReport } from './smoke-report';

/** The report for a person: a line for each check, what failed and why, and the verdict at the end. */
export function renderSmokeReport(report: SmokeReport, { glyphs, width }: Terminal): string {
  const failed = report.results.filter(({ passed }) => !passed);
  return [
    resultTable(report.results, { glyphs, width }),
    ...[
      ...failed.map((result) => failure(result, glyphs)),
      ...warnings(report, glyphs),
      ...leftOut(report, glyphs),
      verdict(report, glyphs),
    ].map((text) => wrapLines(text, width)),
  ].join('\n\n');
}

function resultTable(results: readonly CheckResult[], { glyphs, width }: Terminal): string {
  const rows = results.map((result) => [
    `${markOf(result.passed, glyphs)} ${result.id}`,
    shortResult(result),
    time(result.durationMs),
  ]);
  return table(['  Check', 'Evidence', 'Time'], rows, { width, rightAligned: [2] });
}

function shortResult({ passed, evidence, problems }: CheckResult): string {
  return passed
    ? visibleLine(evidence)
    : `failed: ${counted(problems.length, 'problem')}, see below`;
}

function failure({ id, title, problems }: CheckResult, glyphs: Glyphs): string {
  const heading = `${markOf(false, glyphs)} ${styleText('bold', id)}: ${title}`;
  const lines = problems.map((problem) => `  - ${formatProblem(problem)}`);
  return [heading, ...lines].join('\n');
}

function warnings({ notes, leftBehind }: SmokeReport, glyphs: Glyphs): readonly string[] {
  const warning = styleText('yellow', glyphs.warning);
  return [...notes, ...leftBehind].map((problem) => `${warning} ${formatProblem(problem)}`);
}

function leftOut({ leftOut }: SmokeReport, glyphs: Glyphs): readonly string[] {
  if (leftOut.length === 0) return [];
  const text = `Left out, since they look at the hosts themselves (--inventory): ${leftOut.join(', ')}.`;
  return [`${glyphs.free} ${text}`];
}

function verdict(report: SmokeReport, glyphs: Glyphs): string {
  const { clusterName, results, durationMs } = report;
  const passed = results.filter((result) => result.passed).length;
  const score = `${passed} of ${counted(results.length, 'check')} passed in ${time(durationMs)}`;
  return `${markOf(hasPassed(report), glyphs)} ${clusterName}: ${score}`;
}

function markOf(passed: boolean, { good, bad }: Glyphs): string {
  return passed ? styleText('green', good) : styleText('red', bad);
}

function time(durationMs: number): string {
  return durationMs < 1_000 ? `${Math.round(durationMs)} ms` : formatDuration(durationMs / 1_000);
}
