import { renderSmokeJson } from '../../../scripts/smoke/report-json';
import { reports } from '../../support/smoke-reports';

test('the JSON has the shape that docs/smoke-checks.md promises', () => {
  expect(JSON.parse(renderSmokeJson(reports.failed))).toEqual({
    formatVersion: 1,
    cluster: 'logs',
    passed: false,
    startedAt: '2026-11-22T18:16:04.000Z',
    durationMs: 3412,
    checks: [
      {
        id: 'zookeeper-quorum',
        title: 'The quorum is whole',
        passed: true,
        evidence: 'voters 1, 2, 3',
        problems: [],
        durationMs: 61,
        attempts: 1,
      },
      {
        id: 'round-trip',
        title: 'What is produced is read back',
        passed: false,
        evidence: '',
        problems: [
          {
            path: 'Partition 0',
            rule: 'give back <25> records & more',
            value: '3 lost',
            remedy: 'Look at the log',
            message:
              "Partition 0: must give back <25> records & more, got '3 lost'. Look at the log.",
          },
          {
            path: 'round-trip',
            rule: 'be done within 20 s',
            value: null,
            remedy: 'Look at the load',
            message: 'round-trip: must be done within 20 s. Look at the load.',
          },
        ],
        durationMs: 2346,
        attempts: 3,
      },
    ],
    leftOut: [],
    notes: [],
    leftBehind: [],
  });
});

test('what was left behind stands apart from what failed', () => {
  expect(JSON.parse(renderSmokeJson(reports.leftBehind))).toMatchObject({
    passed: true,
    leftBehind: [{ path: 'The smoke topic', value: 'X' }],
  });
});
