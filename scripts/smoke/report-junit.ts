import builder from 'junit-report-builder';
import { formatProblem } from '../../cluster/errors';
import type { SmokeReport } from './smoke-report';

/** The report as JUnit XML, which CI systems show as test results: one test case a check. */
export function renderSmokeJunit({ clusterName, startedAt, results }: SmokeReport): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name(`smoke checks of ${clusterName}`).timestamp(startedAt);
  for (const { id, title, passed, evidence, problems, durationMs } of results) {
    const testCase = suite
      .testCase()
      .className(`${clusterName}.smoke.${id}`)
      .name(title)
      .time(Math.round(durationMs) / 1_000);
    if (passed) testCase.standardOutput(evidence);
    else testCase.failure(problems.map(formatProblem).join('\n'));
  }
  return report.build();
}
