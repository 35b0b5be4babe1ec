import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import type { HostDisk, VolumeDisk } from '../cluster/hardware/host-disks';
import { volumeKindOf } from '../cluster/hardware/storage/storage';
import { PROGRAM } from '../cluster/program';
import type { ResolvedProps } from './kafka-cluster-props';
import { partName, partTags, type Labels } from './labels';

export interface HostAlarmsProps {
  readonly labels: Labels;
  readonly hostName: string;
  readonly instanceId: string;
  readonly disks: readonly HostDisk[];
  readonly volumes: readonly { readonly disk: VolumeDisk; readonly volumeId: string }[];
  readonly alarms: ResolvedProps['alarms'];
  /** Where the host tells how long its certificates hold; undefined where it has none, or nobody shall ask. */
  readonly certificates?: CertificateMetrics | undefined;
}

export interface CertificateMetrics {
  readonly namespace: string;
  /** How long a new one holds, in days. */
  readonly days: number;
}

/** What each alarm says for itself. */
type Rule = Pick<
  CloudwatchMetricAlarmConfig,
  'alarmDescription' | 'comparisonOperator' | 'threshold' | 'statistic' | 'evaluationPeriods'
> &
  Pick<CloudwatchMetricAlarmConfig, 'metricName' | 'namespace' | 'period' | 'dimensions'> &
  Pick<CloudwatchMetricAlarmConfig, 'treatMissingData'>;

/** Alarms on what AWS sees of a host: whether it lives, and whether its volumes keep up. */
export class HostAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: HostAlarmsProps,
  ) {
    super(scope, id);
    this.add('StatusCheck', 'status-check', statusCheck(props));
    for (const { disk, volumeId } of props.volumes) {
      this.add(`Queue-${disk.name}`, `${disk.name}-queue`, queue(props.hostName, disk, volumeId));
      if (volumeKindOf(disk.storage).hasCredits) {
        this.add(`Burst-${disk.name}`, `${disk.name}-burst`, burst(props.hostName, disk, volumeId));
      }
    }
    if (props.certificates) {
      this.add('Certificates', 'certificates', expiry(props.hostName, props.certificates));
    }
    const { diskUsedPercent } = props.alarms;
    if (diskUsedPercent === undefined) return;
    for (const { name, mountPoint } of props.disks) {
      this.add(`Used-${name}`, `${name}-used`, used(props, mountPoint, diskUsedPercent));
    }
  }

  private add(id: string, part: string, rule: Rule): void {
    const { labels, hostName, alarms } = this.props;
    new CloudwatchMetricAlarm(this, id, {
      alarmName: partName(labels, `${hostName}-${part}`),
      ...rule,
      alarmActions: [...alarms.notify],
      okActions: [...alarms.notify],
      tags: partTags(labels, `${hostName}-${part}`),
    });
  }
}

function statusCheck({ hostName, instanceId }: HostAlarmsProps): Rule {
  return {
    alarmDescription:
      `${hostName} fails the status checks of EC2. Look at it with \`${PROGRAM} status\`; ` +
      `where it stays so, \`${PROGRAM} replace\` makes it anew.`,
    ...{ namespace: 'AWS/EC2', metricName: 'StatusCheckFailed', statistic: 'Maximum' },
    dimensions: { InstanceId: instanceId },
    ...{ comparisonOperator: 'GreaterThanThreshold', threshold: 0 },
    ...{ period: 60, evaluationPeriods: 3 },
    // A host that is gone reports nothing.
    treatMissingData: 'breaching',
  };
}

/** Where requests wait, on average over a quarter of an hour: a disk in time keeps few. */
function queue(hostName: string, { name, storage }: VolumeDisk, volumeId: string): Rule {
  return {
    alarmDescription:
      `Disk ${name} of ${hostName} does not keep up: requests wait for it. ` +
      `\`${PROGRAM} capacity\` shows what the disks were planned for.`,
    ...{ namespace: 'AWS/EBS', metricName: 'VolumeQueueLength', statistic: 'Average' },
    dimensions: { VolumeId: volumeId },
    ...{ comparisonOperator: 'GreaterThanThreshold', threshold: volumeKindOf(storage).busyQueue },
    ...{ period: 300, evaluationPeriods: 3 },
  };
}

/** Below this share of its credits, a volume is a few hours from its baseline. */
const BURST_PERCENT = 20;

function burst(hostName: string, { name }: VolumeDisk, volumeId: string): Rule {
  return {
    alarmDescription:
      `Disk ${name} of ${hostName} lives on its last credits and will fall to its baseline. ` +
      `\`${PROGRAM} capacity\` shows what the disks were planned for.`,
    ...{ namespace: 'AWS/EBS', metricName: 'BurstBalance', statistic: 'Minimum' },
    dimensions: { VolumeId: volumeId },
    ...{ comparisonOperator: 'LessThanThreshold', threshold: BURST_PERCENT },
    ...{ period: 300, evaluationPeriods: 3 },
  };
}

/** A deploy or `converge` renews what has a third of its life left: at a sixth, none came for long. */
const LIFE_SHARE = 1 / 6;

function expiry(hostName: string, { namespace, days }: CertificateMetrics): Rule {
  return {
    alarmDescription:
      `A certificate of ${hostName} ends soon, or it was not told for three hours how long it holds. ` +
      `\`${PROGRAM} converge\` renews it, \`${PROGRAM} status\` shows it. Where the host has no way to ` +
      'CloudWatch, give it one or leave out this alarm (alarms.certificates).',
    ...{ namespace, metricName: 'CertificateDaysLeft', statistic: 'Minimum' },
    dimensions: {},
    ...{
      comparisonOperator: 'LessThanThreshold',
      threshold: Math.round(days * LIFE_SHARE * 100) / 100,
    },
    ...{ period: 3_600, evaluationPeriods: 3 },
    // A host that can't tell is no host whose certificates hold.
    treatMissingData: 'breaching',
  };
}

function used(
  { hostName, instanceId }: HostAlarmsProps,
  mountPoint: string,
  threshold: number,
): Rule {
  return {
    alarmDescription:
      `${mountPoint} of ${hostName} is nearly full, and a broker whose disk is full stops. ` +
      'Shorten a retention, or enlarge the volumes.',
    ...{ namespace: 'CWAgent', metricName: 'disk_used_percent', statistic: 'Maximum' },
    dimensions: { InstanceId: instanceId, path: mountPoint, fstype: 'xfs' },
    ...{ comparisonOperator: 'GreaterThanThreshold', threshold },
    ...{ period: 300, evaluationPeriods: 3 },
  };
}
