import { alarmsRemoved } from '../../../../scripts/plan-review/rules/alarms-removed';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const ALARM = {
  alarm_name: 'status',
  dimensions: { InstanceId: 'i-4' },
  actions_enabled: true,
  alarm_actions: ['sns'],
};
const alarm = (after: object | null) => ({
  address: 'aws_cloudwatch_metric_alarm.a',
  before: ALARM,
  after: after as Record<string, unknown> | null,
});

it.each([
  ['stays', [alarm({ ...ALARM, alarm_description: 'x' })], undefined],
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

it.each([
  ['another threshold', { threshold: 1e9 }, {}, 'care'],
  ['another word for missing data', { treat_missing_data: 'notBreaching' }, {}, 'care'],
  ['another period', { period: 3600 }, {}, 'care'],
  ['another topic', { alarm_actions: ['arn:other'] }, {}, 'care'],
  ['what is known later', { alarm_actions: undefined }, { alarm_actions: true }, 'care'],
  ['another host', { dimensions: { InstanceId: 'i-2' } }, {}, 'care'],
  ['its host made anew', { dimensions: {} }, { dimensions: { InstanceId: true } }, undefined],
  ['another description', { alarm_description: 'x' }, {}, undefined],
])('judges an alarm with %s', (...[, values, afterUnknown, expected]) => {
  const before = {
    threshold: 1,
    alarm_actions: ['arn:ops'],
    actions_enabled: true,
    dimensions: { InstanceId: 'i-1' },
  };
  const alarm = { address: 'aws_cloudwatch_metric_alarm.a', before, afterUnknown };
  expect(severityOf(alarmsRemoved, [{ ...alarm, after: { ...before, ...values } }])).toBe(expected);
});

it('warns of a subscription that tells someone else', () => {
  const subscription = {
    address: 'aws_sns_topic_subscription.s',
    before: { endpoint: 'ops@example.org' },
    after: { endpoint: 'nobody@example.org' },
  };
  expect(severityOf(alarmsRemoved, [subscription])).toBe('care');
  const filtered = { ...subscription, after: { ...subscription.before, filter_policy: '{}' } };
  expect(severityOf(alarmsRemoved, [filtered])).toBe('care');
});
