import { renderSmokeJunit } from '../../../scripts/smoke/report-junit';
import { reports } from '../../support/smoke-reports';

test('each check is a test case, with its time in seconds and its evidence or its problems', () => {
  const xml = renderSmokeJunit(reports.failed);
  expect(xml).toContain(
    'name="smoke checks of logs" timestamp="2026-11-22T18:16:04" tests="2" failures="1"',
  );
  expect(xml).toContain(
    '<testcase classname="logs.smoke.zookeeper-quorum" name="The quorum is whole" time="0.061">',
  );
  expect(xml).toContain('voters 1, 2, 3');
  expect(xml).toContain('classname="logs.smoke.round-trip"');
});

test('what XML has a meaning for is escaped', () => {
  expect(renderSmokeJunit(reports.failed)).toContain('give back &lt;25> records &amp; more');
});
