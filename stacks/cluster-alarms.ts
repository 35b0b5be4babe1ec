import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { ALERTS } from '../cluster/alerts/alerts';
import { alarmDescription, notified } from './alarm-words';
import type { ResolvedProps } from './kafka-cluster-props';
import { partName, partTags, type Labels } from './labels';

export interface ClusterAlarmsProps {
  readonly labels: Labels;
  /** Of the brokers, by their hosts' names. */
  readonly brokerInstanceIds: Readonly<Record<string, string>>;
  readonly props: ResolvedProps['alarms'];
}

/** An alarm of CloudWatch reads no more metrics than these. */
const MOST_METRICS = 10;
const MINUTE = 60;
/** For which the newest values may still be on their way. */
const LATE_MINUTES = 2;

/** The alarm on what no host shows by itself: that two brokers are down at once. */
export class ClusterAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { labels, brokerInstanceIds, props }: ClusterAlarmsProps,
  ) {
    super(scope, id);
    const instanceIds = Object.values(brokerInstanceIds);
    if (instanceIds.length < 2 || instanceIds.length > MOST_METRICS) return;
    const {
      name: runbook,
      severity,
      forMinutes,
      action,
    } = ALERTS.find(({ name }) => name === 'KafkaBrokersDown')!;
    const part = 'brokers-down';
    new CloudwatchMetricAlarm(this, 'BrokersDown', {
      alarmName: partName(labels, part),
      alarmDescription: alarmDescription(
        {
          summary: 'Two brokers or more fail the status checks of EC2, or are gone.',
          action,
          runbook,
        },
        props,
      ),
      metricQuery: [
        {
          id: 'down',
          // One that is gone tells nothing.
          expression: instanceIds.map((_, index) => `FILL(m${index + 1}, 1)`).join(' + '),
          label: 'brokers that are down',
          returnData: true,
        },
        ...Object.entries(brokerInstanceIds).map(([label, InstanceId], index) => ({
          ...{ id: `m${index + 1}`, label },
          metric: {
            ...{ namespace: 'AWS/EC2', metricName: 'StatusCheckFailed', stat: 'Maximum' },
            ...{ period: MINUTE, dimensions: { InstanceId } },
          },
        })),
      ],
      ...{ comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold: 2 },
      // What comes late is filled in as well, so that it takes so many minutes more.
      evaluationPeriods: forMinutes + LATE_MINUTES,
      treatMissingData: 'breaching',
      ...notified({ severity }, props),
      tags: partTags(labels, part),
    });
  }
}
