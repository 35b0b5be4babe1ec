import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import type { HostAlarm, MetricOwner } from '../cluster/alerts/host-alarm';
import { alarmDescription, notified } from './alarm-words';
import type { ResolvedProps } from './kafka-cluster-props';
import { partName, partTags, type Labels } from './labels';

export interface HostAlarmsProps {
  readonly labels: Labels;
  readonly hostName: string;
  readonly instanceId: string;
  /** Of each volume of the host, by the disk's name. */
  readonly volumeIds: Readonly<Record<string, string>>;
  /** Where the host puts what it tells itself. */
  readonly namespace: string;
  readonly alarms: readonly HostAlarm[];
  readonly props: ResolvedProps['alarms'];
}

/** Alarms on what AWS sees of a host, and on what it tells: `hostAlarms` has their conditions. */
export class HostAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: HostAlarmsProps,
  ) {
    super(scope, id);
    for (const alarm of props.alarms) this.add(alarm);
  }

  private add(alarm: HostAlarm): void {
    const { labels, hostName, props } = this.props;
    const { id, part, metric, statistic, threshold, periodSeconds, periods } = alarm;
    new CloudwatchMetricAlarm(this, id, {
      alarmName: partName(labels, `${hostName}-${part}`),
      alarmDescription: alarmDescription(alarm, props),
      ...this.where(alarm.owner),
      ...{ metricName: metric, statistic, threshold },
      comparisonOperator:
        alarm.comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      ...{ period: periodSeconds, evaluationPeriods: periods },
      treatMissingData: alarm.silenceIsAlarm ? 'breaching' : 'missing',
      ...notified(alarm, props),
      tags: partTags(labels, `${hostName}-${part}`),
    });
  }

  private where(owner: MetricOwner): Pick<CloudwatchMetricAlarmConfig, 'namespace' | 'dimensions'> {
    const { instanceId, volumeIds, namespace } = this.props;
    switch (owner.kind) {
      case 'instance':
        return { namespace: 'AWS/EC2', dimensions: { InstanceId: instanceId } };
      case 'volume':
        return { namespace: 'AWS/EBS', dimensions: { VolumeId: volumeIds[owner.disk.name]! } };
      case 'mount-point':
        return {
          namespace: 'CWAgent',
          dimensions: { InstanceId: instanceId, path: owner.path, fstype: 'xfs' },
        };
      case 'host':
        return { namespace, dimensions: {} };
    }
  }
}
