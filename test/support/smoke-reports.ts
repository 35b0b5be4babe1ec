import type { CheckResult, SmokeReport } from '../../scripts/smoke/smoke-report';

const passed: CheckResult = {
  id: 'zookeeper-quorum',
  title: 'The quorum is whole',
  passed: true,
  evidence: 'voters 1, 2, 3',
  problems: [],
  durationMs: 61.4,
  attempts: 1,
};

const failed: CheckResult = {
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
    },
    { path: 'round-trip', rule: 'be done within 20 s', remedy: 'Look at the load' },
  ],
  durationMs: 2_345.6,
  attempts: 3,
};

const report = (...results: readonly CheckResult[]): SmokeReport => ({
  clusterName: 'logs',
  startedAt: new Date('2026-11-22T18:16:04.000Z'),
  durationMs: 3_412.3,
  results,
  leftOut: [],
  notes: [],
  leftBehind: [],
});

/** Reports of runs that went well, badly, and badly with something left behind. */
export const reports = {
  well: report(passed),
  failed: report(passed, failed),
  leftBehind: {
    ...report(passed),
    leftBehind: [{ path: 'The smoke topic', rule: 'be removed', value: 'X', remedy: 'Wait' }],
  },
};
