import { stripVTControlCharacters } from 'node:util';
import { glyphs } from '../../../scripts/terminal/terminal';
import { renderSmokeReport } from '../../../scripts/smoke/report-table';
import { reports } from '../../support/smoke-reports';

const render = (report: Parameters<typeof renderSmokeReport>[0]) =>
  stripVTControlCharacters(
    renderSmokeReport(report, { glyphs: glyphs({ LC_ALL: 'C.UTF-8' }), width: Infinity }),
  );

test('a run that went well is a table and a verdict', () => {
  expect(render(reports.well)).toBe(
    [
      '  Check             Evidence         Time',
      '✔ zookeeper-quorum  voters 1, 2, 3  61 ms',
      '',
      '✔ logs: 1 of 1 check passed in 3.4 s',
    ].join('\n'),
  );
});

test('what failed is told below the table, each problem by itself', () => {
  expect(render(reports.failed)).toBe(
    [
      '  Check             Evidence                        Time',
      '✔ zookeeper-quorum  voters 1, 2, 3                 61 ms',
      '✖ round-trip        failed: 2 problems, see below  2.3 s',
      '',
      '✖ round-trip: What is produced is read back',
      "  - Partition 0: must give back <25> records & more, got '3 lost'. Look at the log.",
      '  - round-trip: must be done within 20 s. Look at the load.',
      '',
      '✖ logs: 1 of 2 checks passed in 3.4 s',
    ].join('\n'),
  );
});

test('what could not be removed is told, but fails nothing', () => {
  expect(render(reports.leftBehind)).toMatch(
    /\n\n▲ The smoke topic: must be removed, got 'X'\. Wait\.\n\n✔ logs: 1 of 1 check passed/,
  );
});

test('a terminal without Unicode gets letters', () => {
  const text = stripVTControlCharacters(
    renderSmokeReport(reports.failed, { glyphs: glyphs({}), width: Infinity }),
  );
  expect(text).toMatch(/^\+ zookeeper-quorum/m);
  expect(text).toMatch(/^x logs: 1 of 2 checks passed/m);
});

test.each([60, 80, 120])('a report fits a terminal of %i columns', (width) => {
  const evidence = '3 brokers answer, each with its id, its rack and both of its endpoints '.repeat(
    3,
  );
  const [first] = reports.failed.results;
  const results = [{ ...first!, evidence: evidence.trim() }, ...reports.failed.results];
  const text = stripVTControlCharacters(
    renderSmokeReport({ ...reports.failed, results }, { glyphs: glyphs({}), width }),
  );
  expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
  expect(text.split(/\s+/)).toEqual(expect.arrayContaining(evidence.trim().split(' ')));
});
