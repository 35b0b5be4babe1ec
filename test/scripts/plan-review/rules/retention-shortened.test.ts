import { retentionShortened } from '../../../../scripts/plan-review/rules/retention-shortened';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';

it.each([
  ['log.retention.ms=1000', 'log.retention.ms=999', 'care'],
  ['log.retention.ms=1000', 'log.retention.ms=1001', undefined],
  ['log.retention.ms=-1', 'log.retention.ms=1000', 'care'],
  ['log.retention.ms=1000', 'log.retention.ms=-1', undefined],
  ['', 'log.retention.hours=167', 'care'],
  ['', 'log.retention.hours=169', undefined],
  ['log.retention.hours=200', '', 'care'],
  ['log.retention.minutes=10080', 'log.retention.minutes=60', 'care'],
  ['log.retention.minutes=60', 'log.retention.minutes=10080', undefined],
  ['', 'log.retention.ms=1000', 'care'],
  ['', 'log.retention.ms=-1', undefined],
  ['log.retention.ms=-1', '', 'care'],
  ['', 'log.retention.bytes=1000', 'care'],
  ['log.cleanup.policy=compact', 'log.cleanup.policy=compact,delete', 'care'],
  ['log.cleanup.policy=delete', 'log.cleanup.policy=compact', undefined],
  ['log.cleanup.policy=compact,delete', 'log.cleanup.policy=delete', undefined],
  ['offsets.retention.minutes=10080', 'offsets.retention.minutes=60', 'care'],
  ['log.local.retention.ms=1000', 'log.local.retention.ms=999', 'care'],
  ['log.local.retention.bytes=1000', 'log.local.retention.bytes=999', 'care'],
])('judges %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({
    settings: () => [`${SETTINGS}${before}\n`, `${SETTINGS}${after}\n`],
  });
  expect(severityOf(retentionShortened, cluster)).toBe(expected);
});
