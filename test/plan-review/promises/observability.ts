import { changes, deletes, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn, tagged } from './standing';

const ALARM = {
  ...{ id: 'disk', alarm_name: 'kafka-disk', comparison_operator: 'GreaterThanThreshold' },
  ...{
    threshold: 80,
    metric_name: 'disk_used_percent',
    namespace: 'CWAgent',
    statistic: 'Maximum',
  },
  ...{ period: 60, evaluation_periods: 5, actions_enabled: true, treat_missing_data: 'breaching' },
  ...{ alarm_actions: [arn('sns', 'ops')], ok_actions: [], dimensions: { host: 'kafka-1' } },
  ...tagged('kafka-disk'),
};
const TRAIL = {
  ...{ id: 'main', name: 'main', enable_logging: true, is_multi_region_trail: true },
  ...{ s3_bucket_name: 'acme-trail', enable_log_file_validation: true, kms_key_id: '' },
};

/** Alarms, logs and whoever is told. */
export const observability: Promises = [
  [
    'deletes the alarm on full disks',
    'care',
    'a full disk stops a broker, and nobody hears of it',
    [deletes('aws_cloudwatch_metric_alarm.disk', ALARM)],
  ],
  [
    'fires the alarm on full disks at 99 in place of 80 percent',
    'care',
    'it then fires too late to do anything',
    [changes('aws_cloudwatch_metric_alarm.disk', ALARM, { threshold: 99 })],
  ],
  [
    'silences an alarm',
    'care',
    'it still sees, and tells nobody',
    [changes('aws_cloudwatch_metric_alarm.disk', ALARM, { actions_enabled: false })],
  ],
  [
    'takes missing data for good news',
    'care',
    'a host that is dead raises no alarm',
    [changes('aws_cloudwatch_metric_alarm.disk', ALARM, { treat_missing_data: 'notBreaching' })],
  ],
  [
    'tells another topic of an alarm',
    'care',
    'those who were called are called no more',
    [changes('aws_cloudwatch_metric_alarm.disk', ALARM, { alarm_actions: [arn('sns', 'dev')] })],
  ],
  [
    'takes the team from the topic of alarms',
    'care',
    'those who were called are called no more',
    [
      deletes('aws_sns_topic_subscription.pager', {
        ...{ id: 's', topic_arn: arn('sns', 'ops'), protocol: 'https' },
        endpoint: 'https://events.pagerduty.com/x',
      }),
    ],
  ],
  [
    'deletes the topic of alarms',
    'care',
    'no alarm reaches anybody any more',
    [deletes('aws_sns_topic.ops', { id: arn('sns', 'ops'), name: 'ops', policy: '{}' })],
  ],
  [
    'stops the record of who did what in the account',
    'care',
    'nobody can tell afterwards what happened',
    [changes('aws_cloudtrail.main', TRAIL, { enable_logging: false })],
  ],
  [
    'deletes the logs of a network’s traffic',
    'care',
    'nobody can tell afterwards who reached what',
    [
      deletes('aws_flow_log.main', {
        ...{ id: 'fl-0a', vpc_id: 'vpc-1', traffic_type: 'ALL' },
        ...{ log_destination: 'arn:aws:s3:::acme-flow', log_destination_type: 's3' },
      }),
    ],
  ],
  [
    'deletes a monitor of Datadog',
    'care',
    'what it watched is watched by nobody',
    [
      deletes('datadog_monitor.under_replicated', {
        ...{ id: '1', name: 'Under-replicated partitions', type: 'metric alert' },
        query: 'max(last_5m):max:kafka.replication.under_replicated_partitions{*} > 0',
      }),
    ],
  ],
  [
    'deletes the group of the brokers’ logs',
    'lost',
    'the logs in it go with it',
    [
      deletes('aws_cloudwatch_log_group.broker', {
        ...{ id: '/kafka', name: '/kafka', retention_in_days: 365, skip_destroy: false },
      }),
    ],
  ],
  [
    'renames the group of the brokers’ logs',
    'lost',
    'the new one is empty, the old one goes with its logs',
    [
      replaces(
        'aws_cloudwatch_log_group.broker',
        { id: '/kafka', name: '/kafka', retention_in_days: 365, skip_destroy: false },
        { name: '/prod/kafka' },
      ),
    ],
  ],
  [
    'makes one more alarm',
    'safe',
    'more is watched than before',
    [makes('aws_cloudwatch_metric_alarm.cpu', { ...ALARM, alarm_name: 'kafka-cpu' })],
  ],
];
