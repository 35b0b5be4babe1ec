import { alarmsRemoved } from '../../../../scripts/plan-review/rules/alarms-removed';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const ALARM = { alarm_name: 'prod-broker-4-status', actions_enabled: true, alarm_actions: ['sns'] };
const alarm = (after: object | null) => ({
  address: 'aws_cloudwatch_metric_alarm.a',
  before: ALARM,
  after: after as Record<string, unknown> | null,
});

it.each([
  ['stays', [alarm({ ...ALARM, threshold: 2 })], undefined],
  ['goes', [alarm(null)], 'care'],
  [
    'goes with its host',
    [...plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) }), alarm(null)],
    undefined,
  ],
  ['is switched off', [alarm({ ...ALARM, actions_enabled: false })], 'care'],
  ['tells nobody', [alarm({ ...ALARM, alarm_actions: [] })], 'care'],
])('judges an alarm that %s', (_, resources, expected) => {
  expect(severityOf(alarmsRemoved, resources)).toBe(expected);
});
